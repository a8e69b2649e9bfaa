// What a browser is served, as a whole: the files fit together, are few enough bytes, and do nothing the policy forbids.

import { test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { packed, sources } from "./support/web.js";

/** The most a first visit may load, compressed. */
const FIRST_LOAD_BYTES_MAX = 60 * 1024;

const IMPORT = /(?:^|[;}\n])\s*(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["']/g;

/** The sheets that the build makes one file of, in this order. */
const FIRST_SHEETS = ["style/base.css", "style/shell.css", "style/messages.css", "style/panels.css"];

/** The sheets that view/auth.js asks for. */
const DOOR_SHEETS = ["style/forms.css", "style/door.css"];

/** The parts of a language's words: see i18n/text.js. */
const PARTS = ["", "-door", "-late"];

const read = (path) => readFileSync(new URL(path, packed), "utf8");
const written = readdirSync(sources, { recursive: true }).filter((path) => /\.\w+$/.test(path));
const files = [...written.filter((path) => !FIRST_SHEETS.includes(path)), "style/first.css"];
const scripts = files.filter((path) => path.endsWith(".js"));

async function wordsOf(language) {
  const parts = await Promise.all(PARTS.map((part) => import(new URL(`i18n/${language}${part}.js`, sources))));
  const keys = parts.flatMap(({ words }) => Object.keys(words));
  assert.deepEqual([...new Set(keys)], keys, "each word is in one part");
  return Object.assign({}, ...parts.map(({ words }) => words));
}

const [ko, en] = await Promise.all(["ko", "en"].map(wordsOf));

function importsOf(path) {
  return [...read(path).matchAll(IMPORT)].map(([, to]) => {
    assert.match(to, /^\.\.?\//, `${path} imports ${to} by a name that only a bundler knows`);
    return new URL(to, new URL(path, "file:///")).pathname.slice(1);
  });
}

function reachable(path, found = new Set()) {
  if (!found.has(path)) {
    found.add(path);
    for (const next of importsOf(path)) reachable(next, found);
  }
  return found;
}

const page = read("index.html");
const linked = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path);
const preloaded = linked(/rel="modulepreload" href="([^"]+)"/g);
const behind = linked(/rel="behind-the-door" href="([^"]+)"/g);
const always = linked(/(?:rel="(?:icon|manifest|stylesheet)"[^>]*href|<script src)="([^"]+)"/g);

test("the build put the view library where it is imported from", () => {
  assert.ok(
    existsSync(new URL("vendor/preact.module.js", packed)),
    "run it through Maven: the test phase follows the packing of resources",
  );
});

test("every module that is imported is there", () => {
  for (const path of [...scripts, "vendor/hooks.module.js"]) {
    for (const to of importsOf(path)) assert.ok(existsSync(new URL(to, packed)), `${path} imports ${to}`);
  }
});

test("the page asks at once for every module it will need, and for no other", () => {
  const door = reachable("app/main.js");
  const inside = [...reachable("app/inside.js")].filter((path) => !door.has(path));
  door.delete("app/main.js");
  assert.deepEqual([...preloaded].sort(), [...door].sort());
  assert.deepEqual([...behind].sort(), inside.sort());
});

test("no file is forgotten: each is linked, imported, or named", () => {
  const used = new Set([
    "index.html",
    "app/main.js",
    ...PARTS.flatMap((part) => [`i18n/ko${part}.js`, `i18n/en${part}.js`]),
    ...DOOR_SHEETS,
    "style/late.css",
    "favicon-unread.svg",
    ...preloaded,
    ...behind,
    ...always,
    ...picturesOf(files),
  ]);
  for (const entrance of ["view/auth.js", "view/late.js"]) for (const path of reachable(entrance)) used.add(path);
  for (const path of files) assert.ok(used.has(path), path);
  for (const path of used) assert.ok(existsSync(new URL(path, packed)), path);
});

function picturesOf(paths) {
  const sheets = paths.filter((path) => path.endsWith(".css"));
  return sheets.flatMap((path) =>
    [...read(path).matchAll(/url\("([^"]+)"\)/g)].map(([, to]) =>
      new URL(to, new URL(path, "file:///")).pathname.slice(1),
    ),
  );
}

