// One row of a room: a day, the line above what is new, something that happened, or something someone said.

import { clockTime, dayName, dayOf, fullTime, t } from "../i18n/text.js";
import { isJumbo } from "../text/glyphs.js";
import { pieces } from "../text/links.js";
import { Icon } from "./icons.js";
import { Avatar, Name, classes, errorWords } from "./parts.js";
import { h, memo, useApp, useEffect, useRef, useState } from "./preact.js";

const SENDING_SHOWN_AFTER_MS = 300;

export const Day = memo(function Day({ at }) {
  return h(
    "div",
    { class: "day", role: "separator", "aria-label": dayName(at, Date.now()) },
    h("time", { dateTime: dayOf(at), "aria-hidden": "true" }, dayName(at, Date.now())),
  );
});

export const UnreadLine = memo(function UnreadLine() {
  return h(
    "div",
    { class: "unread-line", role: "separator", "aria-label": t("unread_below"), "data-testid": "unread-line" },
    h("span", { "aria-hidden": "true" }, t("unread_below")),
  );
});

export const Event = memo(function Event({ entry, author, other }) {
  return h(
    "p",
    { class: "event", "data-testid": "event", "data-sequence": entry.sequence, "data-kind": entry.kind },
    eventWords(entry, author, other),
  );
});

function eventWords(entry, author, other) {
  const by = author?.name ?? t("someone");
  const whom = other?.name ?? t("someone");
  switch (entry.kind) {
    case "room_created":
      return t("event_room_created", { by, title: entry.title });
    case "member_joined":
      return entry.account === entry.author
        ? t("event_member_joined", { whom })
        : t("event_member_invited", { by, whom });
    case "member_left":
      return t("event_member_left", { whom: by });
    case "member_removed":
      return t("event_member_removed", { by, whom });
    case "title_changed":
      return t("event_title_changed", { by, title: entry.title });
    default:
      return t("event_invite_renewed", { by });
  }
}

/**
 * What someone said: `entry` when it is in the log, `item` while it is on its way. `text`, `edited` and `deleted` tell how
 * it reads now, `change` is an edit or a deletion that is on its way.
 */
export const Message = memo(function Message(props) {
  const { room, entry, item, own, first, last, author, unread, text, edited, deleted, change, sought, Actions } = props;
  const { at } = entry ?? item;
  const state = entry ? "sent" : item.state;
  const pending = item ?? change;
  const [acting, setActing] = useState(false);
  const root = useRef();
  const asks = Actions && entry && !deleted && pending === undefined;

  useEffect(() => {
    if (!acting) return undefined;
    const outside = (event) => root.current?.contains(event.target) || setActing(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [acting]);

  // Where nothing hovers, a tap shows what can be done. A tap on a link, or one that selects, means something else.
  const onClick = (event) => {
    if (hovers.matches || event.target.closest("a, button") || !getSelection().isCollapsed) return;
    setActing(!acting);
  };
  const onKeyDown = (event) => {
    if (event.target !== root.current || event.key !== "Enter") return;
    root.current.querySelector("[aria-haspopup=menu]")?.click();
    event.preventDefault();
  };
  return h(
    "div",
    {
      ref: root,
      class: classes(
        "message",
        own ? "own" : "other",
        first && "first",
        last && "last",
        `is-${state}`,
        change && `is-${change.state}`,
        acting && "acting",
        sought && "sought-for",
      ),
      tabIndex: -1,
      onKeyDown,
      "data-testid": "message",
      "data-state": pending?.state ?? "sent",
      "data-sequence": entry?.sequence,
    },
    !own && (first ? h(Avatar, { id: entry.author, name: author?.name }) : h("span", { class: "avatar-space" })),
    h(
      "div",
      { class: "message-body" },
      !own && first && h("p", { class: "author", "aria-hidden": "true" }, h(Name, { person: author })),
      h(
        "div",
        { class: "message-line" },
        h(
          "div",
          {
            class: classes(
              "bubble",
              !deleted && isJumbo(text) && props.replyTo === undefined && "jumbo",
              deleted && "deleted",
            ),
            dir: "auto",
            onClick,
          },
          props.replyTo !== undefined && !deleted && h(Quote, props),
          h(
            "span",
            { class: "said", "data-testid": "text" },
            h("span", { class: "sr" }, own ? t("me_said") : t("said", { name: author?.name ?? t("someone") })),
            deleted ? t("deleted_message") : linked(text),
          ),
          edited && !deleted && h("span", { class: "edited", "data-testid": "edited" }, " ", t("edited")),
        ),
        h(
          "div",
          { class: "meta" },
          asks && h(Actions, { room, sequence: entry.sequence, text, own }),
          unread > 0 &&
            h(
              "span",
              {
                class: "unread-by",
                "aria-label": t("unread_by", { n: unread }),
                role: "img",
                title: t("unread_by", { n: unread }),
                "data-testid": "unread-by",
              },
              unread,
            ),
          entry && last && h("time", { dateTime: new Date(at).toISOString(), title: fullTime(at) }, clockTime(at)),
          pending && h(OnItsWay, { key: pending.id, state: pending.state }),
        ),
      ),
      pending?.state === "failed" && h(Failed, { item: pending }),
    ),
  );
});

/** A device with something that hovers shows what can be done when it does. */
const hovers = matchMedia("(hover: hover)");

function linked(text) {
  return pieces(text).map((piece) =>
    piece.href === undefined
      ? piece.text
      : h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer nofollow" }, piece.text),
  );
}

/** What this message answers, as it reads now; a click goes there. Of what is further back only that it is. */
function Quote({ room, replyTo, quotedAuthor, quotedText, quotedDeleted }) {
  const { goTo } = useApp();
  const words = quotedDeleted ? t("deleted_message") : quotedText === undefined ? t("earlier_message") : quotedText;
  return h(
    "button",
    { type: "button", class: "quote", onClick: () => goTo(room, replyTo), "data-testid": "quote" },
    h("span", { class: "sr" }, t("answers"), " "),
    quotedText !== undefined && h("b", {}, h(Name, { person: quotedAuthor })),
    h("span", { dir: "auto" }, words),
  );
}

function OnItsWay({ state }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SENDING_SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late || state === "failed" || state === "sent") return null;
  const words = state === "sending" ? t("sending") : t("waiting");
  return h(
    "span",
    { class: "on-its-way", role: "img", "aria-label": words, title: words, "data-testid": "on-its-way" },
    h(Icon, { name: "clock" }),
  );
}

/** Something that the server refused, and what to do about it. */
export function Failed({ item }) {
  const { session } = useApp();
  return h(
    "div",
    { class: "failed", role: "alert", "data-testid": "failed" },
    h(Icon, { name: "alert" }),
    h("span", {}, item.type === "send" ? t("not_sent") : t("not_changed"), " ", errorWords(item.code)),
    h(
      "button",
      { type: "button", class: "link", onClick: () => session().retry(item.id), "data-testid": "retry" },
      t("retry"),
    ),
    h(
      "button",
      { type: "button", class: "link", onClick: () => session().discard(item.id), "data-testid": "discard" },
      item.type === "send" ? t("delete") : t("cancel"),
    ),
  );
}
