// Behind the door: what this page is and does while someone is signed in.

import { t } from "../i18n/text.js";
import { newId } from "../protocol/ids.js";
import * as model from "../state/model.js";
import { createDrafts } from "./drafts.js";
import { hasAttention, startNotice } from "./notice.js";
import { setPref } from "./prefs.js";
import { toRooms } from "./route.js";
import { createSession } from "./session.js";
import { keysUnder, load, save } from "./storage.js";
import { enter, keptOutbox } from "./tabs.js";

export { Shell } from "../view/shell.js";

const HEARD_MAX = 20;

/** Wide enough for a third column. */
const wide = matchMedia("(min-width: 1100px)");

let entered; // once for the life of the page

/** Makes everything ready for `account`. `signedOut` is called when the server ends the session. */
export async function moveIn({ app, account, signedOut }) {
  const { store } = app;
  entered ??= enter().then(() => startNotice(store));
  await entered;
  store.set("model", () => ({ ...model.initial, people: { [account.id]: account } }));
  const drafts = createDrafts(store, account.id);
  const session = createSession({
    store,
    device: device(),
    kept: await keptOutbox(account.id, keysUnder),
    on: {
      said,
      gone,
      dropped: (n) => app.toast(t("unsent_dropped", { n }), true),
      signedOut,
      otherAccount: () => location.reload(),
    },
  });

  const check = () => session.check();
  const widthChanged = () => {
    store.set("wide", () => wide.matches);
    store.set("people", () => wide.matches && store.get().prefs.people);
  };
  const seen = () => (document.visibilityState === "visible" ? check() : session.flush());
  const whileHere = new AbortController();
  widthChanged();
  addEventListener("online", check, whileHere);
  addEventListener("offline", check, whileHere);
  document.addEventListener("visibilitychange", seen, whileHere);
  addEventListener("pagehide", session.flush, whileHere);
  wide.addEventListener("change", widthChanged, whileHere);

  /** The part of the address behind the # says which room is open. */
  function follow() {
    const { route, model: now } = store.get();
    const open = route.at === "room" ? route.room : undefined;
    if (now.open === open) return;
    if (!wide.matches) store.set("people", () => false);
    session.open(open);
  }

  function gone(room, title) {
    // What was asked about the room has no object any more; it must not be asked when one is let in again.
    store.set("dialog", (open) => (open?.room === room && open.type !== "join" ? undefined : open));
    if (room !== store.get().model.open) return;
    app.toast(t("room_gone", { title }));
    location.hash = toRooms;
  }

  /** Others said something: told to those who look elsewhere, and read aloud to those who listen here. */
  function said(roomId, entries) {
    const { model: now, language, late } = store.get();
    late?.notifyOf(app, roomId, entries);
    if (roomId !== now.open || !hasAttention()) return;
    const words = entries
      .filter((entry) => entry.kind === "text" && entry.author !== now.me)
      .map(({ author, messageId, text }) => ({
        key: `${language}-${messageId}`,
        words: `${now.people[author]?.name ?? t("someone")}: ${text}`,
      }));
    if (words.length > 0) store.set("heard", (heard) => [...heard, ...words].slice(-HEARD_MAX));
  }

  return {
    session,
    drafts,
    follow,
    begin() {
      session.start();
      follow();
    },
    togglePeople() {
      store.set("people", (shown) => !shown);
      if (wide.matches) setPref(store, { people: store.get().people });
    },
    leaving: session.stop,
    forget() {
      drafts.forgetAll();
      session.forget();
    },
    end() {
      whileHere.abort();
      session.stop();
      drafts.end();
    },
  };
}

function device() {
  const known = load("device", undefined);
  if (known !== undefined) return known;
  const fresh = newId();
  save("device", fresh);
  return fresh;
}
