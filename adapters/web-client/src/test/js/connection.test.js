import { test } from "node:test";
import assert from "node:assert/strict";
import { createConnection } from "../../main/resources/dev/sarangbang/web/protocol/connection.js";
import { createInsist } from "../../main/resources/dev/sarangbang/web/protocol/insist.js";
import { backoffMs } from "../../main/resources/dev/sarangbang/web/protocol/backoff.js";
import { verdictOf } from "../../main/resources/dev/sarangbang/web/protocol/close-codes.js";
import { createAttempts } from "../../main/resources/dev/sarangbang/web/view/attempts.js";
import { TestClock, settle } from "./support/world.js";

class TestSocket {
  readyState = 1;
  sent = [];
  closed = false;
  send(data) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.closed = true;
  }
  receive(frame) {
    this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }
  last() {
    return this.sent.at(-1);
  }
}

const welcome = (id) => ({
  type: "welcome",
  id,
  account: { id: "1", username: "ann", display_name: "Ann" },
  connection: "9",
  limits: { members: 10, message_code_points: 1000, title_code_points: 30, rooms: 100 },
  heartbeat_ms: 15_000,
  now: 0,
  rooms: [],
});

function world({ session = async () => "yes" } = {}) {
  const clock = new TestClock();
  const sockets = [];
  const states = [];
  const events = [];
  const connection = createConnection({
    open: () => sockets[sockets.push(new TestSocket()) - 1],
    device: "d",
    clock,
    random: () => 0.5,
    session,
    on: {
      state: (state) => states.push(state),
      welcome: (frame) => events.push(frame),
      event: (frame) => events.push(frame),
    },
  });
  const socket = () => sockets.at(-1);
  const admit = async () => {
    socket().onopen();
    socket().receive(welcome(socket().last().id));
    await settle();
  };
  connection.start();
  return { clock, sockets, states, events, connection, socket, admit, status: () => states.at(-1).status };
}

test("says hello with its device and is online once it is welcomed", async () => {
  const { socket, admit, status, events } = world();
  assert.equal(status(), "connecting");
  await admit();
  assert.deepEqual(socket().sent[0], { type: "hello", id: socket().sent[0].id, device: "d" });
  assert.equal(status(), "online");
  assert.equal(events[0].type, "welcome");
});

test("an answer resolves its request, an error rejects it, and each goes to its own", async () => {
  const { connection, socket, admit } = world();
  await admit();
  const one = connection.request("rooms", {});
  const other = connection.request("room", { room: "7" });
  const [first, second] = socket().sent.slice(-2);
  socket().receive({ type: "error", id: second.id, code: "no_such_room", message: "", retry: "no" });
  socket().receive({ type: "rooms", id: first.id, rooms: [] });
  assert.deepEqual((await one).rooms, []);
  await assert.rejects(other, { code: "no_such_room", retry: false });
});

test("nothing is sent before the welcome", async () => {
  const { connection, socket } = world();
  socket().onopen();
  await assert.rejects(connection.request("rooms", {}), { code: "disconnected" });
  connection.tell("typing", { room: "7" });
  assert.deepEqual(
    socket().sent.map((frame) => frame.type),
    ["hello"],
  );
});

test("what is asked of a socket that is closing fails when it is closed, and not before: nobody asks in a circle", async () => {
  const { connection, socket, admit, status } = world();
  await admit();
  socket().readyState = 2;
  let asked = 0;
  const asking = async () => {
    while (status() === "online" && asked < 1_000) {
      asked++;
      await connection.request("rooms", {}).catch(() => {});
    }
  };
  const asks = asking();
  await settle();
  assert.equal(asked, 1);
  assert.deepEqual(
    socket().sent.map((frame) => frame.type),
    ["hello"],
  );
  socket().onclose({ code: 1012, reason: "" });
  await asks;
  assert.equal(asked, 1);
});

test("a lost connection fails what is unanswered, waits with jitter, and connects again", async () => {
  const { connection, sockets, socket, admit, status, states, clock } = world();
  await admit();
  const asked = connection.request("rooms", {});
  socket().onclose({ code: 1006, reason: "" });
  await assert.rejects(asked, { code: "disconnected", retry: true });
  assert.equal(status(), "waiting");
  assert.equal(states.at(-1).retryAt, clock.now() + 500);
  await clock.pass(499);
  assert.equal(sockets.length, 1);
  await clock.pass(1);
  assert.equal(sockets.length, 2);
});

