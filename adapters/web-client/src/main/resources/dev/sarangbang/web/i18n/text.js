// The words of the page in the reader's language. Only that language's words are loaded: and of those what is
// needed: "first" where people talk, "door" where they sign in, "late" in dialogs and menus.

const CATALOGUES = {
  ko: { first: () => import("./ko.js"), door: () => import("./ko-door.js"), late: () => import("./ko-late.js") },
  en: { first: () => import("./en.js"), door: () => import("./en-door.js"), late: () => import("./en-late.js") },
};
const wanted = new Set(["first"]);

let words = {};
let language = "en";

export async function use(next) {
  const parts = await Promise.all([...wanted].map((part) => CATALOGUES[next][part]()));
  words = Object.assign({}, ...parts.map((part) => part.words));
  language = next;
  formats.clear();
}

/** Takes another part of the words along, from now on and in whatever language. */
export async function alsoUse(part) {
  await CATALOGUES[language][part](); // what cannot be loaded now is not waited for when the language changes
  wanted.add(part);
  await use(language);
}

/** The words for `key`, with `{name}` replaced by `values.name`. A word that depends on its values is a function of them. */
export function t(key, values = {}) {
  const word = words[key] ?? key;
  if (typeof word === "function") return word(values);
  return word.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

const formats = new Map();

function format(name, options) {
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(language, options));
  return formats.get(name);
}

export const clockTime = (at) => format("time", { hour: "numeric", minute: "2-digit" }).format(at);

export const fullTime = (at) => format("full", { dateStyle: "full", timeStyle: "short" }).format(at);

export function dayName(at, now) {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options = { month: "long", day: "numeric", weekday: "long" };
  return sameYear ? format("day", options).format(at) : format("dayOfYear", { ...options, year: "numeric" }).format(at);
}

/** The local day of an instant: equal for two instants of one day. */
export function dayOf(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** For a list: the time of today, the day of this year, or the date. */
export function shortTime(at, now) {
  if (dayOf(at) === dayOf(now)) return clockTime(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? format("shortDay", { month: "short", day: "numeric" }).format(at)
    : format("shortDate", { dateStyle: "short" }).format(at);
}

const UNITS = [
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 31],
];

/** How long ago, in the largest unit that fits; the date when it is long ago. */
export function ago(at, now) {
  const passed = now - at;
  if (passed < 60_000) return t("just_now");
  const unit = UNITS.find(([, ms, most]) => passed < ms * most);
  if (unit === undefined) return shortTime(at, now);
  if (!formats.has("ago")) formats.set("ago", new Intl.RelativeTimeFormat(language, { numeric: "always" }));
  return formats.get("ago").format(-Math.floor(passed / unit[1]), unit[0]);
}