test("a first visit loads little, at the door and behind it", () => {
  const common = ["index.html", "app/main.js", "i18n/ko.js", ...preloaded, ...always];
  const door = new Set([...common, ...reachable("view/auth.js"), "i18n/ko-door.js", ...DOOR_SHEETS, "style/house.svg"]);
  const inside = new Set([...common, ...behind, "style/hanji.svg", "style/door.svg"]);
  for (const paths of [door, inside]) {
    const bytes = [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, packed))).length, 0);
    assert.ok(bytes <= FIRST_LOAD_BYTES_MAX, `${bytes} bytes in ${paths.size} files`);
  }
});

test("nothing in the page runs or styles but by files of its own", () => {
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
  assert.doesNotMatch(page, /https?:\/\//);
});

test("no text is ever made into elements or code", () => {
  for (const path of scripts) {
    const forbidden =
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function|setAttribute\("style"|style: ["'`]/;
    assert.doesNotMatch(read(path), forbidden, path);
  }
});

test("both languages have the same words", () => {
  assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort());
  for (const [language, words] of Object.entries({ ko, en })) {
    for (const [key, word] of Object.entries(words)) {
      const shown = typeof word === "function" ? word({ n: 1, name: "x" }) + word({ n: 2 }) + word({}) : word;
      assert.ok(shown.trim().length > 0, `${language} ${key}`);
    }
  }
});

test("both languages speak of the same values", () => {
  const values = (word) =>
    typeof word === "function" ? undefined : [...word.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const key of Object.keys(en)) {
    const [one, other] = [values(en[key]), values(ko[key])];
    if (one !== undefined && other !== undefined) assert.deepEqual(other, one, key);
  }
});

test("every word that is asked for is there, and every word is asked for", () => {
  const asked = new Set();
  for (const path of scripts.filter((one) => !one.startsWith("i18n/") || one === "i18n/text.js")) {
    const source = read(path);
    for (const [, key] of source.matchAll(/"(\w+)"/g)) asked.add(key);
    for (const [, key] of source.matchAll(/\bt\("(\w+)"/g)) assert.ok(key in en, `${path}: ${key}`);
  }
  const unused = Object.keys(en).filter((key) => !asked.has(key) && !key.startsWith("error_"));
  assert.deepEqual(unused, []);
});

test("there are words for every refusal of the protocol", () => {
  const protocol = readFileSync(new URL("../../../../../docs/protocol.md", import.meta.url), "utf8");
  const refusals = [
    "username_invalid",
    "display_name_invalid",
    "password_common",
    "password_too_short",
    "password_too_long",
    "username_taken",
    "busy",
    "unavailable",
    "wrong_credentials",
  ];
  refusals.push(
    "no_such_room",
    "title_blank",
    "title_too_long",
    "title_bad_characters",
    "too_many_rooms",
    "no_such_account",
    "room_full",
    "not_host",
  );
  refusals.push(
    "invite_invalid",
    "no_such_member",
    "text_blank",
    "text_too_long",
    "text_bad_characters",
    "rate_limited",
    "internal",
    "id_reused",
    "no_such_message",
    "not_author",
  );
  for (const code of refusals) {
    assert.ok(protocol.includes(`\`${code}\``), `${code} is of this protocol`);
    assert.ok(`error_${code}` in en, code);
  }
});

test("what is packed differs from what is written by comments, indentation and empty lines only", () => {
  const bare = (source) =>
    source
      .replace(/^\s+/gm, "")
      .replace(/^(\/\/|\/\*|\*( |\/|$)).*\n/gm, "")
      .trim();
  const source = (path) => readFileSync(new URL(path, sources), "utf8");
  for (const path of files.filter((one) => /\.(js|css)$/.test(one))) {
    const whole = path === "style/first.css" ? FIRST_SHEETS.map(source).join("\n") : source(path);
    assert.equal(bare(read(path)), bare(whole), path);
  }
});

test("what is pure stays so: folders import only what README.md says", () => {
  const allowed = { text: [], i18n: [], protocol: [], state: [], sync: ["state"] };
  for (const path of scripts.filter((one) => one.split("/")[0] in allowed)) {
    const folder = path.split("/")[0];
    for (const to of importsOf(path)) {
      assert.ok([folder, ...allowed[folder]].includes(to.split("/")[0]), `${path} imports ${to}`);
    }
  }
});
