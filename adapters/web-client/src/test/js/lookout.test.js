import { test } from "node:test";
import assert from "node:assert/strict";
import { createLookout } from "../../main/resources/dev/sarangbang/web/sync/lookout.js";
import { TestClock } from "./support/world.js";

function lookout(random) {
  const clock = new TestClock();
  const looks = [];
  return { clock, looks, ...createLookout({ look: () => looks.push(clock.now()), clock, random: () => random }) };
}

test("while there is a connection it looks within every five minutes, and not all pages at once", async () => {
  for (const [random, everyMs] of [
    [0, 300_000],
    [0.5, 270_000],
  ]) {
    const { clock, looks, connected } = lookout(random);
    const begun = clock.now();
    connected();
    await clock.pass(900_000);
    assert.deepEqual(
      looks.map((at) => at - begun),
      [1, 2, 3].map((time) => time * everyMs),
    );
  }
});

test("without a connection it does not look, and a new one begins with the list as it is", async () => {
  const { clock, looks, connected, disconnected } = lookout(0);
  connected();
  await clock.pass(299_000);
  disconnected();
  await clock.pass(900_000);
  connected();
  await clock.pass(299_000);
  assert.deepEqual(looks, []);
});

test("who comes back after a minute sees what there is now", async () => {
  const { clock, looks, seen } = lookout(0);
  seen(true);
  seen(false);
  await clock.pass(59_999);
  seen(true);
  assert.equal(looks.length, 0);
  seen(false);
  await clock.pass(60_000);
  seen(true);
  seen(true);
  assert.equal(looks.length, 1);
});
