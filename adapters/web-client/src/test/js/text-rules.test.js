import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { MESSAGE, NAME, TITLE, parse, room } from "../../main/resources/dev/sarangbang/web/text/rules.js";

// The server's own test reads the same file.
const shared = new URL("../../../../../chat-domain/src/test/resources/text-vectors.json", import.meta.url);
const vectors = JSON.parse(readFileSync(shared, "utf8"));

const joined = (value) =>
  typeof value === "string"
    ? value
    : value.map((part) => (typeof part === "string" ? part : part.repeat.repeat(part.times))).join("");

for (const [kind, rule] of Object.entries({ messages: MESSAGE, titles: TITLE, names: NAME })) {
  test(`${kind} are judged as the shared vectors say`, () => {
    assert.ok(vectors[kind].length > 10);
    for (const { name, raw, text, flaw } of vectors[kind]) {
      const expected = flaw === undefined ? { text: joined(text) } : { flaw };
      assert.deepEqual(parse(joined(raw), rule), expected, name);
    }
  });

  test(`what is kept of ${kind} is kept as it is when it is read again`, () => {
    for (const { name, text } of vectors[kind].filter((vector) => vector.flaw === undefined)) {
      assert.deepEqual(parse(joined(text), rule), { text: joined(text) }, name);
    }
  });
}

test("the counter counts what the rule counts", () => {
  assert.equal(room("", MESSAGE), 1000);
  assert.equal(room("가".normalize("NFD").repeat(10), MESSAGE), 990);
  assert.equal(room("\r\n", MESSAGE), 999);
  assert.equal(room("a".repeat(1001), MESSAGE), -1);
  assert.equal(room("a".repeat(9000), MESSAGE), -8000);
  assert.equal(room("  a  ", TITLE), 29);
});
