import { test } from "node:test";
import assert from "node:assert/strict";
import { Malformed, frame } from "../../main/resources/dev/sarangbang/web/protocol/decode.js";
import { newId } from "../../main/resources/dev/sarangbang/web/protocol/ids.js";
import { inviteLink, routeOf } from "../../main/resources/dev/sarangbang/web/app/route.js";
import "./support/crypto.js";

const decoded = (value) => frame(JSON.stringify(value));
const entry = {
  sequence: 3,
  message_id: "90071992547409931",
  message_number: 2,
  author: "1",
  id: "a",
  at: 5,
  kind: "text",
  text: "hi",
};

test("an entry of each kind, with ids that are longer than a number holds", () => {
  const { entry: of } = decoded({ type: "entry", room: "7", entry });
  assert.equal(of.messageId, "90071992547409931");
  assert.equal(of.text, "hi");
  assert.equal(
    decoded({ type: "entry", room: "7", entry: { ...entry, kind: "member_joined", account: "4" } }).entry.account,
    "4",
  );
  assert.equal(decoded({ type: "entry", room: "7", entry: { ...entry, kind: "not_invented_yet" } }).entry.sequence, 3);
});

test("a room with its members is read as the server writes it: each with the whole account", () => {
  const head = { sequence: 4, message_id: "90071992547409932", message_number: 2, at: 5 };
  const members = [
    { account: { id: "1", username: "ann", display_name: "Ann" }, joined: 1, status: "online", read: 4 },
    {
      account: { id: "2", username: "bora", display_name: "보라" },
      joined: 2,
      status: "offline",
      last_active_at: 4,
      read: 3,
    },
  ];
  const facts = { room: "7", epoch: "90071992547409931", title: "Kitchen", host: "1", first: 1, head, last: entry };
  const { room } = decoded({
    type: "room",
    id: "x",
    room: { ...facts, cursor: 0, read: 4, unread: 0, members, invite: "secret" },
  });
  assert.deepEqual(room.people, [
    { account: "1", joined: 1, read: 4, online: true, lastActiveAt: undefined },
    { account: "2", joined: 2, read: 3, online: false, lastActiveAt: 4 },
  ]);
  assert.deepEqual(
    room.accounts.map(({ id, name }) => [id, name]),
    [
      ["1", "Ann"],
      ["2", "보라"],
    ],
  );
  assert.equal(room.members, 2);
  assert.equal(room.invite, "secret");
});

test("fields and types that are not known are passed over", () => {
  assert.deepEqual(decoded({ type: "read", room: "7", account: "1", sequence: 4, more: {} }), {
    type: "read",
    id: undefined,
    room: "7",
    account: "1",
    sequence: 4,
  });
  assert.equal(decoded({ type: "not_invented_yet" }), null);
  assert.equal(decoded({ type: "toString" }), null);
  assert.equal(decoded({ type: "entry", id: "x", room: "7", entry }), null);
});

test("what is not of its type is malformed, so that nothing but text is ever shown as text", () => {
  const broken = [
    "nonsense",
    "[]",
    "null",
    '{"type":7}',
    JSON.stringify({ type: "entry", room: 7, entry }),
    JSON.stringify({ type: "entry", room: "7", entry: { ...entry, text: { type: "img", props: {} } } }),
    JSON.stringify({ type: "entry", room: "7", entry: { ...entry, sequence: "3" } }),
    JSON.stringify({ type: "entry", room: "7" }),
    JSON.stringify({ type: "rooms", id: "x", rooms: {} }),
    JSON.stringify({ type: "accounts", id: "x", accounts: [{ id: "1", username: "a" }] }),
    JSON.stringify({ type: "heads", rooms: { 7: "9" } }),
    JSON.stringify({ type: "presence", account: { id: "1" }, status: "online" }),
  ];
  for (const text of broken) assert.throws(() => frame(text), Malformed, text);
});

test("an error tells whether to try again", () => {
  assert.deepEqual(
    decoded({ type: "error", id: "x", code: "busy", message: "m", retry: "same_id", retry_after_ms: 5 }),
    { type: "error", id: "x", code: "busy", message: "m", retry: true, retryAfterMs: 5 },
  );
  assert.equal(decoded({ type: "error", code: "bad_json", message: "m", retry: "no" }).retry, false);
});

test("ids are as the protocol wants them, and no two are the same", () => {
  const ids = new Set(Array.from({ length: 1_000 }, newId));
  assert.equal(ids.size, 1_000);
  for (const id of ids) assert.match(id, /^[\w-]{1,64}$/);
});

test("an address leads to a room, an invitation, or the list", () => {
  assert.deepEqual(routeOf("#/room/123"), { at: "room", room: "123" });
  assert.deepEqual(routeOf("#/join/123/aB-_9"), { at: "join", room: "123", secret: "aB-_9" });
  for (const hash of [
    "",
    "#",
    "#/",
    "#/room",
    "#/room/abc",
    "#/room/1/2",
    "#/join/1",
    "#/join/1/<x>",
    "#/join/1/a/b",
    "#/room/123456789012345678901",
  ]) {
    assert.deepEqual(routeOf(hash), { at: "rooms" }, hash);
  }
  const link = inviteLink({ origin: "https://chat.example", pathname: "/" }, "12", "secret");
  assert.equal(link, "https://chat.example/#/join/12/secret");
  assert.deepEqual(routeOf(new URL(link).hash), { at: "join", room: "12", secret: "secret" });
});
