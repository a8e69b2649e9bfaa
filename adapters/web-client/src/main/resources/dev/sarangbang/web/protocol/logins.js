// Where an account is logged in, and ending that.

import { ask } from "./http.js";

/** `[{ id, createdAt, expiresAt, current }]`, the newest first; `current` is the one of this browser. */
export async function logins() {
  const { sessions } = await ask("GET", "/api/sessions");
  return sessions.map(({ id, created_at: createdAt, expires_at: expiresAt, current }) => ({
    id: String(id),
    createdAt: Number(createdAt),
    expiresAt: Number(expiresAt),
    current: current === true,
  }));
}

/** Ends one that was listed, if it has not ended by itself. */
export async function endLogin(id) {
  try {
    await ask("DELETE", `/api/sessions/${encodeURIComponent(id)}`);
  } catch (refused) {
    if (refused.code !== "not_found") throw refused;
  }
}
