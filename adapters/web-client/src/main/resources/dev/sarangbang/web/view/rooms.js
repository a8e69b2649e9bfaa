// The list of rooms, the latest first, and the way to everything that is not in a room.

import { shortTime, t } from "../i18n/text.js";
import { toRoom } from "../app/route.js";
import { Mark } from "./icons.js";
import { Avatar, IconButton, Name, RoomTile, classes, useNow } from "./parts.js";
import { h, memo, useApp, useState, useStore } from "./preact.js";

const BADGE_MAX = 99;

export const byActivity = (rooms) =>
  Object.values(rooms).sort((one, other) => other.facts.activeAt - one.facts.activeAt || (one.id < other.id ? 1 : -1));

export function Rooms() {
  const { dialog } = useApp();
  const rooms = useStore((state) => state.model.rooms);
  const open = useStore((state) => state.model.open);
  const drafts = useStore((state) => state.drafts);
  const outbox = useStore((state) => state.outbox);
  const people = useStore((state) => state.model.people);
  const me = useStore((state) => state.model.people[state.model.me]);
  const language = useStore((state) => state.language);
  const now = useNow(60_000);
  const sorted = byActivity(rooms);
  return h(
    "nav",
    { class: "rooms", "aria-label": t("rooms") },
    h(
      "header",
      { class: "rooms-head" },
      h("div", { class: "brand" }, h(Mark), h("span", {}, t("app_name"))),
      h(IconButton, {
        icon: "plus",
        label: t("create_room"),
        onClick: () => dialog({ type: "create" }),
        "data-testid": "create-room",
      }),
      h(MainMenu),
    ),
    sorted.length === 0 && h("p", { class: "rooms-empty" }, t("no_rooms")),
    h(
      "ul",
      { class: "room-list", "data-testid": "rooms" },
      sorted.map((room) =>
        h(RoomItem, {
          key: room.id,
          room,
          open: room.id === open,
          draft: room.id === open ? undefined : drafts[room.id],
          failed: outbox.some((item) => item.room === room.id && item.state === "failed"),
          author: people[room.facts.last?.author],
          now,
          language,
        }),
      ),
    ),
    me &&
      h(
        "footer",
        { class: "me", "data-testid": "me" },
        h(Avatar, { id: me.id, name: me.name, small: true }),
        h("span", {}, h("bdi", {}, me.name), h("small", {}, h("bdi", {}, `@${me.username}`))),
      ),
  );
}

/** Menus are loaded late: whoever is faster than that waits for this one to open. */
function MainMenu() {
  const { dialog, hurry, signOut } = useApp();
  const Menu = useStore((state) => state.late?.Menu);
  const [waiting, setWaiting] = useState(false);
  const button = { icon: "menu", label: t("menu") };
  if (Menu === undefined) {
    const open = () => {
      setWaiting(true);
      hurry();
    };
    return h(IconButton, { ...button, "aria-haspopup": "menu", onClick: open, "data-testid": "main-menu" });
  }
  return h(Menu, {
    ...button,
    testid: "main-menu",
    openAtOnce: waiting,
    items: [
      { icon: "search", label: t("switch_room"), act: () => dialog({ type: "switch" }) },
      { icon: "bell", label: t("settings"), act: () => dialog({ type: "settings" }), testid: "open-settings" },
      { icon: "help", label: t("keyboard_help"), act: () => dialog({ type: "help" }), testid: "open-help" },
      { icon: "leave", label: t("log_out"), act: signOut, testid: "log-out" },
    ],
  });
}

const RoomItem = memo(function RoomItem({ room, open, draft, failed, author, now }) {
  const { title, unread, last, activeAt, members } = room.facts;
  return h(
    "li",
    {},
    h(
      "a",
      {
        href: toRoom(room.id),
        class: classes("room-item", open && "open", unread > 0 && "unread"),
        "aria-current": open ? "page" : undefined,
        "data-testid": "room-item",
        "data-room": room.id,
      },
      h(RoomTile, { id: room.id, title }),
      h(
        "span",
        { class: "room-words" },
        h(
          "span",
          { class: "room-line" },
          h("bdi", { class: "room-name" }, title),
          h("span", { class: "room-members", role: "img", "aria-label": t("members", { n: members }) }, members),
          h("time", { dateTime: new Date(activeAt).toISOString() }, shortTime(activeAt, now)),
        ),
        h(
          "span",
          { class: "room-line" },
          h("span", { class: "room-last" }, lastWords(failed, draft, last, author)),
          unread > 0 && h(Badge, { unread }),
        ),
      ),
    ),
  );
});

function Badge({ unread }) {
  return h(
    "span",
    { class: "badge", "data-testid": "unread-badge" },
    h("span", { "aria-hidden": "true" }, unread > BADGE_MAX ? `${BADGE_MAX}+` : unread),
    h("span", { class: "sr" }, t("unread", { n: unread })),
  );
}

function lastWords(failed, draft, last, author) {
  if (failed) return h("span", { class: "failed-hint" }, t("not_sent"));
  if (draft !== undefined) return [h("span", { class: "draft-hint" }, t("draft")), " ", h("bdi", {}, draft)];
  if (last === undefined) return t("no_messages");
  return [h(Name, { person: author }), ": ", h("bdi", {}, last.text)];
}
