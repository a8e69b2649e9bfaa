import { test } from "node:test";
import assert from "node:assert/strict";
import { isLongEnough, marked } from "../../main/resources/dev/sarangbang/web/text/marks.js";
import { fitToViewport } from "../../main/resources/dev/sarangbang/web/app/viewport.js";

const hits = (text, query) =>
  marked(text, query)
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);
const joined = (text, query) =>
  marked(text, query)
    .map((piece) => piece.text)
    .join("");

test("what one looked for is marked wherever it is, in whatever case and form, and the text is the text", () => {
  assert.deepEqual(hits("Tea and tea, with TEA", "tea"), ["Tea", "tea", "TEA"]);
  assert.deepEqual(hits("북한산에 가요", "북한산"), ["북한산"]);
  assert.deepEqual(hits("안녕하세요", "안녀"), ["안녕"]);
  assert.deepEqual(hits("Café, cafe", "café".normalize("NFD")), ["Café"]);
  assert.deepEqual(hits("ＡＢＣ", "abc"), ["ＡＢＣ"]);
  assert.deepEqual(hits("one two three", "three one"), []);
  assert.equal(joined("one two three", "two"), "one two three");
});

test("two Hangul syllables are long enough, two letters are not", () => {
  for (const query of ["산행", "abc", "각", "é!!"]) assert.ok(isLongEnough(query), query);
  for (const query of ["", "ab", "가", "é"]) assert.ok(!isLongEnough(query), query);
});

test("what one looks for is taken as it is written, never as a pattern", () => {
  for (const query of [".*", "(", "[a", "a|b", "\\", "$", "^", "{2}", "?", "+", "-", "/"]) {
    assert.deepEqual(hits(`x ${query} y`, query), [query], query);
    assert.deepEqual(hits("nothing", query), [], query);
  }
  assert.deepEqual(hits("anything", "  "), []);
});

test("of a long text, the part around the first hit is shown, and no character is cut in half", () => {
  const text = `${"😀".repeat(100)} needle ${"😀".repeat(300)}`;
  const pieces = marked(text, "needle");
  assert.equal(pieces.at(0).text, "…");
  assert.equal(pieces.at(-1).text, "…");
  assert.deepEqual(hits(text, "needle"), ["needle"]);
  assert.ok([...joined(text, "needle")].length < 170);
  assert.ok(pieces.every((piece) => piece.text.isWellFormed?.() ?? true));
});

function phone() {
  const root = { clientHeight: 800, scrollTop: 0, style: new Map() };
  root.style.setProperty = root.style.set;
  root.style.removeProperty = root.style.delete;
  const view = { height: 800, scale: 1, addEventListener: (type, run) => (view.resized = run) };
  fitToViewport({ visualViewport: view, document: { documentElement: root } });
  return { root, view };
}

test("a keyboard that covers the page makes the page end above it, and goes without a trace", () => {
  const { root, view } = phone();
  assert.equal(root.style.size, 0);
  Object.assign(view, { height: 460.4 });
  root.scrollTop = 300;
  view.resized();
  assert.equal(root.style.get("--view-height"), "460px");
  assert.equal(root.scrollTop, 0);
  Object.assign(view, { height: 800 });
  view.resized();
  assert.equal(root.style.size, 0);
});

test("someone who looks closer, and a bar of the browser, are no keyboard", () => {
  const { root, view } = phone();
  Object.assign(view, { height: 400, scale: 2 });
  view.resized();
  assert.equal(root.style.size, 0);
  Object.assign(view, { height: 740, scale: 1 });
  view.resized();
  assert.equal(root.style.size, 0);
  assert.doesNotThrow(() => fitToViewport({ visualViewport: null, document: {} }));
});
