// From a parsed frame to values of known types. Nothing beyond this file sees what came from outside as it came: a
// field that is not what docs/protocol.md says makes the whole frame malformed, and unknown fields are left behind.

export class Malformed extends Error {}

const typed = (type) => (from, name) => {
  const value = from[name];
  if (typeof value !== type) throw new Malformed(`${name} is not a ${type}`);
  return value;
};
const string = typed("string");
const number = typed("number");
const boolean = typed("boolean");

function list(from, name, item) {
  if (!Array.isArray(from[name])) throw new Malformed(`${name} is not a list`);
  return from[name].map((value) => item(value));
}

function object(value, name) {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Malformed(`${name} is not an object`);
  return value;
}

const optional = (decode, from, name) => ((from[name] ?? undefined) === undefined ? undefined : decode(from, name));

export function account(value) {
  const from = object(value, "account");
  return {
    id: string(from, "id"),
    username: string(from, "username"),
    name: string(from, "display_name"),
  };
}

export function entry(value) {
  const from = object(value, "entry");
  const kind = string(from, "kind");
  const common = {
    sequence: number(from, "sequence"),
    messageId: string(from, "message_id"),
    messageNumber: number(from, "message_number"),
    author: string(from, "author"),
    id: string(from, "id"),
    at: number(from, "at"),
    kind,
  };
  switch (kind) {
    case "text":
      return {
        ...common,
        text: string(from, "text"),
        replyTo: optional(number, from, "reply_to"),
        edited: optional(boolean, from, "edited"),
      };
    case "text_edited":
      return { ...common, message: number(from, "message"), text: string(from, "text") };
    case "text_deleted":
      return { ...common, message: number(from, "message") };
    case "room_created":
    case "title_changed":
      return { ...common, title: string(from, "title") };
    case "member_joined":
    case "member_removed":
      return { ...common, account: string(from, "account") };
    default: // member_left, invite_renewed, and kinds this client does not know, whose place it keeps
      return common;
  }
}

const entryIn = (from, name) => entry(from[name]);

function facts(from) {
  const head = object(from.head, "room.head");
  return {
    id: string(from, "room"),
    epoch: string(from, "epoch"),
    title: string(from, "title"),
    host: string(from, "host"),
    first: number(from, "first"),
    head: number(head, "sequence"),
    activeAt: number(head, "at"),
    last: optional(entryIn, from, "last"),
    cursor: number(from, "cursor"),
    read: number(from, "read"),
    unread: number(from, "unread"),
  };
}

export function summary(value) {
  const from = object(value, "summary");
  return { ...facts(from), members: number(from, "members") };
}

export function snapshot(value) {
  const from = object(value, "snapshot");
  const guests = list(from, "members", guest);
  return {
    ...facts(from),
    members: guests.length,
    people: guests.map(({ account: { id }, ...member }) => ({ account: id, ...member })),
    accounts: guests.map((one) => one.account),
    invite: optional(string, from, "invite"),
  };
}

function guest(value) {
  const from = object(value, "member");
  return {
    account: account(from.account),
    joined: number(from, "joined"),
    read: number(from, "read"),
    ...presence(from),
  };
}

function presence(from) {
  return {
    online: string(from, "status") === "online",
    lastActiveAt: optional(number, from, "last_active_at"),
  };
}

const REPLIES = {
  welcome: (from) => ({
    account: account(from.account),
    limits: limits(from.limits),
    heartbeatMs: number(from, "heartbeat_ms"),
    now: number(from, "now"),
    rooms: list(from, "rooms", summary),
  }),
  rooms: (from) => ({ rooms: list(from, "rooms", summary) }),
  room: (from) => ({ room: snapshot(from.room) }),
  sent: (from) => ({
    room: string(from, "room"),
    sequence: number(from, "sequence"),
    messageId: string(from, "message_id"),
    messageNumber: number(from, "message_number"),
    at: number(from, "at"),
  }),
  done: (from) => ({ sequence: optional(number, from, "sequence") }),
  entries: (from) => ({
    room: string(from, "room"),
    epoch: string(from, "epoch"),
    entries: list(from, "entries", entry),
    more: boolean(from, "more"),
    head: number(from, "head"),
  }),
  found: (from) => ({
    room: string(from, "room"),
    entries: list(from, "entries", entry),
    more: boolean(from, "more"),
  }),
  reset: (from) => ({
    room: string(from, "room"),
    epoch: string(from, "epoch"),
    head: number(from, "head"),
  }),
  accounts: (from) => ({ accounts: list(from, "accounts", account) }),
  pong: () => ({}),
  error: (from) => ({
    code: string(from, "code"),
    message: String(from.message ?? ""),
    retry: from.retry === "same_id",
    retryAfterMs: optional(number, from, "retry_after_ms"),
  }),
};

const EVENTS = {
  entry: (from) => ({ room: string(from, "room"), entry: entry(from.entry) }),
  read: (from) => ({
    room: string(from, "room"),
    account: string(from, "account"),
    sequence: number(from, "sequence"),
  }),
  typing: (from) => ({ room: string(from, "room"), account: string(from, "account") }),
  presence: (from) => ({ account: string(from, "account"), ...presence(from) }),
  heads: (from) => ({
    heads: Object.keys(object(from.rooms, "rooms")).map((room) => [room, number(from.rooms, room)]),
  }),
  resync: () => ({}),
  error: REPLIES.error,
};

function limits(value) {
  const from = object(value, "limits");
  return { members: number(from, "members"), rooms: number(from, "rooms") };
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
  const type = string(from, "type");
  const id = optional(string, from, "id");
  const shapes = id === undefined ? EVENTS : REPLIES;
  return Object.hasOwn(shapes, type) ? { type, id, ...shapes[type](from) } : null;
}
