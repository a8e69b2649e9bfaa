// Joining by a link, leaving, and removing someone: steps one confirms.

import { t } from "../i18n/text.js";
import { toRoom, toRooms } from "../app/route.js";
import { Dialog } from "./dialog.js";
import { useTask } from "./task.js";
import { h, useApp, useEffect, useStore } from "./preact.js";

export function Join({ open, close }) {
  const { session } = useApp();
  const isMember = useStore((state) => open.room in state.model.rooms);
  const task = useTask(() => {
    close();
    location.replace(toRoom(open.room));
  });
  useEffect(() => {
    if (isMember) {
      close();
      location.replace(toRoom(open.room));
    }
  }, [isMember]);
  const cancel = () => {
    close();
    location.replace(toRooms);
  };
  return h(Confirm, {
    title: t("join_title"),
    words: t("join_words"),
    action: t("join"),
    task,
    run: (id) => session().join(open.room, open.secret, id),
    close: cancel,
    testid: "join-dialog",
  });
}

export function Leave({ room, close }) {
  const { session } = useApp();
  const task = useTask(close);
  return h(Confirm, {
    title: t("leave_title", { title: room.facts.title }),
    words: t("leave_words"),
    action: t("leave_room"),
    danger: true,
    task,
    run: (id) => session().leave(room.id, id),
    close,
    testid: "leave-dialog",
  });
}

export function Remove({ open, room, close }) {
  const { session } = useApp();
  const name = useStore((state) => state.model.people[open.account]?.name) ?? t("someone");
  const task = useTask(close);
  return h(Confirm, {
    title: t("remove_title", { name }),
    words: t("remove_words", { title: room.facts.title }),
    action: t("remove"),
    danger: true,
    task,
    run: (id) => session().remove(room.id, open.account, id),
    close,
    testid: "remove-dialog",
  });
}

export function Delete({ open, room, close }) {
  const { compose, session, store } = useApp();
  const takeBack = () => {
    const how = store.get().composing[room.id];
    if (how?.message === open.message) compose(room.id, undefined); // there is nothing left to edit or answer
    session().takeBack(room.id, open.message);
    close();
  };
  return h(Confirm, {
    title: t("delete_title"),
    words: t("delete_words"),
    action: t("delete"),
    danger: true,
    task: { run: (task) => task() },
    run: takeBack,
    close,
    testid: "delete-dialog",
  });
}

function Confirm({ title, words, action, danger, task, run, close, testid }) {
  return h(
    Dialog,
    { title, onClose: close, testid },
    h("p", {}, words),
    h("p", { class: "form-error", role: "alert" }, task.error),
    h(
      "div",
      { class: "dialog-actions" },
      h("button", { type: "button", class: "button", onClick: close }, t("cancel")),
      h(
        "button",
        {
          type: "button",
          class: danger ? "button danger-filled" : "button primary",
          "data-autofocus": !danger || undefined,
          "aria-disabled": String(task.busy),
          onClick: () => task.run(run),
          "data-testid": "confirm",
        },
        task.busy ? t("one_moment") : action,
      ),
    ),
  );
}
