// Where what one looked for is in a text: compared as the server does, in NFKD and lower case, so that "안녀" is found in
// "안녕". Characters are marked whole.

/** What a query has at least, folded, in code points. */
export const QUERY_MIN = 3;

/** How much of a text is shown before the first hit, and in all, in code points. */
const BEFORE = 30;
const SHOWN = 160;

export const fold = (text) => text.normalize("NFKD").toLowerCase();

export const isLongEnough = (query) => [...fold(query)].length >= QUERY_MIN;

/** The part of the text around the first hit, in pieces `{ text, hit }`. */
export function marked(text, query) {
  const characters = [...text];
  const hits = hitsIn(characters, fold(query));
  const first = hits.indexOf(true);
  const from = first > BEFORE ? first - BEFORE : 0;
  const to = Math.min(characters.length, from + SHOWN);
  const pieces = from > 0 ? [{ text: "…", hit: false }] : [];
  for (let at = from; at < to; at++) {
    const last = pieces.at(-1);
    if (at > from && last.hit === hits[at]) last.text += characters[at];
    else pieces.push({ text: characters[at], hit: hits[at] });
  }
  if (to < characters.length) pieces.push({ text: "…", hit: false });
  return pieces;
}

/** For each character whether it is part of a hit. */
function hitsIn(characters, sought) {
  const hits = characters.map(() => false);
  if (sought === "") return hits;
  const origins = []; // of each UTF-16 unit of the folded text, the character it comes from
  let folded = "";
  characters.forEach((character, at) => {
    const parts = fold(character);
    folded += parts;
    for (let unit = 0; unit < parts.length; unit++) origins.push(at);
  });
  for (let at = folded.indexOf(sought); at !== -1; at = folded.indexOf(sought, at + sought.length)) {
    for (let unit = at; unit < at + sought.length; unit++) hits[origins[unit]] = true;
  }
  return hits;
}
