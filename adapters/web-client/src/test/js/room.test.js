import { test } from "node:test";
import assert from "node:assert/strict";
import * as model from "../../main/resources/dev/sarangbang/web/state/model.js";
import { isShowable, needsOf } from "../../main/resources/dev/sarangbang/web/state/needs.js";
import { positionOf } from "../../main/resources/dev/sarangbang/web/state/log.js";
import { unreadBy } from "../../main/resources/dev/sarangbang/web/state/room.js";
import { event, member, snapshot, summary, text } from "./support/world.js";

const me = { id: "1", username: "ann", name: "Ann" };
const welcomed = (...summaries) =>
  model.welcomed(model.initial, { account: me, limits: { members: 10, rooms: 100 }, rooms: summaries });
const arrived = (before, ...entries) => entries.reduce((next, entry) => model.arrived(next, "7", entry), before);
const facts = (of) => of.rooms["7"].facts;
const keys = (of) => needsOf(of).map((need) => need.key);

test("what others say is unread, what one says oneself is not", () => {
  const after = arrived(welcomed(summary()), text(11, "2"), text(12, "1"), event(13, "member_left", { author: "3" }));
  assert.equal(facts(arrived(welcomed(summary()), text(11, "2"))).unread, 1);
  assert.equal(facts(after).unread, 0);
  assert.equal(facts(after).last.sequence, 12);
  assert.equal(facts(after).members, 2);
});

test("whoever does anything in a room has read what stands above, and no mark tells of it", () => {
  const readOf = (of, account) => facts(of).people.find((one) => one.account === account).read;
  const known = model.described(welcomed(summary()), snapshot());
  const asked = arrived(known, text(11, "1"));
  assert.equal(unreadBy(facts(asked).people, text(11, "1")), 2);
  const answered = arrived(asked, text(12, "2"));
  assert.equal(readOf(answered, "2"), 12);
  assert.equal(unreadBy(facts(answered).people, text(11, "1")), 1);
  for (const kind of ["text_edited", "text_deleted", "title_changed", "invite_renewed", "member_joined"]) {
    const acted = arrived(asked, event(12, kind, { author: "3", message: 4, account: "9" }));
    assert.equal(readOf(acted, "3"), 12, kind);
    assert.equal(readOf(acted, "2"), 1, kind);
  }
});

test("what one says on another device is read here too, and what comes then is not", () => {
  const after = arrived(welcomed(summary()), text(11), text(12), event(13, "title_changed", { author: "1", title: "x" }));
  assert.deepEqual([facts(after).read, facts(after).unread], [13, 0]);
  const then = arrived(after, text(14));
  assert.deepEqual([facts(then).read, facts(then).unread], [13, 1]);
  assert.equal(facts(model.wasRead(then, { room: "7", account: "1", sequence: 12 })).unread, 1);
});

test("entries that waited beyond a hole change nothing until it is filled", () => {
  const hole = arrived(welcomed(summary()), event(12, "title_changed", { title: "Cellar" }));
  assert.equal(facts(hole).title, "Kitchen");
  assert.deepEqual(keys(hole), ["sync:7"]);
  assert.equal(facts(arrived(hole, text(11))).title, "Cellar");
});

test("reading leaves unread what came after", () => {
  const after = arrived(welcomed(summary()), text(11), text(12), text(13));
  assert.equal(facts(model.wasRead(after, { room: "7", account: "1", sequence: 12 })).unread, 1);
  assert.equal(facts(model.wasRead(after, { room: "7", account: "1", sequence: 13 })).unread, 0);
});

test("a read mark never goes back", () => {
  const read = model.wasRead(arrived(welcomed(summary()), text(11)), { room: "7", account: "1", sequence: 11 });
  assert.equal(model.wasRead(read, { room: "7", account: "1", sequence: 3 }), read);
});

test("reading on another device in what this page does not hold is counted by the server", () => {
  const before = welcomed(summary({ read: 2, unread: 5 }));
  const after = model.wasRead(before, { room: "7", account: "1", sequence: 6 });
  assert.deepEqual(keys(after), ["room:7"]);
  assert.equal(facts(model.described(after, snapshot({ read: 6, unread: 3 }))).unread, 3);
});

test("reading beyond what this page knows leaves nothing unread, and what then comes up to there is read", () => {
  const read = model.wasRead(welcomed(summary({ read: 2, unread: 5 })), { room: "7", account: "1", sequence: 12 });
  assert.equal(facts(arrived(read, text(11), text(12))).unread, 0);
  assert.equal(facts(arrived(read, text(11), text(12), text(13))).unread, 1);
});

test("a list that is older than what is known is brought up to date with what came since", () => {
  const after = arrived(welcomed(summary()), text(11), event(12, "title_changed", { title: "Cellar" }));
  const listed = model.listed(after, [summary()]);
  assert.equal(facts(listed).title, "Cellar");
  assert.equal(facts(listed).unread, 1);
  assert.equal(positionOf(listed.rooms["7"].log), 12);
});

