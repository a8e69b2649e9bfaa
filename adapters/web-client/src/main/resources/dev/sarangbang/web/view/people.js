// Who is in the room, who of them is here now, and what one may do about it.

import { ago, t } from "../i18n/text.js";
import { Avatar, IconButton, Name, RoomTile, useNow } from "./parts.js";
import { Icon } from "./icons.js";
import { h, useApp, useLayoutEffect, useRef, useStore } from "./preact.js";

export function People({ room }) {
  const { dialog, togglePeople } = useApp();
  const { title, host, people, members } = room.facts;
  const me = useStore((state) => state.model.me);
  const max = useStore((state) => state.model.limits.members);
  const wide = useStore((state) => state.wide);
  const panel = useRef();
  // Where there is no place beside the room, it lies over the rest of the page, which waits until it is closed.
  useLayoutEffect(() => {
    if (wide) return undefined;
    const covered = [...document.querySelectorAll("main, nav, .skip")];
    const wait = (inert) => covered.forEach((part) => (part.inert = inert));
    wait(true);
    panel.current.querySelector("button").focus();
    return () => wait(false);
  }, [wide]);
  useLayoutEffect(
    () => () => {
      if (panel.current.contains(document.activeElement)) document.querySelector(".room-head [aria-expanded]")?.focus();
    },
    [],
  );
  const onKeyDown = (event) => event.key === "Escape" && togglePeople();
  return h(
    "aside",
    {
      ref: panel,
      class: "people",
      "aria-label": t("room_people"),
      tabIndex: -1, // so that a click beside its buttons does not lead out of it
      onKeyDown,
      "data-testid": "people",
    },
    h(
      "header",
      {},
      h("h2", {}, t("room_people")),
      h(IconButton, { icon: "close", label: t("close"), onClick: togglePeople }),
    ),
    h(
      "div",
      { class: "people-room" },
      h(RoomTile, { id: room.id, title }),
      h("bdi", {}, title),
      h(IconButton, {
        icon: "pencil",
        label: t("rename_room"),
        onClick: () => dialog({ type: "rename", room: room.id }),
        "data-testid": "open-rename",
      }),
    ),
    h("h3", {}, t("members_of", { n: members, max })),
    h(
      "ul",
      { class: "people-list" },
      (people ?? []).map((member) =>
        h(Person, {
          key: member.account,
          room,
          member,
          isMe: member.account === me,
          isHost: member.account === host,
          mayRemove: host === me && member.account !== me,
        }),
      ),
    ),
    members >= max && h("p", { class: "full", "data-testid": "room-full" }, t("room_is_full", { max })),
    h(
      "div",
      { class: "people-actions" },
      h(
        "button",
        { type: "button", class: "button", onClick: () => dialog({ type: "invite", room: room.id }) },
        h(Icon, { name: "invite" }),
        t("invite"),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button quiet danger",
          onClick: () => dialog({ type: "leave", room: room.id }),
          "data-testid": "open-leave",
        },
        h(Icon, { name: "leave" }),
        t("leave_room"),
      ),
    ),
  );
}

function Person({ room, member, isMe, isHost, mayRemove }) {
  const { dialog } = useApp();
  const person = useStore((state) => state.model.people[member.account]);
  const presence = useStore((state) => state.model.presence[member.account]);
  const now = useNow(30_000);
  const online = isMe || presence?.online === true;
  return h(
    "li",
    { class: "person", "data-testid": "person", "data-account": member.account, "data-online": String(online) },
    h(Avatar, { id: member.account, name: person?.name, online }),
    h(
      "span",
      { class: "person-words" },
      h(
        "span",
        {},
        h(Name, { person }),
        isMe && h("span", { class: "tag" }, t("me")),
        isHost && h("span", { class: "tag" }, t("host")),
      ),
      h(
        "small",
        {},
        online
          ? t("online")
          : presence?.lastActiveAt === undefined
            ? t("offline")
            : t("last_active", { ago: ago(presence.lastActiveAt, now) }),
      ),
    ),
    mayRemove &&
      h(IconButton, {
        icon: "remove",
        label: t("remove_person", { name: person?.name ?? t("someone") }),
        onClick: () => dialog({ type: "remove", room: room.id, account: member.account }),
        "data-testid": "open-remove",
      }),
  );
}
