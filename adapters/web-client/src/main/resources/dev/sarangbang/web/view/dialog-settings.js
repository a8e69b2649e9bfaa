// How the page looks and speaks, whether it may tell of messages outside of it, and the way to the list of logins.

import { t } from "../i18n/text.js";
import { askToNotify, canNotify } from "../app/notify.js";
import { setPref } from "../app/prefs.js";
import { Dialog } from "./dialog.js";
import { h, useApp, useState, useStore } from "./preact.js";

export function Settings({ close }) {
  const { dialog, store } = useApp();
  const prefs = useStore((state) => state.prefs);
  const [refused, setRefused] = useState(false);
  const notify = async (event) => {
    const box = event.currentTarget;
    const wanted = box.checked;
    const granted = wanted && (await askToNotify());
    setRefused(wanted && !granted);
    box.checked = granted;
    setPref(store, { notify: granted });
  };
  const choice = (name, options) =>
    h(
      "fieldset",
      { class: "choice" },
      h("legend", {}, t(name)),
      options.map(([value, words]) =>
        h(
          "label",
          { key: value },
          h("input", {
            type: "radio",
            name,
            value,
            checked: prefs[name] === value,
            onChange: () => setPref(store, { [name]: value }),
            "data-testid": `${name}-${value}`,
          }),
          h("span", {}, words),
        ),
      ),
    );
  return h(
    Dialog,
    { title: t("settings"), onClose: close, testid: "settings" },
    choice("language", [
      ["auto", t("as_browser")],
      ["ko", "한국어"],
      ["en", "English"],
    ]),
    choice("theme", [
      ["auto", t("as_device")],
      ["light", t("light")],
      ["dark", t("dark")],
    ]),
    h(
      "div",
      { class: "choice" },
      h(
        "label",
        { class: "switch" },
        h("input", {
          type: "checkbox",
          role: "switch",
          checked: prefs.notify,
          disabled: !canNotify(),
          onChange: notify,
          "data-testid": "notify",
        }),
        h("span", {}, t("notify")),
      ),
      h(
        "p",
        { class: "hint", role: "status" },
        !canNotify() ? t("notify_impossible") : refused ? t("notify_refused") : t("notify_hint"),
      ),
    ),
    h(
      "button",
      { type: "button", class: "button", onClick: () => dialog({ type: "logins" }), "data-testid": "open-logins" },
      t("logins"),
    ),
  );
}
