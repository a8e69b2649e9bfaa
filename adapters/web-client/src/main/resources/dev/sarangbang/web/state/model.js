// Everything the server told this page, and how each reply and event changes it. Pure: a model goes in, a model comes out.
// What is to be asked next is not decided here but derived from the model, by needs.js.

import * as logs from "./log.js";
import * as rooms from "./room.js";

/** Entries kept of a room that is not on the screen. */
const KEPT_OFF_SCREEN = 200;

/** Missed entries that are worth catching up with; beyond, the newest are read as if the room was opened afresh. */
const MISSED_MAX = 1_000;

/** How long someone is shown to be typing after the last sign of it. */
export const TYPING_MS = 6_000;

export const initial = {
  me: undefined, // the account signed in
  limits: { members: 10, rooms: 100 },
  rooms: {}, // by id
  open: undefined, // the id of the room on the screen
  viewed: null, // the id of the room that the server takes to be on the screen
  strangers: {}, // rooms heard of and not known yet: by id, the highest sequence heard of
  people: {}, // accounts by id; null: asked for, and the server knows none
  presence: {}, // by account: { online, lastActiveAt }
  typing: {}, // by room, by account: the instant at which to stop showing it
  stale: 0, // how often events may have been missed since the list of rooms was asked for
};

export function welcomed(model, { account, limits, rooms: summaries }) {
  const people = { ...model.people, [account.id]: account };
  return listed({ ...model, me: account.id, limits, viewed: null, typing: {}, people }, summaries);
}

/**
 * The whole list of this account's rooms, as it was asked for `then`: what was missed meanwhile may not be in it, and it may be from
 * before they came back to a room, of which there is more then than is held.
 */
export function listed(model, summaries, then = model) {
  const rooms = {};
  for (const summary of summaries) rooms[summary.id] = merged(model, summary);
  const strangers = omit(model.strangers, Object.keys(rooms));
  for (const { id, log } of Object.values(model.rooms)) {
    if (!(id in rooms) && logs.isBehind(log)) strangers[id] = log.known;
  }
  const stale = model.stale === then.stale ? 0 : model.stale;
  return { ...model, rooms, stale, strangers };
}

/** One room whole, with its members, who they are, and their presence. */
export function described(model, snapshot) {
  const presence = { ...model.presence };
  for (const { account, online, lastActiveAt } of snapshot.people) presence[account] = { online, lastActiveAt };
  const next = withRoom({ ...introduced(model, [], snapshot.accounts), presence }, merged(model, snapshot));
  return { ...next, strangers: omit(model.strangers, [snapshot.id]) };
}

function merged(model, summary) {
  const room = model.rooms[summary.id];
  if (room === undefined || room.log.epoch !== summary.epoch || room.first !== summary.first) {
    const fresh = rooms.roomFrom(summary);
    return { ...fresh, log: logs.heard(fresh.log, model.strangers[summary.id] ?? 0) };
  }
  const onScreen = summary.id === model.open;
  const fresh = rooms.refreshed(room, summary, model.me, onScreen);
  const missed = summary.head - logs.positionOf(fresh.log);
  const restart = fresh.log.entries.length === 0 || missed > (onScreen ? MISSED_MAX : KEPT_OFF_SCREEN);
  const log = restart && missed > 0 ? logs.restartedAt(fresh.log, summary.head) : logs.heard(fresh.log, summary.head);
  return { ...fresh, log };
}

/** A live entry, pushed or acknowledged. */
export function arrived(model, id, entry) {
  const room = model.rooms[id];
  if (room === undefined) {
    if (rooms.endsMembershipOf(model.me, entry)) return model;
    const heard = Math.max(model.strangers[id] ?? 0, entry.sequence);
    return { ...model, strangers: { ...model.strangers, [id]: heard } };
  }
  if (rooms.endsMembershipOf(model.me, entry) && entry.sequence > room.first) return missedEvents(without(model, id));
  return withRoom(stoppedTyping(model, id, entry.author), grown(model, { ...room, log: logs.take(room.log, entry) }));
}

/** The answer to `sync`. */
export function synced(model, page, knownThen) {
  return onRoom(model, page.room, (room) => {
    const last = page.entries.findLast((entry) => rooms.endsMembershipOf(model.me, entry));
    const gone = last !== undefined && last.sequence > room.first;
    if (gone) return undefined;
    // They went out and came back: what is held is of the stay before. A snapshot begins the new one.
    if (logs.skips(room.log, page)) return doubted(room);
    return grown(model, { ...room, log: logs.takePage(room.log, page, knownThen) });
  });
}

/** The answer to `history`. */
export function recalled(model, page) {
  return onRoom(model, page.room, (room) => ({ ...room, log: logs.takeHistory(room.log, page) }));
}

