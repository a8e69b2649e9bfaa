// Tells the reader that something waits, while they look elsewhere: the title, the icon of the tab, and a notification of
// the desktop if they asked for those. One tab speaks for all of a browser, and never of a room that is being read.

import { t } from "../i18n/text.js";
import { isLeader, isShownElsewhere, showing } from "./tabs.js";
import { toRoom } from "./route.js";

export function unreadOf(model) {
  return Object.values(model.rooms).reduce((sum, room) => sum + room.facts.unread, 0);
}

export const hasAttention = () => document.visibilityState === "visible" && document.hasFocus();

export function startNotice(store) {
  let icon = "favicon.svg";
  const show = () => {
    const { model, auth } = store.get();
    const unread = auth.status === "in" ? unreadOf(model) : 0;
    const room = model.rooms[model.open]?.facts.title;
    const words = [...(room === undefined ? [] : [room]), t("app_name")].join(" – ");
    const next = unread > 0 ? `(${unread}) ${words}` : words;
    if (next !== document.title) document.title = next;
    const mark = unread > 0 ? "favicon-unread.svg" : "favicon.svg";
    if (mark !== icon) setIcon((icon = mark));
    attend(hasAttention() ? model.open : undefined);
  };
  let attended;
  const attend = (room) => room !== attended && showing((attended = room));
  store.subscribe(show);
  for (const event of ["focus", "blur"]) addEventListener(event, show);
  document.addEventListener("visibilitychange", show);
  addEventListener("pagehide", () => attend(undefined));
}

/** Files, because an icon given as data would need a wider policy than this page has. */
function setIcon(href) {
  document.querySelector("link[rel=icon]").href = href;
}

export const canNotify = () => "Notification" in window && window.isSecureContext;

/** Asks the browser, which only listens while the person is doing something: call it from a click. */
export async function askToNotify() {
  return canNotify() && (await Notification.requestPermission()) === "granted";
}

/** Entries came in: tells of the last one that someone else said. */
export function notifyOf(store, roomId, entries) {
  const { model, prefs } = store.get();
  const room = model.rooms[roomId];
  if (!prefs.notify || !canNotify() || Notification.permission !== "granted" || room === undefined) return;
  const entry = entries.findLast(
    (one) => one.kind === "text" && one.author !== model.me && one.sequence > room.facts.read,
  );
  const seen = (hasAttention() && model.open === roomId) || isShownElsewhere(roomId);
  if (entry === undefined || seen || !isLeader()) return;
  const name = model.people[entry.author]?.name;
  const notification = new Notification(room.facts.title, {
    body: name === undefined ? entry.text : `${name}: ${entry.text}`,
    tag: roomId,
    icon: "favicon.svg",
  });
  notification.onclick = () => {
    window.focus();
    location.hash = toRoom(roomId);
    notification.close();
  };
}
