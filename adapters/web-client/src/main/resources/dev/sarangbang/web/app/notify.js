// Notifications of the desktop, for those who asked for them. One tab speaks for all of a browser, and never of a room that
// is being read.

import { t } from "../i18n/text.js";
import { hasAttention } from "./notice.js";
import { setPref } from "./prefs.js";
import { toRoom } from "./route.js";
import { isLeader, isShownElsewhere } from "./tabs.js";

export const canNotify = () => "Notification" in window && window.isSecureContext;

/** Asks the browser, which only listens while the person is doing something: call it from a click. */
export async function askToNotify() {
  return canNotify() && (await Notification.requestPermission()) === "granted";
}

/** Entries came in: tells of the last one that someone else said. */
export function notifyOf({ store, toast }, roomId, entries) {
  const { model, prefs } = store.get();
  const room = model.rooms[roomId];
  if (!prefs.notify || !canNotify() || Notification.permission !== "granted" || room === undefined) return;
  const entry = entries.findLast(
    (one) => one.kind === "text" && one.author !== model.me && one.sequence > room.facts.read,
  );
  const seen = (hasAttention() && model.open === roomId) || isShownElsewhere(roomId);
  if (entry === undefined || seen || !isLeader()) return;
  const name = model.people[entry.author]?.name;
  let notification;
  try {
    notification = new Notification(room.facts.title, {
      body: name === undefined ? entry.text : `${name}: ${entry.text}`,
      tag: roomId,
      icon: "favicon.svg",
    });
  } catch {
    setPref(store, { notify: false }); // a telephone may let one ask for them, and then not have them
    toast(t("notify_impossible"), true);
    return;
  }
  notification.onclick = () => {
    window.focus();
    location.hash = toRoom(roomId);
    notification.close();
  };
}
