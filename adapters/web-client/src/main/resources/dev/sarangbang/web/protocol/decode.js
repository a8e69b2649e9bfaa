// From a parsed frame to values of known types. Nothing beyond this file sees what came from outside as it came: a
// field that is not what docs/protocol.md says makes the whole frame malformed, and unknown fields are left behind.

export class Malformed extends Error {}

const typed = (type) => (value, field) => {
  if (typeof value !== type) throw new Malformed(`${field} is not a ${type}`);
  return value;
};
const string = typed("string");
const number = typed("number");
const boolean = typed("boolean");

function list(values, item, field) {
  if (!Array.isArray(values)) throw new Malformed(`${field} is not a list`);
  return values.map((value) => item(value, field));
}

function object(value, field) {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Malformed(`${field} is not an object`);
  return value;
}

const optional = (decode, value, field) => (value === undefined || value === null ? undefined : decode(value, field));

export function account(value) {
  const { id, username, display_name } = object(value, "account");
  return {
    id: string(id, "account.id"),
    username: string(username, "account.username"),
    name: string(display_name, "account.display_name"),
  };
}

export function entry(value) {
  const from = object(value, "entry");
  const kind = string(from.kind, "entry.kind");
  const common = {
    sequence: number(from.sequence, "entry.sequence"),
    messageId: string(from.message_id, "entry.message_id"),
    messageNumber: number(from.message_number, "entry.message_number"),
    author: string(from.author, "entry.author"),
    id: string(from.id, "entry.id"),
    at: number(from.at, "entry.at"),
    kind,
  };
  switch (kind) {
    case "text":
      return {
        ...common,
        text: string(from.text, "entry.text"),
        replyTo: optional(number, from.reply_to, "entry.reply_to"),
        edited: optional(boolean, from.edited, "entry.edited"),
      };
    case "text_edited":
      return { ...common, message: number(from.message, "entry.message"), text: string(from.text, "entry.text") };
    case "text_deleted":
      return { ...common, message: number(from.message, "entry.message") };
    case "room_created":
    case "title_changed":
      return { ...common, title: string(from.title, "entry.title") };
    case "member_joined":
    case "member_removed":
      return { ...common, account: string(from.account, "entry.account") };
    default: // member_left, invite_renewed, and kinds this client does not know, whose place it keeps
      return common;
  }
}

function facts(from) {
  const head = object(from.head, "room.head");
  return {
    id: string(from.room, "room.room"),
    epoch: string(from.epoch, "room.epoch"),
    title: string(from.title, "room.title"),
    host: string(from.host, "room.host"),
    first: number(from.first, "room.first"),
    head: number(head.sequence, "room.head.sequence"),
    activeAt: number(head.at, "room.head.at"),
    last: optional(entry, from.last, "room.last"),
    cursor: number(from.cursor, "room.cursor"),
    read: number(from.read, "room.read"),
    unread: number(from.unread, "room.unread"),
  };
}

export function summary(value) {
  const from = object(value, "summary");
  return { ...facts(from), members: number(from.members, "summary.members") };
}

export function snapshot(value) {
  const from = object(value, "snapshot");
  const guests = list(from.members, guest, "snapshot.members");
  return {
    ...facts(from),
    members: guests.length,
    people: guests.map(({ account: { id }, ...member }) => ({ account: id, ...member })),
    accounts: guests.map((one) => one.account),
    invite: optional(string, from.invite, "snapshot.invite"),
  };
}

function guest(value) {
  const from = object(value, "member");
  return {
    account: account(from.account),
    joined: number(from.joined, "member.joined"),
    read: number(from.read, "member.read"),
    ...presence(from),
  };
}

function presence(from) {
  return {
    online: string(from.status, "status") === "online",
    lastActiveAt: optional(number, from.last_active_at, "last_active_at"),
  };
}

const REPLIES = {
  welcome: (from) => ({
    account: account(from.account),
    limits: limits(from.limits),
    heartbeatMs: number(from.heartbeat_ms, "heartbeat_ms"),
    now: number(from.now, "now"),
    rooms: list(from.rooms, summary, "rooms"),
  }),
  rooms: (from) => ({ rooms: list(from.rooms, summary, "rooms") }),
  room: (from) => ({ room: snapshot(from.room) }),
  sent: (from) => ({
    room: string(from.room, "room"),
    sequence: number(from.sequence, "sequence"),
    messageId: string(from.message_id, "message_id"),
    messageNumber: number(from.message_number, "message_number"),
    at: number(from.at, "at"),
  }),
  done: (from) => ({ sequence: optional(number, from.sequence, "sequence") }),
  entries: (from) => ({
    room: string(from.room, "room"),
    epoch: string(from.epoch, "epoch"),
    entries: list(from.entries, entry, "entries"),
    more: boolean(from.more, "more"),
    head: number(from.head, "head"),
  }),
  found: (from) => ({
    room: string(from.room, "room"),
    entries: list(from.entries, entry, "entries"),
    more: boolean(from.more, "more"),
  }),
  reset: (from) => ({
    room: string(from.room, "room"),
    epoch: string(from.epoch, "epoch"),
    head: number(from.head, "head"),
  }),
  accounts: (from) => ({ accounts: list(from.accounts, account, "accounts") }),
  pong: () => ({}),
  error: (from) => ({
    code: string(from.code, "code"),
    message: String(from.message ?? ""),
    retry: from.retry === "same_id",
    retryAfterMs: optional(number, from.retry_after_ms, "retry_after_ms"),
  }),
};

const EVENTS = {
  entry: (from) => ({ room: string(from.room, "room"), entry: entry(from.entry) }),
  read: (from) => ({
    room: string(from.room, "room"),
    account: string(from.account, "account"),
    sequence: number(from.sequence, "sequence"),
  }),
  typing: (from) => ({ room: string(from.room, "room"), account: string(from.account, "account") }),
  presence: (from) => ({ account: string(from.account, "account"), ...presence(from) }),
  heads: (from) => ({
    heads: Object.entries(object(from.rooms, "rooms")).map(([room, head]) => [room, number(head, "head")]),
  }),
  resync: () => ({}),
  error: REPLIES.error,
};

function limits(value) {
  const from = object(value, "limits");
  return { members: number(from.members, "limits.members"), rooms: number(from.rooms, "limits.rooms") };
}

/**
 * One frame of the server: `{ type, id?, … }`, where `id` is there for a reply. A type this client does not know is
 * `null`; anything that is not as the protocol says throws {@link Malformed}.
 */
export function frame(text) {
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Malformed("not JSON");
  }
  const from = object(parsed, "frame");
  const type = string(from.type, "type");
  const id = optional(string, from.id, "id");
  const shapes = id === undefined ? EVENTS : REPLIES;
  return Object.hasOwn(shapes, type) ? { type, id, ...shapes[type](from) } : null;
}
