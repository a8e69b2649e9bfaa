// Naming a room: a new one, or one that has a name already.

import { t } from "../i18n/text.js";
import { toRoom } from "../app/route.js";
import { TITLE, parse, room as roomLeft } from "../text/rules.js";
import { Dialog } from "./dialog.js";
import { classes } from "./parts.js";
import { useTask } from "./task.js";
import { h, useApp, useState } from "./preact.js";

export function Create({ close }) {
  const { session } = useApp();
  const create = async (title, id) => {
    location.hash = toRoom(await session().createRoom(title, id));
  };
  return h(TitleDialog, {
    title: t("create_room"),
    action: t("create"),
    initial: "",
    run: create,
    close,
    testid: "create-dialog",
  });
}

export function Rename({ room, close }) {
  const { session } = useApp();
  const rename = (title, id) => session().rename(room.id, title, id);
  return h(TitleDialog, {
    title: t("rename_room"),
    action: t("rename"),
    initial: room.facts.title,
    run: rename,
    close,
    testid: "rename-dialog",
  });
}

function TitleDialog({ title, action, initial, run, close, testid }) {
  const [value, setValue] = useState(initial);
  const [flaw, setFlaw] = useState();
  const task = useTask(close);
  const left = roomLeft(value, TITLE);
  const submit = (event) => {
    event.preventDefault();
    const parsed = parse(value, TITLE);
    setFlaw(parsed.flaw);
    if (parsed.flaw === undefined) task.run((id) => run(parsed.text, id), { title: parsed.text });
  };
  return h(
    Dialog,
    { title, onClose: close, testid },
    h(
      "form",
      { onSubmit: submit },
      h(
        "div",
        { class: "field" },
        h("label", { for: "title" }, t("room_title")),
        h("input", {
          id: "title",
          value,
          autocomplete: "off",
          "data-autofocus": true,
          "aria-describedby": "title-count title-error",
          "aria-invalid": String(left < 0 || flaw !== undefined),
          onInput: (event) => setValue(event.currentTarget.value),
          "data-testid": "title",
        }),
        h("p", { id: "title-count", class: classes("hint", left < 0 && "over") }, t("left", { n: left })),
      ),
      h("p", { class: "form-error", id: "title-error", role: "alert" }, flaw ? t(`error_title_${flaw}`) : task.error),
      h(
        "div",
        { class: "dialog-actions" },
        h(
          "button",
          {
            type: "submit",
            class: "button primary",
            "aria-disabled": String(task.busy),
            "data-testid": "title-submit",
          },
          task.busy ? t("one_moment") : action,
        ),
      ),
    ),
  );
}
