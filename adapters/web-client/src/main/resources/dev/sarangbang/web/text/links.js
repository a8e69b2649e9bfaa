// Finds web addresses in what people say. Only http and https become links, only ASCII is part of one, so that a Korean
// particle written right behind an address is not taken for a part of it.

const ADDRESS = /https?:\/\/[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+/gi;
const TRAILING = new Set("!'*,.:;?");
const OPENED_BY = { ")": "(", "]": "[" };

/** The text in pieces, in order: `{ text }` or `{ text, href }`. Joined, their texts are the text. */
export function pieces(text) {
  const found = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    const href = safe(address);
    if (href === undefined) continue;
    if (match.index > done) found.push({ text: text.slice(done, match.index) });
    found.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) found.push({ text: text.slice(done) });
  return found;
}

/** Punctuation that ends the sentence, and a closing bracket that was opened before the address, are not part of it. */
function withoutTail(address) {
  const open = {};
  for (const character of address) open[character] = (open[character] ?? 0) + 1;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1];
    const opener = OPENED_BY[last];
    const surplus = opener !== undefined && open[last]-- > (open[opener] ?? 0);
    if (!TRAILING.has(last) && !surplus) break;
  }
  return address.slice(0, end);
}

/** Addresses that carry a name and a password are shown as text: they are made to look like another site's. */
function safe(address) {
  try {
    const url = new URL(address);
    const plain = url.username === "" && url.password === "" && url.hostname !== "";
    return plain && (url.protocol === "https:" || url.protocol === "http:") ? url.href : undefined;
  } catch {
    return undefined;
  }
}
