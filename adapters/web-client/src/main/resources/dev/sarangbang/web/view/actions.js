// What can be done with a message: answer it, copy it, and change it or take it back if it is one's own.

import { t } from "../i18n/text.js";
import { Menu } from "./menu.js";
import { IconButton } from "./parts.js";
import { h, useApp } from "./preact.js";

/** `text` is what the message says now. */
export function Actions({ room, sequence, text, own }) {
  const { compose, dialog, toast } = useApp();
  const reply = () => compose(room, { type: "reply", message: sequence });
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast(t("copied")),
      () => toast(t("not_copied"), true),
    );
  const items = [{ icon: "reply", label: t("reply"), act: reply, testid: "reply" }];
  if (navigator.clipboard !== undefined) items.push({ icon: "copy", label: t("copy"), act: copy, testid: "copy" });
  if (own) {
    items.push(
      { icon: "pencil", label: t("edit"), act: () => compose(room, edit(sequence, text)), testid: "edit" },
      {
        icon: "trash",
        label: t("delete"),
        act: () => dialog({ type: "delete", room, message: sequence }),
        danger: true,
        testid: "delete",
      },
    );
  }
  return h(
    "div",
    { class: "actions" },
    h(IconButton, { icon: "reply", label: t("reply"), tabIndex: -1, onClick: reply }),
    h(Menu, { icon: "more", label: t("message_menu"), items, testid: "message-menu", inPassing: true }),
  );
}

/** Typing a message anew: it begins with what it says now. */
export const edit = (message, text) => ({ type: "edit", message, text });
