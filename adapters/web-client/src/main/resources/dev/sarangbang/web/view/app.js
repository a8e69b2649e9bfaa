// The whole page: waiting, the door, or what is behind it.

import { t } from "../i18n/text.js";
import { h, useApp, useStore } from "./preact.js";

export function App() {
  const { views } = useApp();
  const { status, again } = useStore((state) => state.auth);
  useStore((state) => state.language); // every word below is in it
  if (status === "in") return h(views.Shell);
  if (status === "out") return h(views.Auth);
  if (status === "unknown") return h("main", { class: "nothing", "aria-busy": "true" }, h("p", {}, t("loading")));
  return h(
    "main",
    { class: "nothing" },
    h("div", { class: "door", "aria-hidden": "true" }),
    h("h1", {}, t("unreachable_title")),
    h("p", {}, t("unreachable_words")),
    h("button", { type: "button", class: "button primary", onClick: again, "data-testid": "try-again" }, t("try_now")),
  );
}
