// Where one is logged in, and logging out there: on a telephone that was lost, or a computer that was lent.

import { clockTime, dayName, t } from "../i18n/text.js";
import { endLogin, logins } from "../protocol/logins.js";
import { Dialog } from "./dialog.js";
import { useTask } from "./task.js";
import { h, useEffect, useRef, useState } from "./preact.js";

export function Logins({ close }) {
  const [all, setAll] = useState();
  const list = useRef();
  const task = useTask((found) => {
    if (all !== undefined) list.current.focus(); // the button that had the focus may be gone
    setAll(found);
  });
  useEffect(() => void task.run(logins), []);
  const others = (all ?? []).filter((login) => !login.current);
  const end = (ended) =>
    task.run(async () => {
      for (const { id } of ended) await endLogin(id);
      return logins();
    });
  return h(
    Dialog,
    { title: t("logins"), onClose: close, testid: "logins-dialog" },
    h("p", { class: "hint" }, t("logins_hint")),
    h("p", { class: "form-error", role: "alert" }, task.error),
    h(
      "ul",
      { class: "logins", ref: list, tabIndex: -1, "aria-label": t("logins"), "aria-busy": String(task.busy) },
      all === undefined && task.busy && h("li", { class: "hint" }, t("loading")),
      (all ?? []).map((login) => h(Login, { key: login.id, login, busy: task.busy, end: () => end([login]) })),
    ),
    others.length > 0 &&
      h(
        "div",
        { class: "dialog-actions" },
        h(
          "button",
          {
            type: "button",
            class: "button danger",
            "aria-disabled": String(task.busy),
            onClick: () => end(others),
            "data-testid": "end-others",
          },
          t("end_others"),
        ),
      ),
  );
}

function Login({ login, busy, end }) {
  const { createdAt, expiresAt, current } = login;
  const since = `${dayName(createdAt, Date.now())} ${clockTime(createdAt)}`;
  return h(
    "li",
    { "data-testid": "login" },
    h(
      "span",
      {},
      h("b", {}, current ? t("login_here") : t("login_elsewhere")),
      h("small", {}, t("login_since", { since })),
      h("small", {}, t("login_until", { until: dayName(expiresAt, Date.now()) })),
    ),
    !current &&
      h(
        "button",
        {
          type: "button",
          class: "button small",
          "aria-disabled": String(busy),
          "aria-label": `${t("log_out")}: ${t("login_since", { since })}`,
          onClick: end,
          "data-testid": "end-login",
        },
        t("log_out"),
      ),
  );
}
