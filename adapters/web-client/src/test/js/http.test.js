import { test } from "node:test";
import assert from "node:assert/strict";
import * as http from "../../main/resources/dev/sarangbang/web/protocol/http.js";

test("a network that swallows everything is waited for so long and no longer", async (context) => {
  const patience = [];
  context.mock.method(AbortSignal, "timeout", (ms) => {
    patience.push(ms);
    return AbortSignal.abort();
  });
  context.mock.method(globalThis, "fetch", async (path, { signal }) => {
    signal.throwIfAborted();
    return new Promise(() => {});
  });
  await assert.rejects(http.current(), { code: "unreachable" });
  await assert.rejects(http.logIn({ username: "ann", password: "x" }), { code: "unreachable" });
  assert.deepEqual(patience, [8_000, 30_000]);
});