test("a mark that is on its way to the server is not undone by a list on its way to us", () => {
  const read = model.wasRead(arrived(welcomed(summary()), text(11)), { room: "7", account: "1", sequence: 11 });
  assert.equal(facts(model.listed(read, [summary({ head: 11, read: 10, unread: 1 })])).unread, 0);
});

test("a list that is newer than what is known counts for what it says, and what is missing is asked for once", () => {
  const before = arrived(welcomed(summary()), text(11));
  const listed = model.listed(before, [summary({ head: 14, unread: 4, title: "Cellar" })]);
  assert.equal(facts(listed).unread, 4);
  assert.deepEqual(keys(listed), ["sync:7"]);
  const page = { room: "7", epoch: "1", entries: [text(12), text(13), text(14)], more: false, head: 14 };
  const synced = model.synced(listed, page, 14);
  assert.equal(facts(synced).unread, 4);
  assert.deepEqual(keys(synced), []);
});

test("a room that holds nothing needs no catching up", () => {
  const listed = model.listed(welcomed(summary()), [summary({ head: 500, unread: 3 })]);
  assert.deepEqual(keys(listed), []);
  assert.equal(positionOf(listed.rooms["7"].log), 500);
});

test("a room on the screen that missed very much starts again from its end", () => {
  const open = model.opened(arrived(welcomed(summary()), text(11)), "7");
  const listed = model.listed(open, [summary({ head: 5_000 })]);
  assert.equal(positionOf(listed.rooms["7"].log), 5_000);
  assert.ok(keys(listed).includes("history:7"));
});

test("a room of another epoch begins anew", () => {
  const before = arrived(welcomed(summary()), text(11));
  const after = model.listed(before, [summary({ epoch: "2", head: 4, read: 4 })]);
  assert.equal(positionOf(after.rooms["7"].log), 4);
  assert.equal(facts(after).read, 4);
});

test("a reset throws the entries away and asks for the facts", () => {
  const before = arrived(welcomed(summary()), text(11), text(12));
  const after = model.reset(before, { room: "7", epoch: "2", head: 3 });
  assert.equal(after.rooms["7"].log.entries.length, 0);
  assert.deepEqual(
    keys(after).filter((key) => key !== "accounts"),
    ["room:7"],
  );
  assert.equal(facts(model.described(after, snapshot({ epoch: "2", head: 3, read: 2, unread: 1 }))).unread, 1);
});

test("an entry of a room that is not known asks for it, and is not lost when the answer is older", () => {
  const heard = model.arrived(welcomed(), "7", text(12));
  assert.deepEqual(keys(heard), ["room:7"]);
  const known = model.described(heard, snapshot({ head: 11 }));
  assert.ok(keys(known).includes("sync:7"));
  assert.ok(!keys(known).includes("room:7"));
});

test("the entry that ends one's membership takes the room away, live or in a page", () => {
  const live = arrived(welcomed(summary()), event(11, "member_removed", { account: "1" }));
  assert.deepEqual(live.rooms, {});
  const page = {
    room: "7",
    epoch: "1",
    entries: [text(11), event(12, "member_left", { author: "1" })],
    more: false,
    head: 12,
  };
  assert.deepEqual(model.synced(arrived(welcomed(summary()), text(12)), page, 12).rooms, {});
  assert.deepEqual(model.arrived(live, "7", event(11, "member_removed", { account: "1" })), live);
});

test("someone who comes back does not lose the room to the entry by which they once left", () => {
  const back = welcomed(summary({ first: 10 }));
  const late = arrived(back, event(9, "member_left", { author: "1" }));
  assert.ok("7" in late.rooms);
});

test("a page that begins after a gap tells someone who missed it that they went and came back: the room begins anew", () => {
  const held = arrived(arrived(welcomed(summary()), text(11)), text(16));
  const entries = [event(13, "member_joined", { account: "1" }), text(14)];
  const page = { room: "7", epoch: "1", entries, more: true, head: 16 };
  const synced = model.synced(held, page, 16);
  assert.ok(keys(synced).includes("room:7"));
  const again = model.described(synced, snapshot({ first: 13, head: 16, read: 13, unread: 2 }));
  assert.deepEqual(keys(again), []);
  assert.equal(again.rooms["7"].first, 13);
  assert.equal(facts(again).unread, 2);
});

test("the eldest member follows a host who leaves", () => {
  const known = model.described(welcomed(summary()), snapshot());
  assert.equal(facts(arrived(known, event(11, "member_left", { author: "2" }))).host, "1");
  const summed = arrived(welcomed(summary()), event(11, "member_left", { author: "2" }));
  assert.deepEqual(keys(summed), ["room:7"]);
});

test("whether someone who comes in is here now is asked for, if the members are shown", () => {
  const joins = event(11, "member_joined", { account: "9" });
  assert.deepEqual(keys(arrived(model.described(welcomed(summary()), snapshot()), joins)), ["room:7"]);
  assert.deepEqual(keys(arrived(welcomed(summary()), joins)), []);
});

test("a member who was not there yet is not counted among those who have not read", () => {
  const people = [member("1", { read: 5 }), member("2", { read: 9 }), member("3", { joined: 8, read: 8 })];
  assert.equal(unreadBy(people, text(7, "1")), 0);
  assert.equal(unreadBy(people, text(9, "1")), 1);
  assert.equal(unreadBy(people, text(10, "2")), 2);
  assert.equal(unreadBy(undefined, text(10, "2")), 0);
});

