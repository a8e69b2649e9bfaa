// Finding what was said in a room.

import { dayName, clockTime, t } from "../i18n/text.js";
import { readingOf } from "../state/amendments.js";
import { entryAt } from "../state/log.js";
import { isLongEnough, marked } from "../text/marks.js";
import { Dialog } from "./dialog.js";
import { Name, classes, errorWords } from "./parts.js";
import { h, useApp, useEffect, useRef, useState, useStore } from "./preact.js";

/** Someone who types is let finish a word first. */
const ASK_AFTER_MS = 250;

const PAGE = 30;

const nothing = { entries: [], more: false };

/** Messages that contain what is sought, the latest first, or those before one of them: `{ entries, more }`. */
async function search({ insist, introduce }, store, sought, before) {
  const page = { limit: PAGE, ...(before === undefined ? {} : { before: before.sequence }) };
  const { entries, more } = await insist("search", { ...sought, ...page });
  const { people } = store.get().model;
  const strangers = [...new Set(entries.map((entry) => entry.author))].filter((id) => !(id in people));
  if (strangers.length > 0) {
    const { accounts } = await insist("accounts", { accounts: strangers });
    introduce(strangers, accounts);
  }
  return { entries, more };
}

export function Search({ room, close }) {
  const { goTo, session, store } = useApp();
  const people = useStore((state) => state.model.people);
  const canSearch = useStore((state) => state.canSearch);
  const [sought, setSought] = useState("");
  const [found, setFound] = useState(); // { query, entries, more }
  const [error, setError] = useState();
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  const query = sought.trim();

  const ask = async (before) => {
    const mine = ++latest.current;
    setBusy(true);
    setError(undefined);
    try {
      const page = await search(session(), store, { room: room.id, query }, before?.entries.at(-1));
      if (mine !== latest.current) return;
      setFound({ query, entries: [...(before ?? nothing).entries, ...page.entries], more: page.more });
    } catch (failure) {
      if (failure.code === undefined) throw failure;
      if (failure.code === "search_unavailable") store.set("canSearch", () => false);
      if (mine === latest.current) setError(errorWords(failure.code));
    } finally {
      if (mine === latest.current) setBusy(false);
    }
  };

  useEffect(() => {
    latest.current++; // whatever is asked now is not what is sought any more
    setBusy(false);
    if (!isLongEnough(query) || !canSearch) {
      setFound(undefined);
      return undefined;
    }
    const timer = setTimeout(ask, ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [query]);
  useEffect(() => () => latest.current++, []);

  const show = (entry) => {
    close();
    goTo(room.id, entry.sequence);
  };
  const shown = (found?.entries ?? []).map((entry) => asHeld(room.log, entry)).filter((entry) => entry !== undefined);
  return h(
    Dialog,
    { title: t("search_in", { title: room.facts.title }), onClose: close, testid: "search-dialog", wide: true },
    h("input", {
      class: "sought",
      type: "text", // in a field of type "search" the first Escape empties it, and does not close the dialog
      enterkeyhint: "search",
      "aria-label": t("search_words"),
      placeholder: t("search_words"),
      autocomplete: "off",
      disabled: !canSearch,
      "data-autofocus": true,
      onInput: (event) => setSought(event.currentTarget.value),
      "data-testid": "search-words",
    }),
    h(
      "p",
      { class: classes("search-state", error ? "form-error" : "hint"), role: "status", "data-testid": "search-status" },
      error ?? status({ busy, found, shown }),
    ),
    h(
      "ol",
      { class: "hits", "aria-busy": String(busy) },
      shown.map((entry) => h(Hit, { key: entry.sequence, entry, query: found.query, people, show })),
    ),
    found?.more &&
      h(
        "button",
        { type: "button", class: "button", onClick: () => ask(found), "data-testid": "search-more" },
        t("search_more"),
      ),
  );
}

function status({ busy, found, shown }) {
  if (busy) return t("loading");
  if (found === undefined) return t("search_hint");
  return shown.length === 0
    ? t("search_nothing")
    : t("search_found", { n: found.more ? `${shown.length}+` : shown.length });
}

/** What is held here may be newer than what was found: deleted, or edited. */
function asHeld(log, entry) {
  if (entryAt(log, entry.sequence) === undefined || !log.amended.has(entry.sequence)) return entry;
  const reading = readingOf(log.amended, entry);
  return reading.deleted ? undefined : { ...entry, text: reading.text };
}

function Hit({ entry, query, people, show }) {
  const { at, author, text } = entry;
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "hit", onClick: () => show(entry), "data-testid": "hit" },
      h(
        "span",
        { class: "hit-head" },
        h("b", {}, h(Name, { person: people[author] })),
        h("time", { dateTime: new Date(at).toISOString() }, dayName(at, Date.now()), " ", clockTime(at)),
      ),
      h(
        "span",
        { class: "hit-text", dir: "auto" },
        marked(text, query).map((piece) => (piece.hit ? h("mark", {}, piece.text) : piece.text)),
      ),
    ),
  );
}
