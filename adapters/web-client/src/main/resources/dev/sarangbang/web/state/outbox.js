// What this person has said and the server has not confirmed yet: per room first in, first out, one at a time, stopping
// at the first message that fails, so that nothing overtakes. A change that fails holds up nothing: what was said after it
// does not follow from it. An item keeps its id for every attempt, so that it is stored once.
//
//   type "send"     says `text`, perhaps as a reply to the message at the sequence `replyTo`
//   type "edit"     changes the message at the sequence `message` to `text`
//   type "delete"   takes the message at the sequence `message` back
//
//   waiting → sending → sent (confirmed; it leaves when its entry is in the log)
//      ↑         ↓
//      └── unknown, or told to try again          failed: refused; stays until its writer retries or deletes it

/** Attempts that may be answered with "try again" before the writer is asked. */
const TRIES_MAX = 5;
const PAUSE_MS = 1_000;

export const empty = [];

export const put = (outbox, { id, room, type, text, message, replyTo, at }) => [
  ...outbox,
  { id, room, type, text, message, replyTo, at, state: "waiting", tries: 0, notBefore: 0 },
];

/** The request that carries an item: `{ type, fields }`. */
export function requestOf({ room, type, text, message, replyTo }) {
  switch (type) {
    case "edit":
      return { type, fields: { room, message, text } };
    case "delete":
      return { type, fields: { room, message } };
    default:
      return { type: "send", fields: { room, text, ...(replyTo === undefined ? {} : { reply_to: replyTo }) } };
  }
}

/** The items to send now: of each room the first that is not over, if it may go. */
export function due(outbox, now) {
  return heads(outbox).filter((item) => item.state === "waiting" && item.notBefore <= now);
}

/** When the next item may go, or `undefined` if none waits for time to pass. */
export function nextAt(outbox, now) {
  const times = heads(outbox).filter((item) => item.state === "waiting" && item.notBefore > now);
  return times.length === 0 ? undefined : Math.min(...times.map((item) => item.notBefore));
}

function heads(outbox) {
  const seen = new Set();
  return outbox.filter((item) => {
    const over = item.state === "sent" || (item.state === "failed" && item.type !== "send");
    if (over || seen.has(item.room)) return false;
    seen.add(item.room);
    return true;
  });
}

export const sending = (outbox, id) => changed(outbox, id, { state: "sending" });

export const confirmed = (outbox, id, sequence) => changed(outbox, id, { state: "sent", sequence });

/** The server answered with an error. */
export function refused(outbox, id, { code, retry, retryAfterMs }, now) {
  const item = outbox.find((candidate) => candidate.id === id);
  if (item === undefined) return outbox;
  const tries = item.tries + 1;
  if (!retry || tries >= TRIES_MAX) return changed(outbox, id, { state: "failed", code, tries });
  const pause = Math.max(retryAfterMs ?? 0, PAUSE_MS * 2 ** (tries - 1));
  return changed(outbox, id, { state: "waiting", tries, notBefore: now + pause });
}

/** The connection is gone: what was under way may or may not have arrived, so it goes again with the same id. */
export const interrupted = (outbox) =>
  outbox.map((item) => (item.state === "sending" ? { ...item, state: "waiting", notBefore: 0 } : item));

export const retried = (outbox, id) =>
  changed(outbox, id, { state: "waiting", tries: 0, notBefore: 0, code: undefined });

export const deleted = (outbox, id) => outbox.filter((item) => item.id !== id);

/** Lets go of what the log now shows: by its id, or because the log has passed the place it was given. */
export function settled(outbox, { id: room, log }, me) {
  if (!outbox.some((item) => item.room === room)) return outbox;
  const mine = new Set(log.entries.filter((entry) => entry.author === me).map((entry) => entry.id));
  const position = log.from + log.entries.length - 1;
  return outbox.filter(
    (item) => item.room !== room || !(mine.has(item.id) || (item.state === "sent" && item.sequence <= position)),
  );
}

export const ofRoom = (outbox, room) => outbox.filter((item) => item.room === room);

/** How many are not with the server. */
export const unsentIn = (items) => items.filter((item) => item.state !== "sent").length;

/** Items that will be messages of their own, and those that change messages which are there. */
export const saidIn = (items) => items.filter((item) => item.type === "send");
export const changesIn = (items) => items.filter((item) => item.type !== "send");

export const withoutRoom = (outbox, room) => outbox.filter((item) => item.room !== room);

/** What is worth keeping through a reload; what was under way will go again. */
export const written = (outbox) =>
  JSON.stringify(
    outbox
      .filter((item) => item.state !== "sent")
      .map(({ id, room, type, text, message, replyTo, at, state, code }) => ({
        id,
        room,
        type,
        text,
        message,
        replyTo,
        at,
        failed: state === "failed" ? code : undefined,
      })),
  );

export function restored(json) {
  try {
    return JSON.parse(json)
      .filter(isItem)
      .map(({ failed, ...item }) => ({
        ...item,
        ...{ tries: 0, notBefore: 0 },
        ...(typeof failed === "string" ? { state: "failed", code: failed } : { state: "waiting" }),
      }));
  } catch {
    return empty; // whoever wrote this, it was not us
  }
}

function isItem({ id, room, type, text, message, replyTo, at }) {
  const hasText = type === "delete" || typeof text === "string";
  const hasMessage = type === "send" ? message === undefined : Number.isInteger(message);
  return (
    ["send", "edit", "delete"].includes(type) &&
    [id, room].every((value) => typeof value === "string") &&
    typeof at === "number" &&
    hasText &&
    hasMessage &&
    (replyTo === undefined || Number.isInteger(replyTo))
  );
}

const changed = (outbox, id, change) => outbox.map((item) => (item.id === id ? { ...item, ...change } : item));
