import { test } from "node:test";
import assert from "node:assert/strict";
import {
  emptyAt,
  entryAt,
  heard,
  isBehind,
  positionOf,
  restartedAt,
  take,
  takeHistory,
  takePage,
  trimmed,
} from "../../main/resources/dev/sarangbang/web/state/log.js";
import { text } from "./support/world.js";

const sequences = (log) => log.entries.map((entry) => entry.sequence);
const page = (entries, details = {}) => ({
  epoch: "1",
  entries,
  more: false,
  head: entries.at(-1)?.sequence ?? 0,
  ...details,
});
const holding = (...numbers) => numbers.reduce((log, number) => take(log, text(number)), emptyAt("1", numbers[0] - 1));

test("the next entry is taken", () => {
  const log = holding(5, 6, 7);
  assert.deepEqual(sequences(log), [5, 6, 7]);
  assert.equal(positionOf(log), 7);
  assert.equal(isBehind(log), false);
  assert.equal(entryAt(log, 6).sequence, 6);
});

test("an entry at or below the position is dropped", () => {
  const log = holding(5, 6, 7);
  assert.equal(take(log, text(7)), log);
  assert.equal(take(log, text(2)), log);
});

test("an entry beyond a hole does not move the position, and asks for a sync", () => {
  const log = take(holding(5), text(8));
  assert.equal(positionOf(log), 5);
  assert.equal(isBehind(log), true);
});

test("what waited beyond a hole follows once the hole is filled by live entries", () => {
  const log = [8, 7, 6].reduce((before, number) => take(before, text(number)), holding(5));
  assert.deepEqual(sequences(log), [5, 6, 7, 8]);
  assert.equal(log.ahead.size, 0);
  assert.equal(isBehind(log), false);
});

test("what waited beyond a hole follows once the hole is filled by a page", () => {
  const log = takePage(take(holding(5), text(8)), page([text(6), text(7)], { head: 7 }), 8);
  assert.deepEqual(sequences(log), [5, 6, 7, 8]);
});

test("a page that does not begin right after the position is refused", () => {
  const log = heard(holding(5), 9);
  assert.equal(takePage(log, page([text(7), text(8)]), 9), log);
});

test("a page with a hole in it is refused", () => {
  const log = heard(holding(5), 9);
  assert.equal(takePage(log, page([text(6), text(8)]), 9), log);
});

test("a page that overlaps what came live meanwhile adds only what is new", () => {
  const log = takePage(heard(holding(5, 6), 8), page([text(6), text(7), text(8)]), 8);
  assert.deepEqual(sequences(log), [5, 6, 7, 8]);
});

test("a page of another epoch is refused", () => {
  const log = heard(holding(5), 9);
  assert.equal(takePage(log, page([text(6)], { epoch: "2" }), 9), log);
});

test("a lost tail is told by a head", () => {
  assert.equal(isBehind(heard(holding(5), 6)), true);
  assert.equal(isBehind(heard(holding(5), 5)), false);
  assert.equal(isBehind(heard(holding(5), 3)), false);
});

test("a head that was heard of and does not exist is forgotten", () => {
  const log = takePage(heard(holding(5), 9), page([], { head: 5 }), 9);
  assert.equal(isBehind(log), false);
});

test("a head that was heard of while a page was on its way is not forgotten", () => {
  const asked = heard(holding(5), 6);
  const log = takePage(heard(asked, 7), page([text(6)], { head: 6 }), asked.known);
  assert.equal(positionOf(log), 6);
  assert.equal(isBehind(log), true);
});

test("there is more to ask for after a page that says so", () => {
  const log = takePage(heard(holding(5), 9), page([text(6), text(7)], { more: true, head: 9 }), 9);
  assert.equal(isBehind(log), true);
});

test("history goes in front, if it ends right below what is held", () => {
  const log = takeHistory(holding(5, 6), page([text(3), text(4)]));
  assert.deepEqual(sequences(log), [3, 4, 5, 6]);
  assert.equal(log.from, 3);
  assert.equal(takeHistory(log, page([text(0)])), log);
  assert.equal(takeHistory(log, page([text(1)])), log);
  assert.equal(takeHistory(log, page([text(1), text(2)], { epoch: "2" })), log);
});

test("history of what holds nothing yet is its tail", () => {
  const log = takeHistory(emptyAt("1", 10), page([text(8), text(9), text(10)]));
  assert.deepEqual(sequences(log), [8, 9, 10]);
  assert.equal(positionOf(log), 10);
});

test("trimming gives back the oldest and keeps the position", () => {
  const log = trimmed(holding(5, 6, 7), 2);
  assert.deepEqual(sequences(log), [6, 7]);
  assert.equal(positionOf(log), 7);
});

test("starting again from a head remembers that more is known", () => {
  const log = restartedAt(take(holding(5), text(20)), 18);
  assert.equal(positionOf(log), 18);
  assert.equal(isBehind(log), true);
});

test("however many entries arrive beyond a hole, only so many wait", () => {
  let log = holding(5);
  for (let number = 7; number < 1_000; number++) log = take(log, text(number));
  assert.equal(log.ahead.size, 200);
  assert.equal(log.known, 999);
});