test("a room is asked for its members and its last entries when it comes on the screen, and the server is told of that", () => {
  const open = model.opened(welcomed(summary({ head: 500, read: 500 })), "7");
  assert.deepEqual(keys(open).sort(), ["history:7", "room:7", "view"]);
});

test("history is read on until the first unread entry is there, but not without end", () => {
  let open = model.described(model.opened(welcomed(), "7"), snapshot({ head: 1_000, read: 750, unread: 250 }));
  const pageBefore = (from) => ({
    room: "7",
    epoch: "1",
    more: true,
    head: 1_000,
    entries: Array.from({ length: 100 }, (none, index) => text(from - 100 + index)),
  });
  for (const from of [1_001, 901, 801]) {
    assert.ok(keys(open).includes("history:7"), `before ${from}`);
    open = model.recalled(open, pageBefore(from));
  }
  assert.ok(!keys(open).includes("history:7"));
});

test("a room can be shown once what is unread is there, or was read elsewhere meanwhile", () => {
  const shown = (of) => isShowable(of.rooms["7"]);
  const page = (from, to) => ({
    room: "7",
    epoch: "1",
    more: true,
    head: 1_000,
    entries: Array.from({ length: to - from }, (none, index) => text(from + index)),
  });
  const open = model.described(model.opened(welcomed(), "7"), snapshot({ head: 1_000, read: 750, unread: 250 }));
  assert.ok(!shown(open));
  const some = model.recalled(open, page(901, 1_001));
  assert.ok(!shown(some));
  assert.ok(shown(model.wasRead(some, { room: "7", account: "1", sequence: 1_000 })));
  assert.ok(shown(model.wasRead(some, { room: "7", account: "1", sequence: 950 })));
  assert.ok(shown(model.recalled(some, page(701, 901))));
});

test("a heartbeat that is silent on the room on the screen has it asked for, and no other does", () => {
  const open = model.described(model.opened(welcomed(summary()), "7"), snapshot());
  const viewed = model.viewing(open, "7");
  assert.ok(!keys(model.heartbeat(viewed, [["7", 10]])).includes("room:7"));
  assert.ok(keys(model.heartbeat(viewed, [])).includes("room:7"));
  assert.ok(!keys(model.heartbeat(open, [])).includes("room:7"), "the server does not know yet what is on the screen");
  assert.ok(keys(model.heartbeat(viewed, [["7", 12]])).includes("sync:7"));
  assert.equal(model.heartbeat(welcomed(), []).rooms["7"], undefined);
});

test("accounts that nobody knows are not asked for again", () => {
  const open = model.described(model.opened(welcomed(), "7"), snapshot({ head: 1 }));
  const need = needsOf(open).find(({ key }) => key === "accounts");
  assert.deepEqual(need.fields.accounts.sort(), ["2", "3"]);
  const answered = model.introduced(open, need.fields.accounts, [{ id: "2", username: "bob", name: "Bob" }]);
  assert.ok(!keys(answered).includes("accounts"));
  assert.equal(answered.people["2"].name, "Bob");
});

test("typing fades, and ends when something is said", () => {
  const typing = model.isTyping(welcomed(summary()), { room: "7", account: "2" }, 1_000);
  assert.deepEqual(Object.keys(typing.typing["7"]), ["2"]);
  assert.deepEqual(model.typingFaded(typing, 1_000 + model.TYPING_MS).typing, {});
  assert.deepEqual(arrived(typing, text(11, "2")).typing["7"], {});
});

test("one's own presence on another device says nothing, but someone else's last sign is kept", () => {
  const gone = model.cameOrWent(welcomed(summary()), { account: "2", online: false, lastActiveAt: 5 });
  const back = model.cameOrWent(gone, { account: "2", online: true, lastActiveAt: undefined });
  assert.deepEqual(back.presence["2"], { online: true, lastActiveAt: 5 });
});

test("a list of rooms from before one was let in again does not take the room away for good", () => {
  const back = arrived(welcomed(summary()), event(12, "member_joined", { account: "1" }));
  const listed = model.listed(back, []);
  assert.deepEqual(listed.rooms, {});
  assert.deepEqual(keys(listed), ["room:7"]);
});

test("a room that is not listed any more is gone", () => {
  assert.deepEqual(keys(model.listed(welcomed(summary()), [])), []);
});

test("a late answer that one has left does not take away a room one has been let into again", () => {
  const before = welcomed(summary({ first: 3 }));
  assert.deepEqual(model.left(before, "7", 11).rooms, {});
  const gone = arrived(before, event(11, "member_left", { author: "1" }));
  const heard = arrived(gone, event(12, "member_joined", { account: "1", author: "2" }));
  assert.deepEqual(keys(model.left(heard, "7", 11)), ["rooms", "room:7"]);
  const again = model.described(heard, snapshot({ first: 12, head: 12 }));
  assert.equal(model.left(again, "7", 11), again);
});
