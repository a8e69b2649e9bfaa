// Tells the reader that something waits, while they look elsewhere: by the title and the icon of the tab.

import { t } from "../i18n/text.js";
import { showing } from "./tabs.js";

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
