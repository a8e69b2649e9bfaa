// A room's log as far as this page holds it: one stretch of entries without a hole.
//
//   from          the sequence of the first entry held
//   position      the sequence of the last: everything between is here. It never moves over a hole.
//   known         the highest sequence the server is known to have; more than `position` means: sync
//   ahead         entries that arrived beyond a hole, waiting for it to be filled
//   amended       how messages read now that were edited or deleted: by sequence, see amendments.js. An edit stands after
//                 its message, and the stretch ends at the position: nothing is missing here of a message that is held.
//
// A stretch may be empty: it then only marks the place after which live entries are taken.

import { amendedBy } from "./amendments.js";

/** Entries beyond a hole that are kept while it is being filled; the others come with the sync. */
const AHEAD_MAX = 200;

export const emptyAt = (epoch, head) => ({
  epoch,
  from: head + 1,
  entries: [],
  ahead: new Map(),
  amended: new Map(),
  known: head,
});

/** The same log, holding nothing and taking entries after `head`: it skips what was missed, and keeps what is known of later. */
export const restartedAt = (log, head) => ({ ...emptyAt(log.epoch, head), known: Math.max(log.known, head) });

export const positionOf = (log) => log.from + log.entries.length - 1;

export const isBehind = (log) => positionOf(log) < log.known;

/** The entry of a sequence, if it is held. */
export const entryAt = (log, sequence) => log.entries[sequence - log.from];

/** The server told of a head; what it says may be older than what is known. */
export const heard = (log, head) => (head <= log.known ? log : { ...log, known: head });

/** A live entry: taken if it is next, dropped if it is here already, and a sign of a hole if it is further on. */
export function take(log, entry) {
  const position = positionOf(log);
  if (entry.sequence <= position) return log;
  const known = Math.max(log.known, entry.sequence);
  if (entry.sequence > position + 1) {
    if (log.ahead.size >= AHEAD_MAX) return { ...log, known };
    return { ...log, known, ahead: new Map(log.ahead).set(entry.sequence, entry) };
  }
  return appended({ ...log, known }, [entry]);
}

/**
 * The answer to `sync` after the position, asked when `knownThen` was known. Its head is the truth about how far the log
 * went, so a head that was only heard of and does not exist is forgotten, unless it was heard of after asking.
 */
export function takePage(log, { epoch, entries, more, head }, knownThen) {
  if (epoch !== log.epoch) return log;
  const position = positionOf(log);
  const next = entries.filter((entry) => entry.sequence > position);
  const whole = next.every((entry, index) => entry.sequence === position + 1 + index);
  if (!whole) return log;
  const known = more || log.known > knownThen ? Math.max(log.known, head) : head;
  return appended({ ...log, known }, next);
}

/** Whether that answer begins further on: there is a part of the log that this account may not see, because it was away. */
export function skips(log, { epoch, entries }) {
  const next = entries.find((entry) => entry.sequence > positionOf(log));
  return epoch === log.epoch && next !== undefined && next.sequence > positionOf(log) + 1;
}

/** The answer to `history` before `from`. Anything that does not end right below is not ours: the log was reset meanwhile. */
export function takeHistory(log, { epoch, entries }) {
  if (epoch !== log.epoch) return log;
  const older = entries.filter((entry) => entry.sequence < log.from);
  const whole = older.every((entry, index) => entry.sequence === log.from - older.length + index);
  if (older.length === 0 || !whole) return log;
  const amended = amendedBy(log.amended, older);
  return { ...log, from: log.from - older.length, entries: [...older, ...log.entries], amended };
}

/** Gives back the memory of the oldest entries; they can be read again. */
export function trimmed(log, keep) {
  const excess = log.entries.length - keep;
  return excess <= 0 ? log : { ...log, from: log.from + excess, entries: log.entries.slice(excess) };
}

function appended(log, next) {
  const fresh = [...next];
  const ahead = new Map(log.ahead);
  let position = positionOf(log) + fresh.length;
  for (; ahead.has(position + 1); position++) fresh.push(ahead.get(position + 1));
  for (const sequence of ahead.keys()) if (sequence <= position) ahead.delete(sequence);
  const amended = amendedBy(log.amended, fresh);
  return { ...log, entries: [...log.entries, ...fresh], ahead, amended, known: Math.max(log.known, position) };
}
