// Says that the connection is lost, and when it is tried again. Short breaks are not worth a word.

import { t } from "../i18n/text.js";
import { Icon } from "./icons.js";
import { useNow } from "./parts.js";
import { h, useApp, useEffect, useState, useStore } from "./preact.js";

const SAY_AFTER_MS = 1_200;

export function Banner() {
  const link = useStore((state) => state.link);
  const offline = link.status !== "online";
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!offline) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [offline]);
  return h(
    "div",
    { class: "banner-place", role: "status", "data-testid": "connection", "data-status": link.status },
    offline && (late || link.status === "refused") && h(Lost, { link }),
  );
}

function Lost({ link }) {
  const { session } = useApp();
  const waitsFor = useStore((state) => state.outbox.filter((item) => item.state !== "failed").length);
  if (link.status === "refused") {
    return h(
      "div",
      { class: "banner bad", "data-testid": "banner" },
      h(Icon, { name: "alert" }),
      h("p", {}, t("link_refused")),
      h("button", { type: "button", class: "button small", onClick: () => location.reload() }, t("reload")),
    );
  }
  return h(
    "div",
    { class: "banner", "data-testid": "banner" },
    h("span", { class: "spinner", "aria-hidden": "true" }),
    h("p", {}, t("link_lost"), " ", waitsFor > 0 && t("link_keeps", { n: waitsFor })),
    link.status === "waiting" && h(Countdown, { until: link.retryAt }),
    link.status === "waiting" &&
      h(
        "button",
        { type: "button", class: "button small", onClick: () => session().tryNow(), "data-testid": "try-now" },
        t("try_now"),
      ),
  );
}

// Not read aloud: a number a second is more than anyone wants to hear.
function Countdown({ until }) {
  const now = useNow(250);
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  return h("span", { class: "countdown", "aria-hidden": "true" }, t("retry_in", { n: seconds }));
}
