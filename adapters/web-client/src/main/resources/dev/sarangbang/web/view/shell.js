// The page of someone who is signed in: rooms on one side, the open room on the other, its members on the third.

import { t } from "../i18n/text.js";
import { toRoom, toRooms } from "../app/route.js";
import { Banner } from "./banner.js";
import { People } from "./people.js";
import { Room } from "./room.js";
import { Rooms, byActivity } from "./rooms.js";
import { Announcer, Toasts } from "./toasts.js";
import { h, useApp, useEffect, useStore } from "./preact.js";

/** What is not seen at first is fetched once everything that is has come. */
const LATE_AFTER_MS = 2_000;

export function Shell() {
  const { store, dialog } = useApp();
  const route = useStore((state) => state.route);
  const room = useStore((state) => state.model.rooms[state.model.open]);
  const known = useStore((state) => state.model.me !== undefined);
  const people = useStore((state) => state.people);
  const empty = useStore((state) => Object.keys(state.model.rooms).length === 0);
  const Lookout = useStore((state) => state.late?.Lookout);
  useEffect(() => {
    const onKeyDown = (event) => shortcut(event, store, dialog);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    if (route.at === "join") dialog({ type: "join", room: route.room, secret: route.secret });
  }, [route]);
  return h(
    "div",
    {
      class: "shell",
      "data-pane": route.at === "room" ? "room" : "rooms",
      "data-people": String(people && room !== undefined),
      "data-empty": String(empty),
    },
    room && h("a", { class: "skip", href: "#composer", onClick: focusComposer }, t("skip_to_composer")),
    h(Banner),
    h(Rooms),
    room ? h(Room, { key: room.id, room }) : h(Nothing, { route, known }),
    room && people && h(People, { key: `people-${room.id}`, room }),
    h(Dialogs),
    Lookout && h(Lookout),
    h(Toasts),
    h(Announcer),
  );
}

/** One dialog is open at a time; which, is part of the page's state. */
function Dialogs() {
  const { dialog, store, toast } = useApp();
  const open = useStore((state) => state.dialog);
  const rooms = useStore((state) => state.model.rooms);
  const known = useStore((state) => state.model.me !== undefined);
  const online = useStore((state) => state.link.status === "online");
  const late = useStore((state) => state.late);
  const hurry = useStore((state) => state.hurry);
  const wanted = open !== undefined || hurry;
  useEffect(() => {
    if (late !== undefined) return undefined;
    const load = async () => {
      try {
        const loaded = await import("./late.js");
        await loaded.ready();
        store.set("late", () => loaded);
      } catch {
        if (!wanted) return; // it is tried again when there is a connection, or when it is asked for
        dialog(undefined);
        store.set("hurry", () => false);
        toast(t("error_unreachable"), true);
      }
    };
    const timer = setTimeout(load, wanted ? 0 : LATE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted, online]);
  if (open === undefined || !known || late === undefined) return null;
  const room = rooms[open.room];
  if (open.type !== "join" && open.room !== undefined && room === undefined) return null; // the room is gone meanwhile
  return h(late.kinds[open.type], { key: open.type, open, room, close: () => dialog(undefined) });
}

function focusComposer(event) {
  event.preventDefault(); // the part behind the # is the reader's place
  document.getElementById("composer").focus();
}

/** No room is open: an invitation to open one, or the wait for the first answer of the server. */
function Nothing({ route, known }) {
  const { dialog } = useApp();
  const empty = useStore((state) => Object.keys(state.model.rooms).length === 0);
  if (!known) return h("main", { class: "nothing", "aria-busy": "true" }, h("p", {}, t("loading")));
  if (route.at === "room") {
    return h(
      "main",
      { class: "nothing" },
      h("h1", {}, t("no_such_room_title")),
      h("p", {}, t("no_such_room_words")),
      h("a", { class: "button", href: toRooms }, t("to_rooms")),
    );
  }
  return h(
    "main",
    { class: "nothing" },
    h("div", { class: "door", "aria-hidden": "true" }),
    h("h1", {}, empty ? t("welcome_title") : t("nothing_open_title")),
    h("p", {}, empty ? t("welcome_words") : t("nothing_open_words")),
    empty &&
      h(
        "button",
        { type: "button", class: "button primary", onClick: () => dialog({ type: "create" }) },
        t("create_room"),
      ),
  );
}

// Keys that work wherever the focus is. Plain letters are left to the text fields.
function shortcut(event, store, dialog) {
  const taken = event.defaultPrevented || event.isComposing || event.keyCode === 229;
  if (taken || document.querySelector("dialog[open]")) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key.toLowerCase() === "k") dialog({ type: "switch" });
  else if (command && event.key === "/") dialog({ type: "help" });
  else if (command && event.shiftKey && event.key.toLowerCase() === "f" && store.get().model.open !== undefined)
    search(store, dialog);
  else if (event.altKey && !command && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    step(store.get(), event.key === "ArrowUp" ? -1 : 1);
  } else return;
  event.preventDefault();
}

function search(store, dialog) {
  const { model, canSearch } = store.get();
  if (canSearch) dialog({ type: "search", room: model.open });
}

function step({ model }, by) {
  const rooms = byActivity(model.rooms);
  if (rooms.length === 0) return;
  const at = rooms.findIndex((room) => room.id === model.open);
  const next = at === -1 ? 0 : (at + by + rooms.length) % rooms.length;
  location.hash = toRoom(rooms[next].id);
}
