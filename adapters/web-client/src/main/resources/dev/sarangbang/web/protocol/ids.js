// Ids of this client's choice: 128 random bits, so that no two requests of one account are ever the same by accident.
// crypto.randomUUID is only there on HTTPS and loopback; getRandomValues is there on any page.

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
