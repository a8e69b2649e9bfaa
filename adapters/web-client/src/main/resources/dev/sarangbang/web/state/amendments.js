// How messages read that were edited or deleted. Any deletion is final; else the newest edit, by its sequence, counts:
// so the same comes out in whatever order the entries are learnt of.

/** An `amended` map (by a message's sequence: `{ deleted: true }` or `{ text, by }`) after more entries, older or newer. */
export function amendedBy(amended, entries) {
  const changes = entries.filter(({ kind }) => kind === "text_edited" || kind === "text_deleted");
  if (changes.length === 0) return amended;
  const next = new Map(amended);
  for (const entry of changes) next.set(entry.message, later(next.get(entry.message), entry));
  return next;
}

const DELETED = Object.freeze({ deleted: true });

function later(known, { kind, text, sequence }) {
  if (known?.deleted || kind === "text_deleted") return DELETED;
  return known !== undefined && known.by > sequence ? known : { text, by: sequence };
}

/** A message as it reads now: `{ text, edited, deleted }`. */
export function readingOf(amended, { sequence, text }) {
  const change = amended.get(sequence);
  if (change === undefined) return { text, edited: false, deleted: false };
  return change.deleted
    ? { text: "", edited: false, deleted: true }
    : { text: change.text, edited: true, deleted: false };
}
