// From entries to what is shown one below the other: days, the line above what is new, what people said, what happened.

/** Messages of one person closer than this belong together. */
const TOGETHER_MS = 5 * 60_000;

const SHOWN_EVENTS = new Set([
  "room_created",
  "member_joined",
  "member_left",
  "member_removed",
  "title_changed",
  "invite_renewed",
]);

/**
 * Rows with a stable `key` each:
 * `{ type: "day", at }`, `{ type: "unread" }`, `{ type: "event", entry }`, and
 * `{ type: "message", entry | item, own, first, last }`, where `first` and `last` are of a group by one person, an
 * `entry` is in the log, and an `item` is still in the outbox.
 *
 * `dayOf` tells the day of an instant, as anything that compares. `unreadAfter` is the sequence below the line.
 */
export function rowsOf({ entries, items, me, unreadAfter, dayOf }) {
  const rows = [];
  let day;
  let marked = unreadAfter === undefined;
  const begin = (at) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    rows.push({ type: "day", key: `day-${day}`, at });
  };
  for (const entry of entries) {
    if (entry.kind !== "text" && !SHOWN_EVENTS.has(entry.kind)) continue;
    begin(entry.at);
    if (!marked && entry.sequence > unreadAfter && entry.author !== me && entry.kind === "text") {
      rows.push({ type: "unread", key: "unread" });
      marked = true;
    }
    rows.push(entry.kind === "text" ? said(entry, me) : { type: "event", key: `e-${entry.sequence}`, entry });
  }
  for (const item of items) {
    begin(item.at);
    rows.push({ type: "message", key: `m-${item.id}`, item, author: me, at: item.at, own: true });
  }
  return grouped(rows);
}

// One's own message keeps its key when it moves from the outbox to the log, so that the screen does not flicker.
function said(entry, me) {
  const own = entry.author === me;
  return {
    type: "message",
    key: own ? `m-${entry.id}` : `e-${entry.sequence}`,
    entry,
    author: entry.author,
    at: entry.at,
    own,
  };
}

function grouped(rows) {
  const together = (one, next) =>
    one?.type === "message" && next?.type === "message" && one.author === next.author && next.at - one.at < TOGETHER_MS;
  return rows.map((row, index) =>
    row.type === "message"
      ? { ...row, first: !together(rows[index - 1], row), last: !together(row, rows[index + 1]) }
      : row,
  );
}
