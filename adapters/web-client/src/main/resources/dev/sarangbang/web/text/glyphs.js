// Small things read off a text: the letter that stands for a name, and whether a message is nothing but a few emoji.

const graphemes =
  typeof Intl.Segmenter === "function" ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : undefined;
const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200D\uFE0F\u20E3]|[\u{E0020}-\u{E007F}])+$/u;
const JUMBO_MAX = 3;

/** The first character of a name as a reader sees it. */
export function initialOf(name) {
  for (const { segment } of graphemes?.segment(name) ?? []) return segment.toLocaleUpperCase();
  return String.fromCodePoint(name.codePointAt(0) ?? 63).toLocaleUpperCase();
}

/** One to three emoji and nothing else: shown larger, as people expect. */
export function isJumbo(text) {
  if (text.length > 60 || !EMOJI.test(text) || graphemes === undefined) return false;
  return [...graphemes.segment(text)].length <= JUMBO_MAX;
}

/** A number from 0 to `of - 1` that is always the same for an id: which of a few colours someone gets. */
export function hueOf(id, of) {
  let hash = 0;
  for (const digit of id) hash = (hash * 31 + digit.charCodeAt(0)) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) % of;
}
