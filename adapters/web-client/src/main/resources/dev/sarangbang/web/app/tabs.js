// The other tabs of this browser. Each tab holds a lock while it lives, so that the others can tell whether it is still
// there; one of them is the leader, who speaks for all. Without locks (plain HTTP beyond loopback) each tab stands alone.

import { newId } from "../protocol/ids.js";
import { load, save } from "./storage.js";

const ALIVE = "sarangbang.tab.";

/** This tab's name, which it keeps when it is reloaded. */
let name = load("tab", undefined, sessionStorage);
let leading = false;
const elsewhere = new Map(); // by tab: the room in front of a reader there
let channel;

/** Resolves when this tab has a name that no other living tab has: a duplicated tab begins with its original's. */
export async function enter() {
  if (navigator.locks === undefined) {
    name ??= newId();
    save("tab", name, sessionStorage);
    leading = true;
    return;
  }
  if (name === undefined || !(await hold(ALIVE + name))) {
    name = newId();
    save("tab", name, sessionStorage);
    await hold(ALIVE + name);
  }
  navigator.locks.request("sarangbang.leader", () => {
    leading = true;
    return new Promise(() => {}); // for as long as this tab lives
  });
  channel = new BroadcastChannel("sarangbang.attention");
  channel.onmessage = ({ data }) => elsewhere.set(data.tab, data.room);
}

function hold(lock) {
  return new Promise((resolve) => {
    navigator.locks.request(lock, { ifAvailable: true }, (held) => {
      resolve(held !== null);
      return held === null ? undefined : new Promise(() => {});
    });
  });
}

export const isLeader = () => leading;

export const isShownElsewhere = (room) => [...elsewhere.values()].includes(room);

/** Tells the other tabs which room is in front of the reader here, if one is. */
export const showing = (room) => channel?.postMessage({ tab: name, room });

/** The names of the living tabs but this one, or `undefined` where that cannot be told. */
async function others() {
  if (navigator.locks === undefined) return undefined;
  const { held } = await navigator.locks.query();
  return held
    .filter((lock) => lock.name.startsWith(ALIVE) && lock.name !== ALIVE + name)
    .map((lock) => lock.name.slice(ALIVE.length));
}

/**
 * Where this tab keeps the messages it has not sent yet: each tab its own, so that no two send the same ones. Those of a
 * tab that was closed are taken over by the next to look, which keeps them as its own before it calls them `adopted`.
 */
export async function keptOutbox(account, keysUnder) {
  const prefix = `outbox.${account}.`;
  const own = prefix + name;
  const living = await others();
  const orphans = keysUnder(prefix).filter(
    (key) => key !== own && living !== undefined && !living.includes(key.slice(prefix.length)),
  );
  return {
    load: () => [own, ...orphans].map((key) => load(key, undefined)).filter((json) => json !== undefined),
    save: (json) => save(own, json === "[]" ? undefined : json),
    adopted() {
      for (const key of orphans) save(key, undefined);
    },
  };
}
