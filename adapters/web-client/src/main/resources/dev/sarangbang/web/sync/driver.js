// Runs the requests the model needs, one of a key at a time, and puts the answers into the model. It keeps no list of
// what is to be done: that is derived afresh after every change, so that nothing is forgotten over a lost connection.

import * as model from "../state/model.js";
import { needsOf } from "../state/needs.js";

/** A hole is often filled by what is on its way already: how long to wait before asking. */
export const PATIENCE_MS = 100;

/** Before asking again what was refused for now, or answered without getting any further. */
const PAUSE_MS = 1_000;

/**
 * @param request  `(type, fields) → Promise` of the reply
 * @param read     the model as it is: `() => model`
 * @param change   changes it: `(change: model => model) => void`
 * @param clock    `{ now(), after(ms, run) }`
 */
export function createDriver({ request, read, change, clock }) {
  let online = false;
  const running = new Set();
  const answered = new Map(); // by key: what was asked last, as text
  const pausedUntil = new Map(); // by key

  function poke() {
    if (!online) return;
    for (const need of needsOf(read())) if (!running.has(need.key)) begin(need);
  }

  function begin(need) {
    running.add(need.key);
    const pause = pauseBefore(need);
    if (pause === 0) run(need);
    else clock.after(pause, () => resume(need.key));
  }

  function pauseBefore(need) {
    const until = (pausedUntil.get(need.key) ?? 0) - clock.now();
    if (until > 0) return until;
    if (answered.get(need.key) === asText(need)) return PAUSE_MS;
    const room = need.type === "sync" && read().rooms[need.fields.room];
    return room && room.log.ahead.size > 0 ? PATIENCE_MS : 0;
  }

  function resume(key) {
    const still = online && needsOf(read()).find((need) => need.key === key);
    if (still) run(still);
    else running.delete(key);
  }

  async function run(need) {
    const then = read();
    try {
      const reply = await request(need.type, need.fields);
      answered.set(need.key, asText(need));
      change((before) => answer(before, need, reply, then));
    } catch (error) {
      if (error.code === "no_such_room") change((before) => model.lost(before, then, need.fields.room));
      else if (error.code !== "disconnected")
        pausedUntil.set(need.key, clock.now() + Math.max(error.retryAfterMs ?? 0, PAUSE_MS));
    } finally {
      running.delete(need.key);
    }
    poke();
  }

  return {
    poke,
    connected() {
      online = true;
      answered.clear();
      poke();
    },
    disconnected() {
      online = false;
    },
  };
}

const asText = ({ fields, knownThen }) => JSON.stringify([fields, knownThen]);

function answer(before, need, reply, then) {
  switch (reply.type) {
    case "rooms":
      return model.listed(before, reply.rooms, then);
    case "room":
      return model.described(before, reply.room);
    case "entries":
      return need.type === "sync" ? model.synced(before, reply, need.knownThen) : model.recalled(before, reply);
    case "reset":
      return model.reset(before, reply);
    case "done":
      return model.viewing(before, need.fields.room);
    case "accounts":
      return model.introduced(before, need.fields.accounts, reply.accounts);
    default:
      throw new Error(`no answer to ${need.type}: ${reply.type}`);
  }
}
