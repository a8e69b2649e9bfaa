// Tells the reader that something waits, while they look elsewhere: the title, the icon of the tab, and a notification of
// the desktop if they asked for those. One tab speaks for all of a browser, and never of a room that is being read.

import { t } from "../i18n/text.js";
import { isLeader, isShownElsewhere, showing } from "./tabs.js";
import { toRoom } from "./route.js";

const BADGE_MAX = 99;

export function unreadOf(model) {
  return Object.values(model.rooms).reduce((sum, room) => sum + room.facts.unread, 0);
}

export const hasAttention = () => document.visibilityState === "visible" && document.hasFocus();

export function startNotice(store) {
  let title;
  let badge = 0;
  const show = () => {
    const { model, auth } = store.get();
    const unread = auth.status === "in" ? unreadOf(model) : 0;
    const room = model.rooms[model.open]?.facts.title;
    const words = [...(room === undefined ? [] : [room]), t("app_name")].join(" – ");
    const next = unread > 0 ? `(${unread}) ${words}` : words;
    if (next !== title) document.title = title = next;
    if (unread !== badge) setIcon((badge = unread));
    attend(hasAttention() ? model.open : undefined);
  };
  let attended;
  const attend = (room) => room !== attended && showing((attended = room));
  store.subscribe(show);
  for (const event of ["focus", "blur"]) addEventListener(event, show);
  document.addEventListener("visibilitychange", show);
  addEventListener("pagehide", () => attend(undefined));
}

function setIcon(unread) {
  const link = document.querySelector("link[rel=icon]");
  link.href = unread === 0 ? "favicon.svg" : `data:image/svg+xml,${encodeURIComponent(badged(unread))}`;
}

// The mark of favicon.svg with the number on it; an icon given as data cannot refer to another file.
function badged(unread) {
  const count = unread > BADGE_MAX ? `${BADGE_MAX}+` : String(unread);
  const size = count.length > 2 ? 26 : count.length > 1 ? 32 : 38;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">` +
    `<path d="M1 23Q17 20 25 9H39Q47 20 63 23Q62 29 57 32H7Q2 29 1 23Z" fill="#8f3a2a"/>` +
    `<path d="M10 34H54V52Q54 58 48 58H16Q10 58 10 52Z" fill="#f0bd58"/>` +
    `<circle cx="42" cy="42" r="22" fill="#c2371f"/>` +
    `<text x="42" y="${42 + size * 0.36}" font-family="system-ui,sans-serif" font-weight="700" font-size="${size}" ` +
    `text-anchor="middle" fill="#fff">${count}</text></svg>`
  );
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
