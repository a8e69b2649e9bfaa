// Every kind of dialog. They are loaded after the page has come to rest, or when the first is opened.

import { Dialog } from "./dialog.js";
import { Create, Rename } from "./dialog-title.js";
import { Invite } from "./dialog-invite.js";
import { Logins } from "./dialog-logins.js";
import { Delete, Join, Leave, Remove } from "./dialog-membership.js";
import { Search } from "./dialog-search.js";
import { Settings } from "./dialog-settings.js";
import { Switch } from "./dialog-switch.js";
import { t } from "../i18n/text.js";
import { h } from "./preact.js";

export const kinds = {
  create: Create,
  rename: Rename,
  invite: Invite,
  join: Join,
  leave: Leave,
  remove: Remove,
  delete: Delete,
  search: Search,
  settings: Settings,
  logins: Logins,
  switch: Switch,
  help: Help,
};

const isApple = /Mac|iP(hone|ad)/.test(navigator.platform);

function Help({ close }) {
  const command = isApple ? "⌘" : "Ctrl";
  const keys = [
    [["Enter"], "key_send"],
    [["Shift", "Enter"], "key_line"],
    [["↑"], "key_edit_last"],
    [[command, "K"], "key_switch"],
    [[command, "Shift", "F"], "key_search"],
    [["Alt", "↑"], "key_previous"],
    [["Alt", "↓"], "key_next"],
    [["PageUp"], "key_back"],
    [["Esc"], "key_end"],
    [["Shift", "Tab"], "key_messages"],
    [["↑", "↓"], "key_through"],
    [["Enter"], "key_menu"],
    [[command, "/"], "key_help"],
  ];
  return h(
    Dialog,
    { title: t("keyboard_help"), onClose: close, testid: "help" },
    h(
      "dl",
      { class: "keys" },
      keys.map(([keysOf, words]) =>
        h(
          "div",
          { key: words },
          h(
            "dt",
            {},
            keysOf.map((key) => h("kbd", { key }, key)),
          ),
          h("dd", {}, t(words)),
        ),
      ),
    ),
  );
}
