// Sends what is in the outbox, and tries again what may be tried again. The order and the states are outbox.js's.

import * as outbox from "../state/outbox.js";

/**
 * @param request   `(type, fields, id) → Promise` of the reply
 * @param read      the outbox as it is: `() => outbox`
 * @param change    changes it: `(change: outbox => outbox) => void`
 * @param onSent    the server confirmed: `(item, reply) => void`
 * @param onGone    there is nowhere to say it any more: `(room) => void`
 * @param clock     `{ now(), after(ms, run) → timer, cancel(timer) }`
 */
export function createSender({ request, read, change, onSent, onGone, clock }) {
  let online = false;
  let timer;

  function poke() {
    if (!online) return;
    for (const item of outbox.due(read(), clock.now())) send(item);
    clock.cancel(timer);
    const next = outbox.nextAt(read(), clock.now());
    timer = next === undefined ? undefined : clock.after(next - clock.now(), poke);
  }

  async function send(item) {
    change((before) => outbox.sending(before, item.id));
    try {
      const { type, fields } = outbox.requestOf(item);
      const reply = await request(type, fields, item.id);
      change((before) => outbox.confirmed(before, item.id, reply.sequence));
      onSent(item, reply);
    } catch (error) {
      if (error.code === "no_such_room") onGone(item.room);
      else change((before) => afterFailure(before, item, error));
    }
    poke();
  }

  function afterFailure(before, item, error) {
    if (error.code === "disconnected") return outbox.interrupted(before);
    return outbox.refused(before, item.id, error, clock.now());
  }

  return {
    poke,
    connected() {
      online = true;
      poke();
    },
    disconnected() {
      online = false;
      clock.cancel(timer);
    },
  };
}
