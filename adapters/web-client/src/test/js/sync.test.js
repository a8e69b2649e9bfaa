import { test } from "node:test";
import assert from "node:assert/strict";
import * as logs from "../../main/resources/dev/sarangbang/web/state/log.js";
import * as model from "../../main/resources/dev/sarangbang/web/state/model.js";
import * as outbox from "../../main/resources/dev/sarangbang/web/state/outbox.js";
import { createDriver } from "../../main/resources/dev/sarangbang/web/sync/driver.js";
import { createMarks } from "../../main/resources/dev/sarangbang/web/sync/marks.js";
import { createSender } from "../../main/resources/dev/sarangbang/web/sync/sender.js";
import { TestClock, chance, event, member, settle, snapshot, summary, text } from "./support/world.js";

const ME = "1";

/** A server with one room, whose pushes and answers get lost, late, doubled and out of order. */
class UnreliableServer {
  log = [];
  epoch = "1";
  first = 1;

  constructor(random) {
    this.random = random;
  }

  append() {
    const sequence = this.log.length + 1;
    const entry = this.random.happens(0.1)
      ? event(sequence, "title_changed", { title: `title ${sequence}` })
      : text(sequence, String(1 + this.random.below(4)));
    this.log.push(entry);
    return entry;
  }

  summary() {
    const read = this.log.findLast((entry) => entry.author === ME)?.sequence ?? 0;
    const unread = this.log.filter((entry) => entry.kind === "text" && entry.sequence > read).length;
    return summary({
      epoch: this.epoch,
      head: this.log.length,
      read,
      unread,
      title: this.log.findLast((entry) => entry.kind === "title_changed")?.title ?? "Kitchen",
      last: this.log.findLast((entry) => entry.kind === "text"),
    });
  }

  answer(type, fields) {
    const page = (entries, more) => ({
      type: "entries",
      room: "7",
      epoch: this.epoch,
      entries,
      more,
      head: this.log.length,
    });
    switch (type) {
      case "sync": {
        if (fields.epoch !== this.epoch || fields.after > this.log.length)
          return { type: "reset", room: "7", epoch: this.epoch, head: this.log.length };
        const limit = 1 + this.random.below(5);
        return page(this.log.slice(fields.after, fields.after + limit), fields.after + limit < this.log.length);
      }
      case "history": {
        const from = Math.max(0, fields.before - 1 - 3);
        return page(this.log.slice(from, fields.before - 1), from > 0);
      }
      case "room":
        return {
          type: "room",
          room: { ...this.summary(), members: 2, people: [member("2"), member(ME)], accounts: [], invite: "x" },
        };
      case "rooms":
        return { type: "rooms", rooms: [this.summary()] };
      case "accounts":
        return { type: "accounts", accounts: [] };
      case "view":
        return { type: "done" };
      default:
        throw new Error(type);
    }
  }
}

function client(server, random, take = model.arrived) {
  const clock = new TestClock();
  let state = model.opened(model.initial, "7");
  let connected = false;
  const change = (how) => {
    const before = state;
    state = how(state);
    if (state !== before) driver.poke();
  };
  const later = (run) => clock.after(random.below(300), run);
  const request = (type, fields) =>
    new Promise((resolve, reject) => {
      if (!connected) return reject({ code: "disconnected", retry: true });
      if (random.happens(0.05)) return later(() => reject({ code: "unavailable", retry: true }));
      const connection = connected;
      return later(() => {
        const reply = server.answer(type, fields);
        later(() => (connection === connected ? resolve(reply) : reject({ code: "disconnected", retry: true })));
      });
    });
  const driver = createDriver({ request, read: () => state, change, clock });
  return {
    clock,
    state: () => state,
    room: () => state.rooms["7"],
    connect() {
      connected = {};
      change((before) =>
        model.welcomed(before, {
          account: { id: ME, username: "ann", name: "Ann" },
          limits: {},
          rooms: [server.summary()],
        }),
      );
      driver.connected();
    },
    disconnect() {
      connected = false;
      driver.disconnected();
    },
    push(entry) {
      if (!connected || random.happens(0.3)) return;
      for (let copies = random.happens(0.1) ? 2 : 1; copies > 0; copies--) {
        const connection = connected;
        later(() => connection === connected && change((before) => take(before, "7", entry)));
      }
    },
    heartbeat: () => connected && change((before) => model.headsHeard(before, [["7", server.log.length]])),
  };
}

