// One row of a room: a day, the line above what is new, something that happened, or something someone said.

import { clockTime, dayName, dayOf, fullTime, t } from "../i18n/text.js";
import { isJumbo } from "../text/glyphs.js";
import { pieces } from "../text/links.js";
import { Icon } from "./icons.js";
import { Avatar, IconButton, Name, classes, errorWords } from "./parts.js";
import { h, memo, useApp, useEffect, useState } from "./preact.js";

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

/** What someone said: `entry` when it is in the log, `item` while it is on its way. */
export const Message = memo(function Message({ entry, item, own, first, last, author, unread }) {
  const { text, at } = entry ?? item;
  const state = entry ? "sent" : item.state;
  return h(
    "div",
    {
      class: classes("message", own ? "own" : "other", first && "first", last && "last", `is-${state}`),
      "data-testid": "message",
      "data-state": state,
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
          { class: classes("bubble", isJumbo(text) && "jumbo"), dir: "auto", "data-testid": "text" },
          h("span", { class: "sr" }, own ? t("me_said") : t("said", { name: author?.name ?? t("someone") })),
          pieces(text).map((piece) =>
            piece.href === undefined
              ? piece.text
              : h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer nofollow" }, piece.text),
          ),
        ),
        h(
          "div",
          { class: "meta" },
          entry && h(Copy, { text }),
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
          item && h(OnItsWay, { state }),
        ),
      ),
      state === "failed" && h(Failed, { item }),
    ),
  );
});

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

function Failed({ item }) {
  const { session } = useApp();
  return h(
    "div",
    { class: "failed", role: "alert", "data-testid": "failed" },
    h(Icon, { name: "alert" }),
    h("span", {}, t("not_sent"), " ", errorWords(item.code)),
    h(
      "button",
      { type: "button", class: "link", onClick: () => session().retry(item.id), "data-testid": "retry" },
      t("retry"),
    ),
    h(
      "button",
      { type: "button", class: "link", onClick: () => session().discard(item.id), "data-testid": "discard" },
      t("delete"),
    ),
  );
}

function Copy({ text }) {
  const { toast } = useApp();
  if (navigator.clipboard === undefined) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast(t("copied")),
      () => toast(t("not_copied"), true),
    );
  return h(IconButton, { icon: "copy", label: t("copy"), class: "icon-button copy", tabIndex: -1, onClick: copy });
}
