// The open room: its name, what was said, and where to say something.

import { t } from "../i18n/text.js";
import { toRooms } from "../app/route.js";
import { Composer } from "./composer.js";
import { Messages } from "./messages.js";
import { IconButton } from "./parts.js";
import { Icon } from "./icons.js";
import { h, useApp, useStore } from "./preact.js";

export function Room({ room }) {
  const { dialog, togglePeople } = useApp();
  const presence = useStore((state) => state.model.presence);
  const shown = useStore((state) => state.people);
  const me = useStore((state) => state.model.me);
  const canSearch = useStore((state) => state.canSearch);
  const { title, members, people } = room.facts;
  const here = people?.filter(({ account }) => account === me || presence[account]?.online).length;
  return h(
    "main",
    { class: "room", "aria-labelledby": "room-title", "data-testid": "room", "data-room": room.id },
    h(
      "header",
      { class: "room-head" },
      h(
        "a",
        { class: "icon-button to-rooms", href: toRooms, "aria-label": t("to_rooms"), title: t("to_rooms") },
        h(Icon, { name: "back" }),
      ),
      h(
        "div",
        { class: "room-title" },
        h("h1", { id: "room-title", "data-testid": "room-title" }, h("bdi", {}, title)),
        h("p", {}, t("members", { n: members }), here !== undefined && ` · ${t("here", { n: here })}`),
      ),
      canSearch &&
        h(IconButton, {
          icon: "search",
          label: t("search"),
          onClick: () => dialog({ type: "search", room: room.id }),
          "data-testid": "open-search",
        }),
      h(IconButton, {
        icon: "invite",
        label: t("invite"),
        onClick: () => dialog({ type: "invite", room: room.id }),
        "data-testid": "open-invite",
      }),
      h(IconButton, {
        icon: "people",
        label: t("room_people"),
        "aria-expanded": String(shown),
        onClick: togglePeople,
        "data-testid": "toggle-people",
      }),
    ),
    h(Messages, { key: room.log.epoch, room }),
    h(Typing, { room }),
    h(Composer, { room }),
  );
}

// Always there, so that the messages do not jump; and not read aloud, because it says nothing for long.
function Typing({ room }) {
  const typing = useStore((state) => state.model.typing[room.id]);
  const people = useStore((state) => state.model.people);
  const names = Object.keys(typing ?? {}).map((id) => people[id]?.name ?? t("someone"));
  const words =
    names.length === 0
      ? ""
      : names.length > 2
        ? t("typing_many")
        : names.length === 2
          ? t("typing_two", { one: names[0], other: names[1] })
          : t("typing_one", { name: names[0] });
  return h(
    "p",
    { class: "typing", "aria-live": "off", "data-testid": "typing" },
    words && h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    words,
  );
}