test("waits longer after each connection that does not last, and shortly again after one that did", async () => {
  const { sockets, socket, admit, states, clock } = world();
  const waits = [];
  for (let attempt = 0; attempt < 7; attempt++) {
    socket().onclose({ code: 1006, reason: "" });
    await settle();
    waits.push(states.at(-1).retryAt - clock.now());
    await clock.pass(waits.at(-1));
  }
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  assert.equal(sockets.length, 8);
  await admit();
  await clock.pass(10_000);
  socket().onclose({ code: 1006, reason: "" });
  assert.equal(states.at(-1).retryAt - clock.now(), 500);
});

test("a server that admits and throws out again is not asked without end", async () => {
  const { socket, admit, states, clock } = world();
  const waits = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    await admit();
    socket().onclose({ code: 4100, reason: "overloaded" });
    waits.push(states.at(-1).retryAt - clock.now());
    await clock.pass(waits.at(-1));
  }
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000]);
});

test("a code that says so reconnects at once, but only once in a row", async () => {
  const { sockets, socket, admit, status } = world();
  await admit();
  socket().onclose({ code: 4000, reason: "too_slow" });
  assert.equal(sockets.length, 2);
  await admit();
  socket().onclose({ code: 4000, reason: "too_slow" });
  assert.equal(sockets.length, 2);
  assert.equal(status(), "waiting");
});

test("a restarting server is given the time it asks for", async () => {
  const { socket, admit, states, clock } = world();
  await admit();
  socket().onclose({ code: 1012, reason: "retry_after_ms=3000" });
  assert.equal(states.at(-1).retryAt - clock.now(), 3_500);
});

test("an ended session and a wrong client do not connect again", async () => {
  for (const [code, expected] of [
    [4200, "signed_out"],
    [4300, "refused"],
    [1009, "refused"],
  ]) {
    const { sockets, socket, admit, status, clock } = world();
    await admit();
    socket().onclose({ code, reason: "" });
    await clock.pass(600_000);
    assert.equal(status(), expected);
    assert.equal(sockets.length, 1);
  }
});

test("a socket that does not open because nobody is signed in leads to the door", async () => {
  const { socket, status } = world({ session: async () => "no" });
  socket().onclose({ code: 1006, reason: "" });
  await settle();
  assert.equal(status(), "signed_out");
});

test("two heartbeats without a word mean the connection is dead", async () => {
  const { sockets, socket, admit, clock } = world();
  await admit();
  await clock.pass(20_000);
  socket().receive({ type: "heads", rooms: {} });
  await clock.pass(29_999);
  assert.equal(sockets.length, 1);
  await clock.pass(1);
  assert.equal(sockets[0].closed, true);
  assert.equal(sockets.length, 2);
});

test("a server that does not welcome is left", async () => {
  const { sockets, socket, clock } = world();
  socket().onopen();
  await clock.pass(10_600);
  assert.equal(sockets[0].closed, true);
  assert.equal(sockets.length, 2);
});

test("after waking up the connection is tried, and left if nobody answers", async () => {
  const { connection, sockets, socket, admit, clock } = world();
  await admit();
  connection.check();
  socket().receive({ type: "pong", id: socket().last().id });
  await clock.pass(6_000);
  assert.equal(sockets.length, 1);
  connection.check();
  await clock.pass(5_000);
  assert.equal(sockets.length, 2);
});

test("one who does not want to wait, or whose network is back, does not wait", async () => {
  for (const how of ["tryNow", "check"]) {
    const { connection, sockets, socket, admit, clock } = world();
    await admit();
    socket().onclose({ code: 1006, reason: "" });
    connection[how]();
    assert.equal(sockets.length, 2);
    await clock.pass(1_000);
    assert.equal(sockets.length, 2, "the wait that was cut short does not connect a second time");
  }
});

test("who is not told whether they are signed in, because the network swallows the question, can try again", async () => {
  for (const how of ["tryNow", "check"]) {
    const { connection, sockets, socket, admit, status } = world({ session: () => new Promise(() => {}) });
    socket().onclose({ code: 1006, reason: "" });
    await settle();
    assert.equal(status(), "connecting");
    connection[how]();
    assert.equal(sockets.length, 2);
    connection[how]();
    assert.equal(sockets.length, 2, "one that is being opened is given its time");
    await admit();
    assert.equal(status(), "online");
  }
});

