// Going to a room by a part of its name.

import { t } from "../i18n/text.js";
import { toRoom } from "../app/route.js";
import { Dialog } from "./dialog.js";
import { RoomTile } from "./parts.js";
import { byActivity } from "./rooms.js";
import { h, useLayoutEffect, useRef, useState, useStore } from "./preact.js";

export function Switch({ close }) {
  const rooms = useStore((state) => state.model.rooms);
  const [sought, setSought] = useState("");
  const [at, setAt] = useState(0);
  const part = plain(sought.trim());
  const found = byActivity(rooms).filter(({ facts }) => plain(facts.title).includes(part));
  const chosen = Math.min(at, found.length - 1);
  const list = useRef();
  useLayoutEffect(() => {
    list.current.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen, part]);
  const go = (room) => {
    close();
    location.hash = toRoom(room.id);
  };
  const onKeyDown = (event) => {
    if (event.isComposing || event.keyCode === 229 || found.length === 0) return;
    if (event.key === "ArrowDown") setAt((chosen + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((chosen - 1 + found.length) % found.length);
    else if (event.key === "Enter") go(found[chosen]);
    else return;
    event.preventDefault();
  };
  return h(
    Dialog,
    { title: t("switch_room"), onClose: close, testid: "switch-dialog" },
    h("input", {
      class: "sought",
      type: "search",
      role: "combobox",
      "aria-label": t("switch_room"),
      "aria-expanded": "true",
      "aria-controls": "found-rooms",
      "aria-activedescendant": found[chosen] && `found-${found[chosen].id}`,
      placeholder: t("room_title"),
      autocomplete: "off",
      "data-autofocus": true,
      onInput: (event) => {
        setSought(event.currentTarget.value);
        setAt(0);
      },
      onKeyDown,
      "data-testid": "sought",
    }),
    h(
      "ul",
      { ref: list, id: "found-rooms", class: "found", role: "listbox", "aria-label": t("rooms") },
      found.map((room, index) =>
        h(
          "li",
          {
            key: room.id,
            id: `found-${room.id}`,
            role: "option",
            "aria-selected": String(index === chosen),
            onClick: () => go(room),
          },
          h(RoomTile, { id: room.id, title: room.facts.title }),
          h("bdi", {}, room.facts.title),
        ),
      ),
    ),
    found.length === 0 && h("p", { class: "hint" }, t("no_room_found")),
  );
}

const plain = (text) => text.normalize("NFC").toLocaleLowerCase();
