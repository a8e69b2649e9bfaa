// Where the page begins: finds out who is there, and shows either the door or what is behind it. What is behind it is
// loaded when it is needed, or while someone stands at the door.

import * as http from "../protocol/http.js";
import { newId } from "../protocol/ids.js";
import { t } from "../i18n/text.js";
import * as model from "../state/model.js";
import { App } from "../view/app.js";
import { AppContext, h, render } from "../view/preact.js";
import { initialPrefs, startPrefs } from "./prefs.js";
import { routeOf, toRooms } from "./route.js";
import { onOtherTabs, save } from "./storage.js";
import { createStore } from "./store.js";

const TOAST_MS = 6_000;

const store = createStore({
  auth: { status: "unknown" }, // "unknown", "unreachable" with what to do `again`, "out" with a notice, or "in"
  route: routeOf(location.hash),
  link: { status: "closed" },
  model: model.initial,
  outbox: [],
  drafts: {},
  dialog: undefined,
  people: false, // whether the members are shown
  wide: false, // whether there is place for them beside the room
  toasts: [],
  heard: [], // what others said just now, to be read aloud
  composing: {}, // by room: what is typed is a reply to a message, or a message anew: see composer.js
  goTo: undefined, // the message the reader wants to see: { room, sequence, serial }
  late: undefined, // view/late.js, once it is loaded
  hurry: false, // somebody waits for it
  canSearch: true, // until the server says that it cannot
  prefs: initialPrefs(),
  language: "en",
});

/** What goes on behind the door since someone last signed in: see inside.js. */
let stay;

const app = {
  store,
  views: {},
  session: () => stay.session,
  drafts: () => stay.drafts,
  dialog: (dialog) => store.set("dialog", () => dialog),
  togglePeople: () => stay.togglePeople(),
  compose: (room, how) => store.set("composing", (composing) => ({ ...composing, [room]: how })),
  goTo: (room, sequence) => store.set("goTo", (before) => ({ room, sequence, serial: (before?.serial ?? 0) + 1 })),
  toast,
  hurry: () => store.set("hurry", () => true),
  dismiss: (id) => store.set("toasts", (toasts) => toasts.filter((one) => one.id !== id)),
  signedIn: (account) => orUnreachable(() => signedIn(account)),
  signOut,
};

await startPrefs(store);
addEventListener("hashchange", () => {
  store.set("route", () => routeOf(location.hash));
  if (store.get().auth.status === "in") stay.follow();
});
onOtherTabs((key) => key === "account" && store.get().auth.status === "out" && begin());
render(h(AppContext.Provider, { value: app }, h(App)), document.getElementById("app"));
await begin();

/** Finds out who is signed in. */
function begin() {
  store.set("auth", () => ({ status: "unknown" }));
  return orUnreachable(async () => {
    const account = await http.current();
    if (account === undefined) await stand(undefined);
    else await signedIn(account);
  });
}

/** Where something does not come, the page says so and can be told to try again. */
async function orUnreachable(task) {
  try {
    await task();
  } catch (failure) {
    console.error("could not go on:", failure);
    // A module that did not come once does not come to this page any more: a browser remembers that.
    const again = failure instanceof http.Refused ? begin : () => location.reload();
    store.set("auth", () => ({ status: "unreachable", again }));
  }
}

/** Nobody is signed in: the door, and behind it already being fetched what is there. */
async function stand(notice) {
  const { Auth, ready } = await import("../view/auth.js");
  await ready();
  app.views.Auth = Auth;
  store.set("auth", () => ({ status: "out", notice }));
  import("./inside.js").catch(() => {}); // it is asked for again when it is needed
}

async function signedIn(account) {
  if (store.get().auth.status === "in") return;
  const { Shell, moveIn } = await import("./inside.js");
  app.views.Shell = Shell;
  save("account", account.id);
  stay = await moveIn({ app, account, signedOut: () => leave("signed_out_notice") });
  store.set("auth", () => ({ status: "in" }));
  stay.begin();
}

/** Forgets what this page knows of whoever was signed in; what they typed and had not sent stays for their return. */
function leave(notice) {
  stay.end();
  store.set("dialog", () => undefined);
  store.set("model", () => model.initial);
  store.set("outbox", () => []);
  store.set("heard", () => []);
  store.set("composing", () => ({}));
  store.set("goTo", () => undefined);
  store.set("auth", () => ({ status: "unknown" }));
  return orUnreachable(() => stand(notice));
}

async function signOut() {
  const unsent = store.get().outbox.length;
  if (unsent > 0 && !confirm(t("log_out_unsent", { n: unsent }))) return;
  const mine = stay;
  try {
    mine.leaving(); // the server closes the socket as it answers
    await http.logOut();
  } catch (refused) {
    if (refused.code !== "not_logged_in") {
      mine.begin();
      toast(t("error_unreachable"), true);
      return;
    }
  }
  mine.forget(); // whoever signs out on purpose leaves nothing behind
  save("account", undefined);
  location.hash = toRooms;
  await leave(undefined);
}

function toast(words, bad = false) {
  const id = newId();
  store.set("toasts", (toasts) => [...toasts.filter((one) => one.words !== words), { id, words, bad }]);
  setTimeout(() => app.dismiss(id), TOAST_MS);
}
