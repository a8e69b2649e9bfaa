// Short words about what just happened, seen and heard; and the messages of others, for those who listen to the page.

import { t } from "../i18n/text.js";
import { IconButton, classes } from "./parts.js";
import { h, useApp, useStore } from "./preact.js";

export function Toasts() {
  const { dismiss } = useApp();
  const toasts = useStore((state) => state.toasts);
  return h(
    "div",
    { class: "toasts", role: "status", "data-testid": "toasts" },
    toasts.map((toast) =>
      h(
        "div",
        { key: toast.id, class: classes("toast", toast.bad && "bad") },
        h("p", {}, toast.words),
        h(IconButton, { icon: "close", label: t("close"), onClick: () => dismiss(toast.id) }),
      ),
    ),
  );
}

/**
 * What others said just now, in a region of its own: in the list of messages itself a screen reader would also read what
 * is added by scrolling back.
 */
export function Announcer() {
  const heard = useStore((state) => state.heard);
  return h(
    "div",
    { class: "sr", role: "log", "aria-live": "polite", "aria-label": t("new_messages"), "data-testid": "announcer" },
    heard.map(({ key, words }) => h("p", { key }, words)),
  );
}