test("what an old socket still says is not heard", async () => {
  const { sockets, socket, admit, events } = world();
  await admit();
  const old = socket();
  const late = old.onmessage;
  old.onclose({ code: 4001, reason: "" });
  await admit();
  late({ data: JSON.stringify({ type: "resync" }) });
  assert.deepEqual(
    events.map((event) => event.type),
    ["welcome", "welcome"],
  );
  assert.equal(sockets.length, 2);
});

test("a malformed frame ends the connection, an unknown one is passed over", async (context) => {
  context.mock.method(console, "error", () => {});
  const { socket, admit, status, events } = world();
  await admit();
  socket().receive({ type: "not_invented_yet", field: 1 });
  assert.equal(status(), "online");
  socket().receive({ type: "entry", room: "7", entry: { sequence: "8" } });
  await settle();
  assert.equal(status(), "waiting");
  assert.equal(events.length, 1);
});

test("stopped, it stays so", async () => {
  const { connection, sockets, admit, clock, status } = world();
  await admit();
  connection.stop();
  await clock.pass(600_000);
  assert.equal(status(), "closed");
  assert.equal(sockets[0].closed, true);
  assert.equal(sockets.length, 1);
});

test("the wait doubles up to half a minute, and chance makes it anything below", () => {
  assert.deepEqual(
    [0, 1, 4, 5, 60].map((failures) => backoffMs(failures, () => 1)),
    [1_000, 2_000, 16_000, 30_000, 30_000],
  );
  assert.equal(
    backoffMs(9, () => 0),
    0,
  );
});

test("close codes mean what the protocol says", () => {
  const verdicts = {
    1000: "later",
    1001: "later",
    1002: "never",
    1003: "never",
    1006: "later",
    1007: "never",
    1009: "never",
    1011: "later",
    1012: "later",
    4000: "now",
    4001: "now",
    4099: "now",
    4100: "later",
    4101: "later",
    4200: "login",
    4299: "login",
    4300: "never",
    4301: "never",
    4400: "later",
  };
  for (const [code, verdict] of Object.entries(verdicts)) assert.equal(verdictOf(Number(code)).verdict, verdict, code);
  assert.equal(verdictOf(1012, "retry_after_ms=250").afterMs, 250);
  assert.equal(verdictOf(1012, "retry_after_ms=99999999999").afterMs, 0);
});

test("an insistent request is sent again with the same id until it is answered", async () => {
  const clock = new TestClock();
  const asked = [];
  const answers = [
    { code: "disconnected", retry: true },
    { code: "unavailable", retry: true, retryAfterMs: 2_000 },
  ];
  const { insist, connected } = createInsist({
    request: async (type, fields, id) => {
      asked.push(id);
      if (answers.length > 0) throw answers.shift();
      return { type: "done" };
    },
    clock,
    giveUpMs: 20_000,
  });
  const reply = insist("leave", { room: "7" });
  await settle();
  assert.equal(asked.length, 1);
  connected();
  await settle();
  assert.equal(asked.length, 2);
  await clock.pass(2_000);
  assert.deepEqual(await reply, { type: "done" });
  assert.equal(new Set(asked).size, 1);
});

test("an insistent request gives up when it is refused, or after its time", async () => {
  const clock = new TestClock();
  const failing = (error) =>
    createInsist({
      request: () => Promise.reject(error),
      clock,
      giveUpMs: 20_000,
    }).insist("leave", {});
  await assert.rejects(failing({ code: "not_host", retry: false }), { code: "not_host" });
  const patient = assert.rejects(failing({ code: "disconnected", retry: true }), { code: "disconnected" });
  await clock.pass(20_000);
  await patient;
});

test("an insistent request goes on as soon as there is a connection, however many attempts that took", async () => {
  const clock = new TestClock();
  let online = false;
  const { insist, connected, disconnected } = createInsist({
    request: async () => {
      if (!online) throw { code: "disconnected", retry: true };
      return { type: "done" };
    },
    clock,
    giveUpMs: 20_000,
  });
  const reply = insist("leave", { room: "7" });
  await settle();
  for (let attempt = 0; attempt < 3; attempt++) disconnected();
  online = true;
  connected();
  assert.deepEqual(await reply, { type: "done" });
});

test("what is tried again because nobody knows what came of it goes under the id it had, and what is another does not", () => {
  const attempts = createAttempts();
  const first = attempts.idFor({ title: "Kitchen" });
  assert.equal(attempts.idFor({ title: "Kitchen" }), first);
  const other = attempts.idFor({ title: "Cellar" });
  assert.notEqual(other, first);
  attempts.over();
  assert.notEqual(attempts.idFor({ title: "Cellar" }), other);
});
