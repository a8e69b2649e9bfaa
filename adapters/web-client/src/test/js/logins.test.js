import { test } from "node:test";
import assert from "node:assert/strict";
import { endLogin, logins } from "../../main/resources/dev/sarangbang/web/protocol/logins.js";

/** A server that gives `answers` by method and path, and what it was asked. */
function serving(answers) {
  const asked = [];
  globalThis.fetch = async (path, { method }) => {
    asked.push(`${method} ${path}`);
    const [status, body] = answers[`${method} ${path}`];
    return { status, ok: status < 300, json: async () => body };
  };
  return asked;
}

test("the logins are listed as the server tells of them", async () => {
  const session = { id: "ab", created_at: 5, expires_at: 9, current: true, of_a_later_version: 1 };
  serving({ "GET /api/sessions": [200, { sessions: [session] }] });
  assert.deepEqual(await logins(), [{ id: "ab", createdAt: 5, expiresAt: 9, current: true }]);
});

test("a login that has ended by itself is as good as ended", async () => {
  const asked = serving({
    "DELETE /api/sessions/ab": [204],
    "DELETE /api/sessions/cd": [404, { code: "not_found" }],
    "DELETE /api/sessions/ef": [503, { code: "unavailable" }],
  });
  await endLogin("ab");
  await endLogin("cd");
  await assert.rejects(endLogin("ef"), { code: "unavailable" });
  assert.equal(asked.length, 3);
});
