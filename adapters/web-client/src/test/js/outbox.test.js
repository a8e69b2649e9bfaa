import { test } from "node:test";
import assert from "node:assert/strict";
import * as outbox from "../../main/resources/dev/sarangbang/web/state/outbox.js";
import { emptyAt, take } from "../../main/resources/dev/sarangbang/web/state/log.js";
import { text } from "./support/world.js";

const holding = (...items) =>
  items.reduce((box, [id, room]) => outbox.put(box, { id, room, type: "send", text: id, at: 0 }), outbox.empty);
const ids = (items) => items.map((item) => item.id);
const states = (box) => box.map((item) => item.state);

test("each room sends its first, and the next only after it is confirmed", () => {
  let box = holding(["a", "7"], ["b", "7"], ["c", "8"]);
  assert.deepEqual(ids(outbox.due(box, 0)), ["a", "c"]);
  box = outbox.sending(box, "a");
  assert.deepEqual(ids(outbox.due(box, 0)), ["c"]);
  box = outbox.confirmed(box, "a", 11);
  assert.deepEqual(ids(outbox.due(box, 0)), ["b", "c"]);
});

test("nothing overtakes what was refused, until it is retried or deleted", () => {
  const box = outbox.refused(
    outbox.sending(holding(["a", "7"], ["b", "7"]), "a"),
    "a",
    { code: "text_too_long", retry: false },
    0,
  );
  assert.deepEqual(states(box), ["failed", "waiting"]);
  assert.deepEqual(outbox.due(box, 1e9), []);
  assert.deepEqual(ids(outbox.due(outbox.retried(box, "a"), 0)), ["a"]);
  assert.deepEqual(ids(outbox.due(outbox.deleted(box, "a"), 0)), ["b"]);
});

test("a change that was refused holds up nothing of what was said after it, and can still be retried", () => {
  for (const type of ["edit", "delete"]) {
    let box = outbox.put(outbox.empty, { id: "a", room: "7", type, message: 3, text: "anew", at: 0 });
    box = outbox.put(box, { id: "b", room: "7", type: "send", text: "b", at: 0 });
    box = outbox.refused(outbox.sending(box, "a"), "a", { code: "no_such_message", retry: false }, 0);
    assert.deepEqual(states(box), ["failed", "waiting"]);
    assert.deepEqual(ids(outbox.due(box, 0)), ["b"]);
    assert.deepEqual(ids(outbox.due(outbox.retried(box, "a"), 0)), ["a"]);
  }
});

test("what is not with the server yet is counted", () => {
  assert.equal(outbox.unsentIn(outbox.confirmed(holding(["a", "7"], ["b", "7"]), "a", 11)), 1);
});

test("what may be tried again waits longer each time, and then asks its writer", () => {
  let box = holding(["a", "7"]);
  let now = 0;
  const pauses = [];
  while (box[0].state === "waiting") {
    box = outbox.refused(outbox.sending(box, "a"), "a", { code: "unavailable", retry: true }, now);
    if (box[0].state === "waiting") {
      pauses.push(outbox.nextAt(box, now) - now);
      now = outbox.nextAt(box, now);
    }
  }
  assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000]);
  assert.equal(box[0].code, "unavailable");
});

test("the server's own wait is kept", () => {
  const box = outbox.refused(holding(["a", "7"]), "a", { code: "rate_limited", retry: true, retryAfterMs: 7_000 }, 0);
  assert.equal(outbox.nextAt(box, 0), 7_000);
  assert.deepEqual(outbox.due(box, 6_999), []);
  assert.deepEqual(ids(outbox.due(box, 7_000)), ["a"]);
});

test("what was under way when the connection was lost goes again with the same id", () => {
  const box = outbox.interrupted(outbox.sending(holding(["a", "7"]), "a"));
  assert.deepEqual(ids(outbox.due(box, 0)), ["a"]);
});

test("an item leaves when the log shows it, by its id or by its place", () => {
  const mine = { ...text(11, "1"), id: "a" };
  const room = (log) => ({ id: "7", log });
  const box = outbox.confirmed(holding(["a", "7"], ["b", "7"]), "b", 12);
  const one = take(emptyAt("1", 10), mine);
  assert.deepEqual(ids(outbox.settled(box, room(one), "1")), ["b"]);
  assert.deepEqual(ids(outbox.settled(box, room(take(one, text(12, "2"))), "1")), []);
  assert.deepEqual(ids(outbox.settled(box, room(emptyAt("1", 11)), "1")), ["a", "b"]);
});

test("someone else's entry with the same id is not ours", () => {
  const theirs = { ...text(11, "2"), id: "a" };
  assert.equal(outbox.settled(holding(["a", "7"]), { id: "7", log: take(emptyAt("1", 10), theirs) }, "1").length, 1);
});

test("what is not confirmed survives a reload, with its id and its order", () => {
  let box = holding(["a", "7"], ["b", "7"], ["c", "8"]);
  box = outbox.sending(box, "a");
  box = outbox.refused(box, "c", { code: "room_full", retry: false }, 0);
  const back = outbox.restored(outbox.written(box));
  assert.deepEqual(ids(back), ["a", "b", "c"]);
  assert.deepEqual(states(back), ["waiting", "waiting", "failed"]);
  assert.equal(back[2].code, "room_full");
});

test("an edit and a deletion wait their turn among what is said, and survive a reload like it", () => {
  let box = outbox.put(outbox.empty, { id: "a", room: "7", type: "send", text: "hi", replyTo: 4, at: 0 });
  box = outbox.put(box, { id: "b", room: "7", type: "edit", message: 3, text: "anew", at: 0 });
  box = outbox.put(box, { id: "c", room: "7", type: "delete", message: 3, at: 0 });
  assert.deepEqual(ids(outbox.due(box, 0)), ["a"]);
  const back = outbox.restored(outbox.written(box));
  assert.deepEqual(back.map(outbox.requestOf), [
    { type: "send", fields: { room: "7", text: "hi", reply_to: 4 } },
    { type: "edit", fields: { room: "7", message: 3, text: "anew" } },
    { type: "delete", fields: { room: "7", message: 3 } },
  ]);
  assert.deepEqual(ids(outbox.saidIn(back)), ["a"]);
  assert.deepEqual(ids(outbox.changesIn(back)), ["b", "c"]);
});

test("what is confirmed does not need to", () => {
  assert.equal(outbox.written(outbox.confirmed(holding(["a", "7"]), "a", 1)), "[]");
});

test("what cannot be read is not ours", () => {
  const item = { id: "a", room: "7", type: "send", text: "hi", at: 0 };
  assert.equal(outbox.restored(JSON.stringify([item])).length, 1);
  const broken = [
    { ...item, text: { x: 1 } },
    { ...item, type: "rename_room" },
    { ...item, type: undefined },
    { ...item, type: "edit" },
    { ...item, type: "delete", message: "3" },
    { ...item, replyTo: {} },
  ].map((one) => JSON.stringify([one]));
  for (const json of ["", "{", "null", "7", "[null]", '[{"id":1}]', ...broken]) {
    assert.deepEqual(outbox.restored(json), [], json);
  }
});
