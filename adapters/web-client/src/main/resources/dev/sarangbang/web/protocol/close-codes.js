// What a closed socket tells this client to do next; the ranges are those of docs/protocol.md.

/** `{ verdict: "now" | "later" | "login" | "never", afterMs }`: reconnect at once, reconnect later, sign in again, or give up. */
export function verdictOf(code, reason = "") {
  if (code === 1012) return { verdict: "later", afterMs: retryAfter(reason) };
  if (code === 1002 || code === 1003 || code === 1007 || code === 1009) return { verdict: "never", afterMs: 0 };
  if (code >= 4000 && code <= 4099) return { verdict: "now", afterMs: 0 };
  if (code >= 4200 && code <= 4299) return { verdict: "login", afterMs: 0 };
  if (code >= 4300 && code <= 4399) return { verdict: "never", afterMs: 0 };
  return { verdict: "later", afterMs: 0 }; // 41xx, 1011, and 1006, which is all a browser tells of a broken network
}

function retryAfter(reason) {
  const match = /^retry_after_ms=(\d{1,7})$/.exec(reason);
  return match === null ? 0 : Number(match[1]);
}
