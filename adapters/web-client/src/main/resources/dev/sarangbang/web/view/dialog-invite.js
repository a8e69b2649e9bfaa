// Asking someone in, by name or by a link to pass on.

import { t } from "../i18n/text.js";
import { inviteLink } from "../app/route.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { useTask } from "./task.js";
import { h, useApp, useRef, useState, useStore } from "./preact.js";

export function Invite({ room, close }) {
  const max = useStore((state) => state.model.limits.members);
  const full = room.facts.members >= max;
  return h(
    Dialog,
    { title: t("invite_to", { title: room.facts.title }), onClose: close, testid: "invite-dialog" },
    h(
      "p",
      { class: full ? "full" : "hint", "data-testid": "places-left" },
      full ? t("room_is_full", { max }) : t("places_left", { n: max - room.facts.members }),
    ),
    !full && h(ByName, { room }),
    h(ByLink, { room }),
  );
}

function ByName({ room }) {
  const { session } = useApp();
  const field = useRef();
  const [name, setName] = useState("");
  const [invited, setInvited] = useState();
  const task = useTask((username) => {
    setInvited(username);
    setName("");
    field.current.focus();
  });
  const submit = (event) => {
    event.preventDefault();
    const username = name.trim().replace(/^@/, "");
    setInvited(undefined);
    if (username !== "")
      task.run(
        (id) =>
          session()
            .invite(room.id, username, id)
            .then(() => username),
        { name: username },
      );
  };
  return h(
    "form",
    { onSubmit: submit },
    h(
      "div",
      { class: "field" },
      h("label", { for: "invite-name" }, t("by_name")),
      h(
        "div",
        { class: "field-row" },
        h("input", {
          id: "invite-name",
          ref: field,
          value: name,
          placeholder: t("username"),
          autocomplete: "off",
          autocapitalize: "none",
          spellcheck: false,
          "data-autofocus": true,
          "aria-describedby": "invite-error",
          onInput: (event) => setName(event.currentTarget.value),
          "data-testid": "invite-name",
        }),
        h(
          "button",
          {
            type: "submit",
            class: "button primary",
            "aria-disabled": String(task.busy),
            "data-testid": "invite-submit",
          },
          t("invite"),
        ),
      ),
    ),
    h(
      "p",
      { class: "done", role: "status", "data-testid": "invite-done" },
      invited !== undefined && t("invited", { name: invited }),
    ),
    h("p", { class: "form-error", id: "invite-error", role: "alert", "data-testid": "invite-error" }, task.error),
  );
}

function ByLink({ room }) {
  const { session } = useApp();
  const [note, setNote] = useState();
  const me = useStore((state) => state.model.me);
  const [replaced, setReplaced] = useState();
  const task = useTask(setReplaced);
  const field = useRef();
  const { invite, host } = room.facts;
  // The answer comes before the new link does.
  const renewed = replaced !== undefined && invite !== replaced;
  if (invite === undefined) return h("p", { class: "hint" }, t("loading"));
  const link = inviteLink(location, room.id, invite);
  const copy = async () => {
    field.current.select();
    setReplaced(undefined);
    try {
      await navigator.clipboard.writeText(link);
      setNote(t("copied"));
    } catch {
      setNote(t("link_selected")); // without permission the reader copies what is selected now
    }
  };
  const renew = () => {
    setReplaced(undefined);
    task.run((id) =>
      session()
        .renewInvite(room.id, id)
        .then(() => invite),
    );
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: "invite-link" }, t("by_link")),
    h(
      "div",
      { class: "field-row" },
      h("input", {
        id: "invite-link",
        ref: field,
        readOnly: true,
        value: link,
        onFocus: () => field.current.select(),
        "data-testid": "invite-link",
      }),
      h(
        "button",
        { type: "button", class: "button", onClick: copy, "data-testid": "copy-link" },
        h(Icon, { name: "copy" }),
        t("copy"),
      ),
    ),
    h("p", { class: "hint" }, t("link_hint")),
    host === me &&
      h(
        "button",
        {
          type: "button",
          class: "link",
          onClick: renew,
          "data-testid": "renew-link",
        },
        t("renew_link"),
      ),
    h("p", { class: "done", role: "status" }, renewed ? t("link_renewed") : note),
    h("p", { class: "form-error", role: "alert" }, task.error),
  );
}
