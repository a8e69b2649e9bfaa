// A request whose answer someone waits for, carried over a lost connection: sent again with its id, which the server
// knows, until it is answered or until waiting any longer would only annoy.

import { newId } from "./ids.js";

const PAUSE_MS = 1_000;

/**
 * @param request   `(type, fields, id) → Promise` of the reply
 * @param clock     `{ now(), after(ms, run) }`
 * @param giveUpMs  how long to go on
 */
export function createInsist({ request, clock, giveUpMs }) {
  let online = false;
  let waiting = []; // for the connection

  const patience = (ms) => new Promise((resolve) => clock.after(ms, resolve));
  const untilOnline = () => online || new Promise((resolve) => waiting.push(resolve));

  return {
    async insist(type, fields, id = newId()) {
      const until = clock.now() + giveUpMs;
      for (;;) {
        try {
          return await request(type, fields, id);
        } catch (error) {
          const left = until - clock.now();
          if (!error.retry || left <= 0) throw error;
          if (error.code === "disconnected") await Promise.race([untilOnline(), patience(left)]);
          else await patience(Math.min(left, Math.max(error.retryAfterMs ?? 0, PAUSE_MS)));
        }
      }
    },
    connected() {
      online = true;
      for (const goOn of waiting) goOn();
      waiting = [];
    },
    disconnected() {
      online = false;
    },
  };
}
