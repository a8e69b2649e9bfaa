// A dialog on the browser's own element: focus stays in it, Escape closes it, and focus returns to where it was.

import { t } from "../i18n/text.js";
import { IconButton, classes } from "./parts.js";
import { h, useLayoutEffect, useRef } from "./preact.js";

export function Dialog({ title, onClose, testid, wide, children }) {
  const ref = useRef();
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector("[data-autofocus]")?.focus();
    return () => {
      dialog.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault(); // the state closes it, so that both always agree
    onClose();
  };
  const backdrop = (event) => event.target === ref.current && onClose();
  return h(
    "dialog",
    {
      ref,
      class: classes("dialog", wide && "wide"),
      "aria-labelledby": "dialog-title",
      onCancel: cancel,
      onMouseDown: backdrop,
      "data-testid": testid,
    },
    h(
      "div",
      { class: "dialog-body" },
      h(
        "header",
        {},
        h("h2", { id: "dialog-title" }, title),
        h(IconButton, { icon: "close", label: t("close"), onClick: onClose }),
      ),
      children,
    ),
  );
}
