// The text rules of docs/protocol.md, the same as the server's: what is told here at once would be refused there later.
// Length is counted in code points after NFC, so that a Hangul syllable counts once however it was typed.

/** The most UTF-16 units of raw input that are looked at. */
export const RAW_UNITS_MAX = 8000;

export const MESSAGE = { codePointsMax: 1000, multiLine: true };
export const TITLE = { codePointsMax: 30, multiLine: false };
export const NAME = { codePointsMax: 30, multiLine: false };

const BAD_IN_LINES = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\p{Surrogate}]/u;
const BAD_IN_A_LINE = /[\u0000-\u001F\u007F-\u009F\p{Surrogate}]/u;
const VISIBLE = /[^\p{White_Space}\p{Cf}\u115F\u1160\u3164\uFFA0\u2800]/u;
const SPACE_AT_ENDS = /^\p{White_Space}+|\p{White_Space}+$/gu;

/**
 * Reads text that may be anything into the form in which it is kept.
 * Returns `{ text }`, or `{ flaw }` with "blank", "too_long" or "bad_characters".
 */
export function parse(raw, rule) {
  if (raw.length > RAW_UNITS_MAX) return { flaw: "too_long" };
  const text = kept(raw, rule);
  if ((rule.multiLine ? BAD_IN_LINES : BAD_IN_A_LINE).test(text)) return { flaw: "bad_characters" };
  if (!VISIBLE.test(text)) return { flaw: "blank" };
  return codePoints(text) > rule.codePointsMax ? { flaw: "too_long" } : { text };
}

/** How many code points are left for `raw`: negative when it is too long. */
export function room(raw, rule) {
  // Beyond the raw limit normalising is not worth its cost: units are at least as many as code points.
  const text = raw.length > RAW_UNITS_MAX ? raw : kept(raw, rule);
  return rule.codePointsMax - codePoints(text);
}

function kept(raw, rule) {
  const text = raw.replace(/\r\n?/g, "\n").normalize("NFC");
  return rule.multiLine ? text : text.replace(SPACE_AT_ENDS, "");
}

function codePoints(text) {
  let count = 0;
  for (const ignored of text) count++;
  return count;
}