const isWhole = ({ log }, server) =>
  log.entries.every(
    (entry, index) =>
      entry.sequence === log.from + index && entry.messageId === server.log[entry.sequence - 1]?.messageId,
  );

async function simulate(seed, take) {
  const random = chance(seed);
  const server = new UnreliableServer(random);
  for (let entries = random.below(20); entries >= 0; entries--) server.append();
  const page = client(server, random, take);
  page.connect();
  for (let step = 0; step < 120; step++) {
    const dice = random.next();
    if (dice < 0.6) page.push(server.append());
    else if (dice < 0.68) page.disconnect();
    else if (dice < 0.8) page.connect();
    else if (dice < 0.82) page.heartbeat();
    else if (dice < 0.825) {
      server.epoch = String(Number(server.epoch) + 1);
      server.log.length = random.below(server.log.length + 1); // a backup from before was restored
      server.append();
    }
    await page.clock.pass(random.below(400));
    if (page.room() && page.room().log.epoch === server.epoch && !isWhole(page.room(), server))
      return `step ${step}: not the server's entries`;
  }
  page.disconnect();
  page.connect();
  page.heartbeat();
  await page.clock.pass(120_000);
  const { log, facts } = page.room();
  if (page.state().viewed !== "7") return "the server does not know what is on the screen";
  if (logs.positionOf(log) !== server.log.length) return `position ${logs.positionOf(log)} of ${server.log.length}`;
  if (!isWhole(page.room(), server)) return "not the server's entries";
  const { title, unread, last } = server.summary();
  if (facts.title !== title || facts.unread !== unread || facts.last?.sequence !== last?.sequence)
    return "not the server's facts";
  return undefined;
}

test("whatever is lost, late, doubled, out of order or begun anew, the page comes to show the server's log", async () => {
  for (let seed = 1; seed <= 150; seed++) assert.equal(await simulate(seed), undefined, `seed ${seed}`);
});

test("a client whose position moves over a hole is found out by the test above", async () => {
  const overHoles = (before, id, entry) =>
    entry.sequence <= logs.positionOf(before.rooms[id].log)
      ? before
      : {
          ...before,
          rooms: {
            ...before.rooms,
            [id]: {
              ...before.rooms[id],
              log: {
                ...before.rooms[id].log,
                entries: [...before.rooms[id].log.entries, entry],
                known: entry.sequence,
              },
            },
          },
        };
  const found = [];
  for (let seed = 1; seed <= 10; seed++) found.push(await simulate(seed, overHoles));
  assert.ok(found.some((failure) => failure !== undefined));
});

test("a hole is given a moment to be filled by what is on its way", async () => {
  const clock = new TestClock();
  const asked = [];
  let state = model.welcomed(model.initial, {
    account: { id: ME, username: "a", name: "A" },
    limits: {},
    rooms: [summary()],
  });
  const driver = createDriver({
    request: (type) => (asked.push(type), new Promise(() => {})),
    read: () => state,
    change: (how) => (state = how(state)),
    clock,
  });
  driver.connected();
  state = model.arrived(state, "7", text(12, ME));
  driver.poke();
  await clock.pass(50);
  state = model.arrived(state, "7", text(11, ME));
  driver.poke();
  await clock.pass(1_000);
  assert.deepEqual(asked, []);
  state = model.arrived(state, "7", text(14, ME));
  driver.poke();
  await clock.pass(100);
  assert.deepEqual(asked, ["sync"]);
});

test("a server whose answers lead nowhere is not asked in a circle", async () => {
  const clock = new TestClock();
  let asked = 0;
  let state = model.headsHeard(
    model.arrived(
      model.welcomed(model.initial, { account: { id: ME, username: "a", name: "A" }, limits: {}, rooms: [summary()] }),
      "7",
      text(11, ME),
    ),
    [["7", 20]],
  );
  const request = async () => {
    asked++;
    return { type: "entries", room: "7", epoch: "1", entries: [], more: true, head: 20 };
  };
  const driver = createDriver({ request, read: () => state, change: (how) => (state = how(state)), clock });
  driver.connected();
  await clock.pass(10_000);
  assert.ok(asked > 1 && asked <= 11, `${asked} in ten seconds`);
});

