import { test } from "node:test";
import assert from "node:assert/strict";
import { amendedBy, readingOf } from "../../main/resources/dev/sarangbang/web/state/amendments.js";
import { emptyAt, positionOf, take, takeHistory, takePage } from "../../main/resources/dev/sarangbang/web/state/log.js";
import * as model from "../../main/resources/dev/sarangbang/web/state/model.js";
import { chance, event, summary, text } from "./support/world.js";

const edited = (sequence, message, words) => event(sequence, "text_edited", { message, text: words });
const deleted = (sequence, message) => event(sequence, "text_deleted", { message });
const hello = text(3, "2", "hello");
const reads = (changes) => readingOf(amendedBy(new Map(), changes), hello);

test("a message reads as it was said, until it is changed", () => {
  assert.deepEqual(reads([]), { text: "hello", edited: false, deleted: false });
  assert.deepEqual(reads([edited(5, 4, "other")]), { text: "hello", edited: false, deleted: false });
  assert.deepEqual(reads([edited(5, 3, "hi")]), { text: "hi", edited: true, deleted: false });
});

test("the newest edit counts, whatever is learnt of first", () => {
  assert.equal(reads([edited(9, 3, "last"), edited(5, 3, "first")]).text, "last");
  assert.equal(reads([edited(5, 3, "first"), edited(9, 3, "last")]).text, "last");
});

test("a deletion is final: an edit before or after it means nothing", () => {
  for (const changes of [
    [deleted(6, 3)],
    [deleted(6, 3), edited(9, 3, "back?")],
    [edited(9, 3, "back?"), deleted(6, 3)],
    [deleted(9, 3), edited(5, 3, "x")],
  ]) {
    assert.deepEqual(reads(changes), { text: "", edited: false, deleted: true });
  }
});

test("pages and live entries, read back or forward, in whatever order, come out the same", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = chance(seed);
    const entries = [];
    for (let sequence = 1; sequence <= 60; sequence++) {
      const target = entries[random.below(entries.length || 1)];
      const change = sequence > 5 && target?.kind === "text" && random.happens(0.5);
      if (!change) entries.push(text(sequence, "2"));
      else if (random.happens(0.2)) entries.push(deleted(sequence, target.sequence));
      else entries.push(edited(sequence, target.sequence, `anew ${sequence}`));
    }
    const whole = amendedBy(new Map(), entries);
    let log = emptyAt("1", 30);
    let from = 31;
    for (let at = 31; at <= 60;) {
      if (random.happens(0.5)) {
        const page = entries.slice(at - 1, at + 2);
        log = takePage(log, { epoch: "1", entries: page, more: at + 3 <= 60, head: 60 }, 60);
      } else log = take(log, entries[at - 1]);
      at = positionOf(log) + 1;
      if (from > 1 && random.happens(0.5)) {
        const size = Math.min(from - 1, 4);
        log = takeHistory(log, { epoch: "1", entries: entries.slice(from - 1 - size, from - 1) });
        from -= size;
      }
    }
    for (const entry of log.entries.filter(({ kind }) => kind === "text")) {
      assert.deepEqual(readingOf(log.amended, entry), readingOf(whole, entry), `seed ${seed}`);
    }
  }
});

const me = { id: "1", username: "ann", name: "Ann" };
const room = (...entries) =>
  entries.reduce(
    (state, entry) => model.arrived(state, "7", entry),
    model.welcomed(model.initial, {
      account: me,
      limits: { members: 10, rooms: 100 },
      rooms: [summary({ last: text(10) })],
    }),
  ).rooms["7"];

test("the list of rooms shows the last message as it reads now, and the one before it when it is deleted", () => {
  assert.equal(room(text(11), edited(12, 11, "anew")).facts.last.text, "anew");
  assert.equal(room(text(11), text(12), deleted(13, 12)).facts.last.sequence, 11);
  assert.equal(room(text(11), edited(12, 11, "anew"), text(13), deleted(14, 13)).facts.last.text, "anew");
  assert.equal(room(text(11), deleted(12, 10)).facts.last.sequence, 11);
});

test("if the one before it is not held, the server is asked", () => {
  const { facts } = room(text(11), deleted(12, 11));
  assert.equal(facts.last, undefined);
  assert.ok(facts.doubtful);
});

test("neither an edit nor a deletion counts as unread, and a deleted message still does", () => {
  assert.equal(room(text(11), edited(12, 11, "anew"), deleted(13, 11)).facts.unread, 1);
});
