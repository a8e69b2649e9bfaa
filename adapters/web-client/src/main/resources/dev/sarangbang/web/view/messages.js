// What was said in a room: a window on its log that follows the end, or the reader into the past.

import { dayOf, t } from "../i18n/text.js";
import { hasAttention } from "../app/notice.js";
import { readingOf } from "../state/amendments.js";
import { entryAt, positionOf } from "../state/log.js";
import { hasOlder, isShowable } from "../state/needs.js";
import { changesIn, ofRoom, saidIn } from "../state/outbox.js";
import { unreadBy } from "../state/room.js";
import { rowsOf } from "../state/rows.js";
import { STEP, WINDOW, around, atEnd, down, up, within } from "../state/window.js";
import { Icon } from "./icons.js";
import { Day, Event, Message, UnreadLine } from "./message.js";
import { errorWords } from "./parts.js";
import { Scroller } from "./scroller.js";
import { h, useApp, useEffect, useMemo, useRef, useState, useStore } from "./preact.js";

/** How long a message that was looked for stands out among the others. */
const STANDS_OUT_MS = 2_500;

export function Messages({ room }) {
  const unreadAfter = useUnreadLine(room);
  const shown = useRef(false);
  shown.current ||= isShowable(room); // later pages of the past must not take the present away
  if (!shown.current) return h("div", { class: "messages loading", "aria-busy": "true" }, h("p", {}, t("loading")));
  return h(Shown, { room, unreadAfter });
}

/**
 * Where the line above what is new is: after what was read when the room was opened, or when the reader looked away. It
 * stays there while the reader reads on.
 */
function useUnreadLine({ facts }) {
  const [after, setAfter] = useState(() => (facts.unread > 0 ? facts.read : undefined));
  const before = useRef(facts.unread);
  useEffect(() => {
    if (before.current === 0 && facts.unread > 0 && !hasAttention()) setAfter(facts.read);
    before.current = facts.unread;
  }, [facts.unread]);
  return after;
}

function Shown({ room, unreadAfter }) {
  const { session, store } = useApp();
  const outbox = useStore((state) => state.outbox);
  const people = useStore((state) => state.model.people);
  const me = useStore((state) => state.model.me);
  const language = useStore((state) => state.language);
  const late = useStore((state) => state.late);
  const { log, facts } = room;
  const [view, setView] = useState(() => firstView(log, unreadAfter));
  const [following, setFollowing] = useState(true);
  const [endCount, setEndCount] = useState(0);
  const asking = useRef(false);
  const scroller = useRef();

  const { entries, above, below } = within(view, log);
  const items = useMemo(() => saidIn(ofRoom(outbox, room.id)), [outbox, room.id]);
  const changes = useMemo(() => changesIn(ofRoom(outbox, room.id)), [outbox, room.id]);
  const rows = useMemo(
    () => rowsOf({ entries, items: below === 0 ? items : [], me, unreadAfter, dayOf }),
    [log, view, items, me, unreadAfter],
  );

  const toEnd = () => {
    setView(atEnd);
    setEndCount((count) => count + 1);
    session().relax(room.id);
  };

  // Whoever says something wants to see it.
  const said = useRef(items.length);
  useEffect(() => {
    if (items.length > said.current) toEnd();
    said.current = items.length;
  }, [items.length]);

  // Looking at the page again is reading what is on it.
  useEffect(() => {
    const look = () => scroller.current?.look();
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    document.addEventListener("sarangbang:to-end", toEnd);
    return () => {
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
      document.removeEventListener("sarangbang:to-end", toEnd);
    };
  }, []);

  const [target, soughtFor] = useTarget(room, setView);

  const onEdge = async (side) => {
    if (side === "bottom" && below > 0) setView(down(view, log));
    else if (side === "top" && above > 0) setView(up(view, log));
    else if (side === "top" && hasOlder(room) && !asking.current && store.get().link.status === "online") {
      asking.current = true;
      await session()
        .older(room.id)
        .catch(() => {}); // asked again when the reader is still there
      asking.current = false;
    }
  };

  const onPlace = ({ atEnd: ended, seen }) => {
    setFollowing(ended);
    // The newest entries push the oldest out of the window; a reader who is not at the end keeps theirs.
    if (!ended && view.to === undefined) setView({ ...view, to: positionOf(log) });
    if (ended && view.to !== undefined && below === 0) setView({ ...view, to: undefined });
    if (hasAttention() && !document.querySelector("dialog[open]"))
      session().haveRead(room.id, ended ? positionOf(log) : seen);
  };

  // What could not be changed says so at its message, if that is in the page.
  const isShown = (change) => {
    const entry = entries.find(({ sequence }) => sequence === change.message);
    return entry !== undefined && amended(log, changes, entry).change === change;
  };

  return [
    h(
      "div",
      { class: "messages-place" },
      h(
        Scroller,
        {
          ref: scroller,
          label: t("messages_in", { title: facts.title }),
          startAt: "unread",
          endCount,
          target,
          moreBelow: below > 0,
          onEdge,
          onPlace,
        },
        h(
          "div",
          { key: "top", class: "top", "data-key": "top", "data-sticky": true },
          above > 0 || hasOlder(room) ? t("loading_older") : h(Beginning),
        ),
        rows.map((row) =>
          h(Row, { key: row.key, row, room, changes, people, language, soughtFor, Actions: late?.Actions }),
        ),
      ),
      !following && h(ToEnd, { count: facts.unread, onClick: toEnd }),
    ),
    late && h(late.Unchanged, { room, items: changes.filter((one) => one.state === "failed" && !isShown(one)) }),
  ];
}