test("the server is told what is on the screen until it knows, and again once the room is there that was not", async () => {
  const clock = new TestClock();
  const told = [];
  const account = { id: ME, username: "a", name: "A" };
  let state = model.welcomed(model.initial, { account, limits: {}, rooms: [] });
  const driver = createDriver({
    request: async (type, fields) => {
      if (type !== "view") return new Promise(() => {});
      told.push(fields.room);
      if (told.length === 1) throw { code: "unavailable", retry: true };
      return { type: "done" };
    },
    read: () => state,
    change: (how) => (state = how(state)),
    clock,
  });
  driver.connected();
  state = model.opened(state, "7"); // whose link they follow, and to which they are invited only later
  driver.poke();
  await settle();
  assert.deepEqual(told, []);
  state = model.listed(state, [summary()]);
  driver.poke();
  await clock.pass(10_000);
  assert.deepEqual(told, ["7", "7"]);
  state = model.opened(state, undefined);
  driver.poke();
  await clock.pass(10_000);
  assert.deepEqual(told, ["7", "7", null]);
  state = model.welcomed(model.opened(state, "7"), { account, limits: {}, rooms: [summary()] });
  driver.connected();
  await clock.pass(10_000);
  assert.deepEqual(told, ["7", "7", null, "7"]);
});

/** A driver of which the first list of rooms is answered when the test says so, and later ones with `later`. */
function slowList(later) {
  let state = model.missedEvents(
    model.welcomed(model.initial, { account: { id: ME, username: "a", name: "A" }, limits: {}, rooms: [summary()] }),
  );
  let answer;
  let lists = 0;
  const clock = new TestClock();
  const driver = createDriver({
    request: async (type) => {
      if (type !== "rooms") return new Promise(() => {});
      if (++lists === 1) return new Promise((resolve) => (answer = resolve));
      return { type: "rooms", rooms: later };
    },
    read: () => state,
    change: (how) => (state = how(state)),
    clock,
  });
  driver.connected();
  return {
    clock,
    change: (how) => ((state = how(state)), driver.poke()),
    answer: (rooms) => answer({ type: "rooms", rooms }),
    lists: () => lists,
    rooms: () => state.rooms,
  };
}

test("what was missed while the list of rooms was on its way is asked for again", async () => {
  const list = slowList([summary({ head: 11 })]);
  list.change(model.missedEvents);
  list.answer([summary()]);
  await list.clock.pass(2_000);
  assert.equal(list.lists(), 2);
});

test("a list from before one left does not bring the room back", async () => {
  const list = slowList([]);
  list.change((state) => model.left(state, "7", 11));
  list.answer([summary()]);
  await list.clock.pass(2_000);
  assert.deepEqual(list.rooms(), {});
});

test("a room that is gone is let go", async () => {
  let state = model.opened(
    model.welcomed(model.initial, { account: { id: ME, username: "a", name: "A" }, limits: {}, rooms: [summary()] }),
    "7",
  );
  const driver = createDriver({
    request: () => Promise.reject({ code: "no_such_room", retry: false }),
    read: () => state,
    change: (how) => (state = how(state)),
    clock: new TestClock(),
  });
  driver.connected();
  await settle();
  assert.deepEqual(state.rooms, {});
});

test("a refusal that was on its way while one was let in again does not take the room away", async () => {
  let state = model.opened(
    model.welcomed(model.initial, { account: { id: ME, username: "a", name: "A" }, limits: {}, rooms: [summary()] }),
    "7",
  );
  let asked = 0;
  const driver = createDriver({
    request: async () => {
      if (++asked > 1) return { type: "room", room: snapshot({ first: 12, head: 12 }) };
      state = model.arrived(state, "7", event(11, "member_removed", { account: ME }));
      state = model.arrived(state, "7", event(12, "member_joined", { account: ME }));
      throw { code: "no_such_room", retry: false };
    },
    read: () => state,
    change: (how) => (state = how(state)),
    clock: new TestClock(),
  });
  driver.connected();
  await settle();
  assert.equal(state.rooms["7"].first, 12);
});

