// One room: its log, and the facts about it as they stand after the entry `facts.at`. Facts come whole from the server
// (a summary or a snapshot, true at its head) and move on with each entry that follows.

import { readingOf } from "./amendments.js";
import { emptyAt, entryAt, positionOf } from "./log.js";

/** A room as the server summed it up, holding none of its entries yet. */
export function roomFrom(summary) {
  return { id: summary.id, first: summary.first, log: emptyAt(summary.epoch, summary.head), facts: factsFrom(summary) };
}

function factsFrom({ head, title, host, members, people, invite, read, unread, last, activeAt }) {
  return {
    at: head,
    title,
    host,
    members,
    people: people?.map(({ account, joined, read: upTo }) => ({ account, joined, read: upTo })),
    invite,
    read,
    unread,
    last,
    activeAt,
    doubtful: false,
  };
}

/** A room after the entries its log took on, which are those beyond `facts.at`. */
export function caughtUp(room, me) {
  let facts = room.facts;
  for (let at = Math.max(facts.at + 1, room.log.from); at <= positionOf(room.log); at++) {
    facts = factsAfter(facts, entryAt(room.log, at), me, room.log);
  }
  return facts === room.facts ? room : { ...room, facts };
}

/**
 * What the server says now, and then whatever this page already knows to have happened after it. A summary does not list
 * the members: a room on the screen keeps showing those it knows, in doubt, until a snapshot comes.
 */
export function refreshed(room, summary, me, onScreen) {
  if (summary.head < room.facts.at && room.log.from > summary.head + 1) return room; // older than we know, unprovably
  const known = room.facts;
  const facts = factsFrom(summary);
  if (facts.people === undefined && onScreen) {
    facts.people = known.people;
    facts.invite = known.invite;
    facts.doubtful = true;
  }
  const fresh = caughtUp({ ...room, first: summary.first, facts }, me);
  // Our own mark may be on its way to the server while the summary is on its way to us.
  return summary.head <= known.at ? readUpTo(fresh, known.read, me) : fresh;
}

function factsAfter(facts, entry, me, log) {
  const after = { ...facts, at: entry.sequence, activeAt: entry.at };
  // Who does anything in a room has read what stands above, and of that the server tells nobody.
  after.people = withRead(facts.people, entry.author, entry.sequence);
  if (entry.author === me) {
    after.read = Math.max(facts.read, entry.sequence);
    after.unread = 0;
  }
  switch (entry.kind) {
    case "text":
      after.last = entry;
      if (entry.sequence > after.read) after.unread++;
      break;
    case "text_edited":
      if (facts.last?.sequence === entry.message) after.last = { ...facts.last, text: entry.text, edited: true };
      break;
    case "text_deleted":
      if (facts.last?.sequence !== entry.message) break;
      after.last = lastUpTo(log, entry.sequence);
      after.doubtful ||= after.last === undefined; // it may be among what is not held: the server knows
      break;
    case "title_changed":
      after.title = entry.title;
      break;
    case "member_joined":
      after.members++;
      after.people = after.people && [
        ...after.people,
        { account: entry.account, joined: entry.sequence, read: entry.sequence },
      ];
      after.doubtful ||= facts.people !== undefined; // whether they are here now, no entry tells
      break;
    case "member_left":
      return withoutMember(after, entry.author);
    case "member_removed":
      return withoutMember(after, entry.account);
    case "invite_renewed":
      after.invite = undefined;
      after.doubtful = true;
      break;
    default:
  }
  return after;
}

/** The newest message held that is not deleted, as it reads now. */
function lastUpTo(log, sequence) {
  const last = log.entries.findLast(
    (entry) => entry.kind === "text" && entry.sequence < sequence && !readingOf(log.amended, entry).deleted,
  );
  return last && { ...last, ...readingOf(log.amended, last) };
}

function withoutMember(facts, account) {
  const people = facts.people?.filter((member) => member.account !== account);
  // The eldest member is the host; without the list of members only the server can tell who follows.
  const host = account === facts.host ? people?.[0]?.account : facts.host;
  return { ...facts, members: facts.members - 1, people, host, doubtful: facts.doubtful || host === undefined };
}

/** This person has read up to `sequence`, here or on another device. A mark never goes back. */
export function readUpTo(room, sequence, me) {
  const { facts, log } = room;
  if (sequence <= facts.read) return room;
  const read = { ...facts, read: sequence, people: withRead(facts.people, me, sequence) };
  if (facts.unread === 0 || sequence >= facts.at) {
    read.unread = 0;
  } else if (log.from <= sequence + 1 && positionOf(log) >= facts.at) {
    read.unread = log.entries.filter((entry) => isUnread(entry, sequence, facts.at, me)).length;
  } else {
    read.doubtful = true; // read somewhere in what this page does not hold: only the server can count the rest
  }
  return { ...room, facts: read };
}

const isUnread = (entry, read, at, me) =>
  entry.kind === "text" && entry.author !== me && entry.sequence > read && entry.sequence <= at;

/** Another member has read up to `sequence`. */
export function readBy(room, account, sequence) {
  const people = withRead(room.facts.people, account, sequence);
  return people === room.facts.people ? room : { ...room, facts: { ...room.facts, people } };
}

function withRead(people, account, sequence) {
  const behind = people?.some((member) => member.account === account && member.read < sequence);
  if (!behind) return people;
  return people.map((member) => (member.account === account ? { ...member, read: sequence } : member));
}

/** The newest message of `account` that is held and not deleted, as it reads now, or `undefined`. */
export function newestOf({ log }, account) {
  const last = log.entries.findLast(
    (entry) => entry.kind === "text" && entry.author === account && !readingOf(log.amended, entry).deleted,
  );
  return last && { ...last, ...readingOf(log.amended, last) };
}

/** How many members have an entry before them that they have not read: those who were there, without its author. */
export function unreadBy(people, entry) {
  let count = 0;
  for (const member of people ?? []) {
    if (member.account !== entry.author && member.joined < entry.sequence && member.read < entry.sequence) count++;
  }
  return count;
}

/** Whether an entry ends the membership of `account`. */
export const endsMembershipOf = (account, entry) =>
  (entry.kind === "member_left" && entry.author === account) ||
  (entry.kind === "member_removed" && entry.account === account);
