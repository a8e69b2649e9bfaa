// What a session makes of what it is told; a browser is stood in for.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { settle } from "./support/world.js";
import * as model from "../../main/resources/dev/sarangbang/web/state/model.js";
import * as outbox from "../../main/resources/dev/sarangbang/web/state/outbox.js";

const standIn = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

let socket;
class Socket {
  readyState = 1;
  sent = [];
  constructor() {
    socket = this;
  }
  send(data) {
    this.sent.push(JSON.parse(data));
  }
  close() {}
  async receive(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
    await settle();
  }
}

function storage(kept = {}) {
  const items = new Map(Object.entries(kept));
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  };
}

standIn("location", { protocol: "http:", host: "here" });
standIn("WebSocket", Socket);
standIn("sessionStorage", storage());
standIn("localStorage", storage());
standIn("navigator", { locks: { query: async () => ({ held: [] }) } });

const { createSession } = await import("../../main/resources/dev/sarangbang/web/app/session.js");
const { keptOutbox } = await import("../../main/resources/dev/sarangbang/web/app/tabs.js");

const waiting = (id, room) =>
  outbox.written(outbox.put(outbox.empty, { id, room, type: "send", text: `text ${id}`, at: 0 }));

const sessions = [];
after(() => sessions.forEach((session) => session.stop()));

function session(kept) {
  const state = { link: { status: "closed" }, model: model.initial, outbox: [] };
  const told = [];
  const store = { get: () => state, set: (part, change) => (state[part] = change(state[part])) };
  const on = {
    said() {},
    signedOut() {},
    otherAccount() {},
    gone: (room) => told.push(["gone", room]),
    dropped: (count) => told.push(["dropped", count]),
  };
  const made = createSession({ store, device: "d", kept, on });
  sessions.push(made);
  return { ...made, state, told };
}

const admit = async () => {
  socket.onopen();
  await socket.receive({
    type: "welcome",
    id: socket.sent.at(-1).id,
    account: { id: "1", username: "ann", display_name: "Ann" },
    connection: "9",
    limits: { members: 10, message_code_points: 1000, title_code_points: 30, rooms: 100 },
    heartbeat_ms: 15_000,
    now: 0,
    rooms: [],
  });
};

test("what a tab that was closed had not sent is this tab's own before it is forgotten there", async () => {
  const done = [];
  const { start, state } = session({
    load: () => [waiting("a", "7"), waiting("b", "8")],
    save: (json) => done.push(outbox.restored(json).map(({ id }) => id)),
    adopted: () => done.push("adopted"),
  });
  start();
  assert.deepEqual(done, [["a", "b"], "adopted"]);
  assert.equal(state.outbox.length, 2);
});

test("a tab that goes away before it was welcomed leaves what it took over", async () => {
  const kept = JSON.stringify(waiting("a", "7"));
  standIn("localStorage", storage({ "sarangbang.outbox.1.other": kept }));
  const items = globalThis.localStorage.items;
  const own = await keptOutbox("1", () => ["outbox.1.other"]);
  assert.equal(own.load().length, 1);
  assert.ok(items.has("sarangbang.outbox.1.other"), "reading it does not take it away");
  const { start } = session(own);
  start();
  assert.equal(items.has("sarangbang.outbox.1.other"), false);
  assert.deepEqual(
    [...items.values()].flatMap((json) => outbox.restored(JSON.parse(json))).map(({ id }) => id),
    ["a"],
  );
});

test("who was removed from a room without hearing of it is told how much was not sent, and the rooms are asked for", async () => {
  const { start, state, told } = session({
    load: () => [waiting("a", "7"), waiting("b", "7")],
    save() {},
    adopted() {},
  });
  start();
  await admit();
  const { id, type } = socket.sent.at(-1);
  assert.equal(type, "send");
  await socket.receive({ type: "error", id, code: "no_such_room", message: "", retry: "no" });
  assert.deepEqual(told, [["dropped", 2]]);
  assert.deepEqual(state.outbox, []);
  assert.equal(socket.sent.at(-1).type, "rooms");
});