/** The server's log is not the one these entries are of: they are thrown away, and the facts are asked for again. */
export function reset(model, { room: id, epoch, head }) {
  return onRoom(model, id, (room) => ({
    ...room,
    log: logs.emptyAt(epoch, head),
    facts: { ...room.facts, at: head, read: 0, doubtful: true },
  }));
}

export function headsHeard(model, heads) {
  return heads.reduce(
    (next, [id, head]) => onRoom(next, id, (room) => ({ ...room, log: logs.heard(room.log, head) })),
    model,
  );
}

/** A heartbeat tells how far the room on the screen goes. If it does not, one may be in it no more: that is asked. */
export function heartbeat(model, heads) {
  const next = headsHeard(model, heads);
  return heads.some(([id]) => id === model.viewed) ? next : onRoom(next, model.viewed, doubted);
}

export function wasRead(model, { room: id, account, sequence }) {
  return onRoom(model, id, (room) =>
    account === model.me ? rooms.readUpTo(room, sequence, account) : rooms.readBy(room, account, sequence),
  );
}

export const cameOrWent = (model, { account, online, lastActiveAt }) => ({
  ...model,
  presence: {
    ...model.presence,
    [account]: { online, lastActiveAt: lastActiveAt ?? model.presence[account]?.lastActiveAt },
  },
});

export function isTyping(model, { room, account }, now) {
  if (account === model.me || !(room in model.rooms)) return model;
  return { ...model, typing: { ...model.typing, [room]: { ...model.typing[room], [account]: now + TYPING_MS } } };
}

/** Forgets signs of typing that are over. */
export function typingFaded(model, now) {
  const typing = {};
  for (const [room, accounts] of Object.entries(model.typing)) {
    const still = Object.entries(accounts).filter(([, until]) => until > now);
    if (still.length > 0) typing[room] = Object.fromEntries(still);
  }
  return { ...model, typing };
}

function stoppedTyping(model, room, account) {
  if (model.typing[room]?.[account] === undefined) return model;
  return { ...model, typing: { ...model.typing, [room]: omit(model.typing[room], [account]) } };
}

/** Accounts the server told of; those it was asked for and did not tell of do not exist. */
export function introduced(model, asked, accounts) {
  const people = { ...model.people };
  for (const id of asked) people[id] = null;
  for (const account of accounts) people[account.id] = account;
  return { ...model, people };
}

/** A room comes on the screen, or none does. What the room that was there held beyond need is given back. */
export function opened(model, id) {
  const trimmed = onRoom(model, model.open === id ? undefined : model.open, (room) => ({
    ...room,
    log: logs.trimmed(room.log, KEPT_OFF_SCREEN),
  }));
  return onRoom({ ...trimmed, open: id }, id, doubted);
}

/** The server knows now which room is on the screen. */
export const viewing = (model, id) => ({ ...model, viewed: id });

/** The reader of the room on the screen is back at its end. */
export function relaxed(model, id) {
  const far = (model.rooms[id]?.log.entries.length ?? 0) > 2 * MISSED_MAX;
  return far ? onRoom(model, id, (room) => ({ ...room, log: logs.trimmed(room.log, MISSED_MAX) })) : model;
}

export const missedEvents = (model) => ({ ...model, stale: model.stale + 1 });

/** This account left at `sequence`. The answer may come late, when it has been let in again and knows of it already. */
export function left(model, id, sequence) {
  const since = model.rooms[id]?.first ?? model.strangers[id] ?? 0;
  return since > sequence ? model : missedEvents(without(model, id)); // a list on its way may bring it back
}

/** The server knew no such room when it was asked, at `then`; since then this page may have heard of it again. */
export function lost(model, then, id) {
  const again =
    model.rooms[id]?.first !== then.rooms[id]?.first || (model.strangers[id] ?? 0) > (then.strangers[id] ?? 0);
  return again ? model : without(model, id);
}

export function without(model, id) {
  return { ...model, rooms: omit(model.rooms, [id]), strangers: omit(model.strangers, [id]) };
}

function grown(model, room) {
  const fresh = rooms.caughtUp(room, model.me);
  return fresh.id === model.open ? fresh : { ...fresh, log: logs.trimmed(fresh.log, 2 * KEPT_OFF_SCREEN) };
}

const doubted = (room) => ({ ...room, facts: { ...room.facts, doubtful: true } });

function withRoom(model, room) {
  return { ...model, rooms: { ...model.rooms, [room.id]: room } };
}

function onRoom(model, id, change) {
  const room = id === undefined ? undefined : model.rooms[id];
  if (room === undefined) return model;
  const changed = change(room);
  if (changed === undefined) return without(model, id);
  return changed === room ? model : withRoom(model, changed);
}

const omit = (from, keys) => Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)));
