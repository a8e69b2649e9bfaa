import { test } from "node:test";
import assert from "node:assert/strict";
import { pieces } from "../../main/resources/dev/sarangbang/web/text/links.js";
import { hueOf, initialOf, isJumbo } from "../../main/resources/dev/sarangbang/web/text/glyphs.js";

const links = (text) =>
  pieces(text)
    .filter((piece) => piece.href !== undefined)
    .map((piece) => piece.text);

test("addresses become links, and the pieces joined are the text", () => {
  const text = "see https://example.com/a?b=c#d and http://example.org, then (https://example.net/x).";
  assert.deepEqual(links(text), ["https://example.com/a?b=c#d", "http://example.org", "https://example.net/x"]);
  assert.equal(
    pieces(text)
      .map((piece) => piece.text)
      .join(""),
    text,
  );
});

test("a Korean particle behind an address is not part of it", () => {
  assert.deepEqual(links("https://naver.com에서 봐요"), ["https://naver.com"]);
  assert.deepEqual(links("https://ko.wikipedia.org/wiki/%EC%82%AC%EB%9E%91%EB%B0%A9을"), [
    "https://ko.wikipedia.org/wiki/%EC%82%AC%EB%9E%91%EB%B0%A9",
  ]);
});

test("brackets that belong to an address stay, those around it do not", () => {
  assert.deepEqual(links("https://en.wikipedia.org/wiki/Ondol_(heating)"), [
    "https://en.wikipedia.org/wiki/Ondol_(heating)",
  ]);
  assert.deepEqual(links("(https://example.com/a)!"), ["https://example.com/a"]);
  assert.deepEqual(links("[https://example.com]"), ["https://example.com"]);
});

test("nothing but http and https, and nothing that pretends to be another site", () => {
  for (const text of [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "example.com",
    "https://",
    "http://user:secret@example.com/",
    "https://bank.example@evil.example/",
    "https:///x y",
  ]) {
    for (const { href } of pieces(text))
      assert.ok(href === undefined || /^https?:\/\/x/.test(href), `${text} → ${href}`);
  }
  assert.deepEqual(links("javascript:https://example.com"), ["https://example.com"]);
});

test("markup is text", () => {
  const text = `<a href="https://example.com">x</a><img src=x onerror=alert(1)>`;
  assert.equal(
    pieces(text)
      .map((piece) => piece.text)
      .join(""),
    text,
  );
  assert.deepEqual(links(text), ["https://example.com"]);
});

test("a long text is taken apart in no time", () => {
  const started = performance.now();
  pieces("https://".repeat(1_000));
  pieces(`https://e.co/${"(".repeat(3_000)}${")".repeat(3_000)}`);
  pieces(`https://e.co/${")".repeat(7_000)}`);
  assert.ok(performance.now() - started < 500);
});

test("a name is told by its first character as it is read", () => {
  assert.equal(initialOf("ann"), "A");
  assert.equal(initialOf("김서연"), "김");
  assert.equal(initialOf("김".normalize("NFD")), "김".normalize("NFD"));
  assert.equal(initialOf("👨‍👩‍👧 family"), "👨‍👩‍👧");
});

test("a few emoji alone are shown large", () => {
  for (const text of ["👍", "🎉🎉", "👨‍👩‍👧‍👦", "🇰🇷", "👋🏽", "❤️"]) assert.ok(isJumbo(text), text);
  for (const text of ["", "a", "1", "👍👍👍👍", "👍 ok", "ㅋㅋ", "#"]) assert.ok(!isJumbo(text), text);
});

test("an id has one colour, and ids have different ones", () => {
  assert.equal(hueOf("123", 8), hueOf("123", 8));
  const long = (index) => String(516_677_095_766_622_208n + BigInt(index) * 4_194_304n);
  for (const id of [(index) => String(1_000 + index), long]) {
    const hues = new Set(Array.from({ length: 200 }, (none, index) => hueOf(id(index), 8)));
    assert.deepEqual([...hues].sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
  }
});
