// Above the text field: changes that the server refused, of messages that are not in view or not there any more. At a message
// that is, they stand below it.

import { t } from "../i18n/text.js";
import { Failed } from "./message.js";
import { h, useApp } from "./preact.js";

export function Unchanged({ room, items }) {
  const { goTo } = useApp();
  return items.map((item) =>
    h(
      "div",
      { key: item.id, class: "unchanged", "data-testid": "unchanged" },
      h(
        "button",
        { type: "button", class: "link", onClick: () => goTo(room.id, item.message) },
        h("bdi", {}, item.text ?? t("earlier_message")),
      ),
      h(Failed, { item }),
    ),
  );
}
