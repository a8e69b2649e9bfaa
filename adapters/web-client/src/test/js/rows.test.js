import { test } from "node:test";
import assert from "node:assert/strict";
import { rowsOf } from "../../main/resources/dev/sarangbang/web/state/rows.js";
import { STEP, WINDOW, around, atEnd, down, up, within } from "../../main/resources/dev/sarangbang/web/state/window.js";
import { emptyAt, takeHistory } from "../../main/resources/dev/sarangbang/web/state/log.js";
import { event, text } from "./support/world.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const dayOf = (at) => Math.floor(at / DAY);
const at = (entry, time) => ({ ...entry, at: time });
const rows = (entries, details = {}) =>
  rowsOf({ entries, items: [], me: "1", unreadAfter: undefined, dayOf, ...details });
const kinds = (list) => list.map((row) => row.type);

test("a day begins before its first row", () => {
  const list = rows([at(text(1), 0), at(text(2), 5), at(text(3), DAY)]);
  assert.deepEqual(kinds(list), ["day", "message", "message", "day", "message"]);
});

test("messages of one person within five minutes belong together, and nothing parts them but what is shown between", () => {
  const list = rows([
    at(text(1), 0),
    at(text(2), MINUTE),
    at(event(3, "not_invented_yet"), MINUTE),
    at(text(4), 2 * MINUTE),
  ]);
  assert.deepEqual(
    list.slice(1).map(({ first, last }) => [first, last]),
    [
      [true, false],
      [false, false],
      [false, true],
    ],
  );
});

test("another person, five minutes, an event, a day or the line of the unread part them", () => {
  const apart = (entries, details) =>
    rows(entries, details)
      .filter((row) => row.type === "message")
      .every((row) => row.first && row.last);
  assert.ok(apart([at(text(1, "2"), 0), at(text(2, "3"), 1)]));
  assert.ok(apart([at(text(1), 0), at(text(2), 5 * MINUTE)]));
  assert.ok(apart([at(text(1), 0), at(event(2, "title_changed", { title: "x" }), 1), at(text(3), 2)]));
  assert.ok(apart([at(text(1), DAY - 1), at(text(2), DAY)]));
  assert.ok(apart([at(text(1), 0), at(text(2), 1)], { unreadAfter: 1 }));
});

test("the line of the unread is above the first that someone else said", () => {
  const entries = [text(1, "2"), text(2, "1"), event(3, "member_left"), text(4, "2"), text(5, "2")];
  const list = rows(entries, { unreadAfter: 1 });
  const line = list.findIndex((row) => row.type === "unread");
  assert.equal(list[line + 1].entry.sequence, 4);
  assert.equal(list.filter((row) => row.type === "unread").length, 1);
});

test("there is no line when everything below it is one's own", () => {
  assert.ok(!kinds(rows([text(1, "2"), text(2, "1")], { unreadAfter: 1 })).includes("unread"));
});

test("a message keeps its key when it moves from the outbox to the log", () => {
  const entry = { ...text(9, "1"), id: "a" };
  const before = rows([], { items: [{ id: "a", room: "7", text: "x", at: entry.at, state: "sending" }] });
  assert.equal(rows([entry]).at(-1).key, before.at(-1).key);
});

test("keys are distinct", () => {
  const list = rows([text(1, "1"), text(2, "2"), event(3, "member_left"), at(text(4), 5 * DAY)], {
    unreadAfter: 1,
    items: [{ id: "z", text: "x", at: 9 * DAY, state: "failed" }],
  });
  assert.equal(new Set(list.map((row) => row.key)).size, list.length);
});

const logOf = (from, to) =>
  takeHistory(emptyAt("1", to), {
    epoch: "1",
    entries: Array.from({ length: to - from + 1 }, (none, index) => text(from + index)),
  });

test("the page never has more rows than its window, and a reader can go all the way up and down again", () => {
  const log = logOf(1, 5_000);
  let view = atEnd;
  let shown = within(view, log);
  assert.equal(shown.entries.at(-1).sequence, 5_000);
  for (let steps = 0; shown.above > 0; steps++) {
    const before = shown.entries[0].sequence;
    view = up(view, log);
    shown = within(view, log);
    assert.ok(shown.entries.length <= WINDOW);
    assert.equal(shown.entries[0].sequence, before - Math.min(STEP, before - 1));
    assert.ok(steps < 100);
  }
  assert.equal(shown.entries[0].sequence, 1);
  for (let steps = 0; shown.below > 0; steps++) {
    const before = shown.entries.at(-1).sequence;
    view = down(view, log);
    shown = within(view, log);
    assert.ok(shown.entries.length <= WINDOW);
    assert.ok(shown.entries.at(-1).sequence > before);
    assert.ok(steps < 100);
  }
  assert.equal(view.to, undefined);
});

test("a window keeps its place while entries come at both ends", () => {
  const log = logOf(1_000, 2_000);
  const view = up(up(up(up(up(atEnd, log), log), log), log), log);
  const first = within(view, log).entries[0].sequence;
  assert.equal(
    within(view, takeHistory(log, { epoch: "1", entries: logOf(900, 999).entries })).entries[0].sequence,
    first,
  );
});

test("a window on nothing is the end", () => {
  assert.deepEqual(up({ to: 5, size: 10 }, emptyAt("1", 3)), atEnd);
  assert.deepEqual(down({ to: 5, size: 10 }, emptyAt("1", 3)), atEnd);
});

test("a window around a message has it, and what is near it, wherever it is", () => {
  const log = takeHistory(emptyAt("1", 1_000), {
    epoch: "1",
    entries: Array.from({ length: 1_000 }, (none, index) => text(index + 1)),
  });
  for (const sequence of [1, 30, 500, 960, 1_000]) {
    const { entries, below } = within(around(sequence, log), log);
    assert.ok(entries.some((entry) => entry.sequence === sequence));
    assert.ok(entries.some((entry) => entry.sequence === Math.max(1, sequence - STEP / 4)));
    assert.ok(entries.some((entry) => entry.sequence === Math.min(1_000, sequence + STEP / 4)));
    assert.ok(entries.length <= WINDOW);
    assert.equal(around(sequence, log).to === undefined, below === 0, "at the end it follows the end");
  }
});
