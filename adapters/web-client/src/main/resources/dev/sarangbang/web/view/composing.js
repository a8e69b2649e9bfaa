// Above the text field: what is typed is an answer to a message, or a message anew.

import { t } from "../i18n/text.js";
import { readingOf } from "../state/amendments.js";
import { entryAt } from "../state/log.js";
import { Icon } from "./icons.js";
import { IconButton, Name } from "./parts.js";
import { h, useStore } from "./preact.js";

export function Composing({ room, how, cancel }) {
  const entry = entryAt(room.log, how.message);
  const author = useStore((state) => state.model.people[entry?.author]);
  const reading = entry && readingOf(room.log.amended, entry);
  return h(
    "div",
    { class: "composing", "data-testid": "composing", "data-type": how.type },
    h(Icon, { name: how.type === "edit" ? "pencil" : "reply" }),
    h(
      "p",
      { role: "status" },
      h("b", {}, how.type === "edit" ? t("editing") : [t("replying_to"), " ", h(Name, { person: author })]),
      h("span", {}, reading?.deleted ? t("deleted_message") : h("bdi", {}, reading?.text)),
    ),
    h(IconButton, { icon: "close", label: t("cancel"), onClick: cancel, "data-testid": "stop-composing" }),
  );
}
