// Which of a room's entries are in the page. A room may have a hundred thousand; the page has a few hundred of them, the
// browser's own scrolling, its find-in-page, and screen readers then work as they do on any page.

/** The most entries in the page at once. */
export const WINDOW = 400;

/** How many more are shown when the reader comes near an edge. */
export const STEP = 100;

/** The window on the newest entries, which moves on with them. */
export const atEnd = { to: undefined, size: STEP };

/** The entries in the window: `{ entries, above, below }`, with how many the page holds on either side of it. */
export function within(window, log) {
  const position = log.from + log.entries.length - 1;
  const to = Math.min(window.to ?? position, position);
  const end = Math.max(0, to - log.from + 1);
  const start = Math.max(0, end - window.size);
  return { entries: log.entries.slice(start, end), above: start, below: log.entries.length - end };
}

/** The reader nears the upper edge: more above, and less below once the page is full. */
export function up(window, log) {
  const { above, entries, below } = within(window, log);
  if (entries.length === 0) return atEnd;
  const more = Math.min(STEP, above);
  const size = entries.length + more;
  if (size <= WINDOW) return { to: below === 0 ? window.to : lastOf(entries), size };
  return { to: lastOf(entries) - (size - WINDOW), size: WINDOW };
}

/** The reader nears the lower edge. */
export function down(window, log) {
  const { entries, below } = within(window, log);
  if (entries.length === 0) return atEnd;
  if (below <= STEP) return { to: undefined, size: Math.min(WINDOW, entries.length + below) };
  return { to: lastOf(entries) + STEP, size: Math.min(WINDOW, entries.length + STEP) };
}

/** The window with `sequence` in its middle. */
export function around(sequence, log) {
  const position = log.from + log.entries.length - 1;
  const to = sequence + STEP / 2;
  const size = to >= position ? position - sequence + 1 + STEP / 2 : STEP;
  return { to: to >= position ? undefined : to, size };
}

const lastOf = (entries) => entries[entries.length - 1].sequence;