function sending(answers) {
  const clock = new TestClock();
  const asked = [];
  const sent = [];
  const gone = [];
  let box = outbox.empty;
  const sender = createSender({
    request: async (type, fields, id) => {
      asked.push([id, fields.text]);
      const answer = answers(id, asked.length);
      if (answer.code) throw answer;
      return answer;
    },
    read: () => box,
    change: (how) => (box = how(box)),
    onSent: (item) => sent.push(item.id),
    onGone: (room) => {
      gone.push(room);
      box = outbox.withoutRoom(box, room);
    },
    clock,
  });
  const say = (id) => {
    box = outbox.put(box, { id, room: "7", type: "send", text: `text ${id}`, at: 0 });
    sender.poke();
  };
  return { clock, asked, sent, gone, sender, say, box: () => box };
}

test("messages go one after the other, in the order they were said", async () => {
  let sequence = 10;
  const { say, sender, asked, sent } = sending(() => ({ type: "sent", sequence: ++sequence }));
  say("a");
  say("b");
  sender.connected();
  say("c");
  await settle();
  assert.deepEqual(
    asked.map(([id]) => id),
    ["a", "b", "c"],
  );
  assert.deepEqual(sent, ["a", "b", "c"]);
});

test("what was not answered goes again with its id when the connection is back, before what was said after it", async () => {
  const { say, sender, asked } = sending((id, count) =>
    count === 1 ? { code: "disconnected", retry: true } : { type: "sent", sequence: count },
  );
  sender.connected();
  say("a");
  sender.disconnected();
  say("b");
  await settle();
  assert.equal(asked.length, 1);
  sender.connected();
  await settle();
  assert.deepEqual(
    asked.map(([id]) => id),
    ["a", "a", "b"],
  );
});

test("a refusal stops the room, a pause is kept", async () => {
  const refused = sending(() => ({ code: "text_too_long", retry: false }));
  refused.sender.connected();
  refused.say("a");
  refused.say("b");
  await refused.clock.pass(60_000);
  assert.equal(refused.asked.length, 1);
  const paused = sending((id, count) =>
    count === 1 ? { code: "rate_limited", retry: true, retryAfterMs: 3_000 } : { type: "sent", sequence: count },
  );
  paused.sender.connected();
  paused.say("a");
  await paused.clock.pass(2_999);
  assert.equal(paused.asked.length, 1);
  await paused.clock.pass(1);
  assert.deepEqual(paused.sent, ["a"]);
});

test("what was to be said in a room that is gone is let go with it, and the room is told of", async () => {
  const { say, sender, box, gone } = sending(() => ({ code: "no_such_room", retry: false }));
  say("a");
  say("b");
  sender.connected();
  await settle();
  assert.deepEqual(box(), []);
  assert.deepEqual(gone, ["7"]);
});

test("marks are collected, only grow, and are told again if they got lost", async () => {
  const clock = new TestClock();
  const told = [];
  let fails = 0;
  const marks = createMarks({
    type: "read",
    request: async (type, { sequence }) => {
      told.push(sequence);
      if (fails-- > 0) throw { code: "disconnected", retry: true };
    },
    delayMs: 300,
    clock,
  });
  marks.connected();
  marks.set("7", "1", 3);
  marks.set("7", "1", 5);
  marks.set("7", "1", 4);
  await clock.pass(300);
  assert.deepEqual(told, [5]);
  fails = 1;
  marks.set("7", "1", 6);
  await clock.pass(300);
  marks.disconnected();
  marks.connected();
  await clock.pass(300);
  assert.deepEqual(told, [5, 6, 6]);
  marks.set("7", "1", 6);
  await clock.pass(10_000);
  assert.deepEqual(told, [5, 6, 6]);
});

test("marks are told at once when the page goes away", () => {
  const told = [];
  const request = async (type, { sequence }) => told.push(sequence);
  const marks = createMarks({ type: "read", request, delayMs: 300, clock: new TestClock() });
  marks.set("7", "1", 3);
  marks.flush();
  assert.deepEqual(told, []);
  marks.connected();
  marks.flush();
  assert.deepEqual(told, [3]);
});

test("a mark the server refuses for good is not told again", async () => {
  const clock = new TestClock();
  let told = 0;
  const marks = createMarks({
    type: "ack",
    request: () => (told++, Promise.reject({ code: "bad_position", retry: false })),
    delayMs: 300,
    clock,
  });
  marks.connected();
  marks.set("7", "1", 3);
  await clock.pass(10_000);
  assert.equal(told, 1);
});