/**
 * The message that the reader asked for, once it is in the view, and its sequence for as long as it is to stand out. What
 * is far back is read first.
 */
function useTarget(room, setView) {
  const { session, store, toast } = useApp();
  const goTo = useStore((state) => state.goTo);
  const [target, setTarget] = useState();
  const [soughtFor, setSoughtFor] = useState();
  useEffect(() => {
    if (goTo?.room !== room.id) return undefined;
    let wanted = true;
    const show = (held) => {
      if (!wanted) return;
      const { log } = store.get().model.rooms[room.id] ?? {};
      if (!held || log === undefined) return void toast(t("not_found_any_more"), true);
      setView(around(goTo.sequence, log));
      setTarget(goTo);
      setSoughtFor(goTo.sequence);
      store.set("goTo", (now) => (now === goTo ? undefined : now));
    };
    const lost = (failure) => wanted && toast(errorWords(failure.code), true);
    session().reach(room.id, goTo.sequence).then(show).catch(lost);
    return () => (wanted = false);
  }, [goTo?.serial]);
  useEffect(() => {
    const timer = setTimeout(() => setSoughtFor(undefined), STANDS_OUT_MS);
    return () => clearTimeout(timer);
  }, [target]);
  return [target, soughtFor];
}

function firstView(log, unreadAfter) {
  if (unreadAfter === undefined) return atEnd;
  return { to: undefined, size: Math.min(WINDOW, Math.max(STEP, positionOf(log) - unreadAfter + STEP / 4)) };
}

function Row({ row, room, changes, people, language, soughtFor, Actions }) {
  const attributes = { class: `row ${row.type}-row`, "data-key": row.key, "data-sequence": row.entry?.sequence };
  switch (row.type) {
    case "day":
      return h("div", { ...attributes, "data-sticky": true }, h(Day, { at: row.at, language }));
    case "unread":
      return h("div", attributes, h(UnreadLine, { language }));
    case "event":
      return h(
        "div",
        attributes,
        h(Event, { entry: row.entry, author: people[row.entry.author], other: people[row.entry.account], language }),
      );
    default: {
      const { entry, item, own, first, last, author } = row;
      const reading = entry === undefined ? item : amended(room.log, changes, entry);
      const unread = entry === undefined || reading.deleted ? 0 : unreadBy(room.facts.people, entry);
      const { replyTo } = entry ?? item;
      const quoted = replyTo === undefined ? undefined : entryAt(room.log, replyTo);
      const quotedNow = quoted && readingOf(room.log.amended, quoted);
      return h(
        "div",
        attributes,
        h(Message, {
          ...{ room: room.id, entry, item, own, first, last, author: people[author], unread, language, replyTo },
          ...{ text: reading.text, edited: reading.edited, deleted: reading.deleted, change: reading.change },
          ...{ quotedAuthor: people[quoted?.author], quotedText: quotedNow?.text, quotedDeleted: quotedNow?.deleted },
          Actions,
          sought: entry !== undefined && entry.sequence === soughtFor,
        }),
      );
    }
  }
}

/** A message as it reads now, and as it will if what is on its way to change it is not refused. */
function amended(log, changes, entry) {
  const reading = readingOf(log.amended, entry);
  const change = changes.findLast((one) => one.message === entry.sequence);
  if (change === undefined || reading.deleted) return reading;
  if (change.state === "failed") return { ...reading, change };
  if (change.type === "delete") return { text: "", deleted: true, change };
  return { text: change.text, edited: true, change };
}

function Beginning() {
  return h("p", { class: "beginning" }, t("beginning"));
}

function ToEnd({ count, onClick }) {
  return h(
    "button",
    { type: "button", class: "to-end", onClick, "data-testid": "to-end" },
    h(Icon, { name: "down" }),
    count > 0 ? t("to_new", { n: count }) : t("to_end"),
  );
}
