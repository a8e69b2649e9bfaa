// What this page lacks, derived from what it has: the requests that would make it whole. Whoever runs them only has to
// ask again after every change; nothing is lost when a request is, because the need for it is still there.

import { isBehind, positionOf } from "./log.js";

/** The most entries one answer brings. */
export const PAGE = 200;

/** Entries a room first shows. */
const FIRST_PAGE = 100;

/** The most entries read to reach the first unread one when a room is opened. */
const UNREAD_MAX = 400;

const ACCOUNTS_MAX = 50;

/**
 * Requests with a `key` each: of two needs with one key, one request at a time is enough.
 * `{ key, type, fields, knownThen? }`.
 */
export function needsOf(model) {
  const needs = [];
  if (model.stale) needs.push({ key: "rooms", type: "rooms", fields: {} });
  for (const id of Object.keys(model.strangers)) needs.push(snapshotOf(id));
  for (const room of Object.values(model.rooms)) {
    if (isBehind(room.log)) needs.push(syncOf(room));
    if (room.facts.doubtful) needs.push(snapshotOf(room.id));
  }
  const open = model.rooms[model.open];
  const onScreen = open?.id ?? null;
  if (onScreen !== model.viewed) needs.push({ key: "view", type: "view", fields: { room: onScreen } });
  if (open !== undefined) {
    if (open.facts.people === undefined && !open.facts.doubtful) needs.push(snapshotOf(open.id));
    if (wantsHistory(open)) needs.push(historyOf(open, FIRST_PAGE));
  }
  const unknown = accountsUnknown(model);
  if (unknown.length > 0) needs.push({ key: "accounts", type: "accounts", fields: { accounts: unknown } });
  return needs;
}

const snapshotOf = (room) => ({ key: `room:${room}`, type: "room", fields: { room } });

const syncOf = ({ id, log }) => ({
  key: `sync:${id}`,
  type: "sync",
  fields: { room: id, epoch: log.epoch, after: positionOf(log), limit: PAGE },
  knownThen: log.known,
});

/** The entries below those held. */
export const historyOf = ({ id, log }, limit) => ({
  key: `history:${id}`,
  type: "history",
  fields: { room: id, before: log.from, limit },
});

export const hasOlder = ({ first, log }) => log.from > first;

/** A room on the screen wants a page to show, and what is unread, unless that is very far back. */
const wantsHistory = (room) => hasOlder(room) && (room.log.entries.length < FIRST_PAGE / 2 || lacksUnread(room));

const lacksUnread = ({ facts, log }) =>
  facts.unread > 0 && log.from > facts.read + 1 && log.entries.length < UNREAD_MAX;

/** Whether what is held of a room is worth a look, or only once what is on its way is there. */
export const isShowable = (room) => !hasOlder(room) || (room.log.entries.length > 0 && !lacksUnread(room));

function accountsUnknown({ people, rooms, open }) {
  const unknown = new Set();
  const want = (id) => {
    if (id !== undefined && people[id] === undefined) unknown.add(id);
  };
  for (const room of Object.values(rooms)) want(room.facts.last?.author);
  const shown = rooms[open];
  if (shown !== undefined) {
    for (const member of shown.facts.people ?? []) want(member.account);
    for (const entry of shown.log.entries) {
      want(entry.author);
      want(entry.account);
    }
  }
  return [...unknown].slice(0, ACCOUNTS_MAX);
}
