// How this person likes it: language, light or dark, notifications, the list of members.

import { t, use } from "../i18n/text.js";
import { load, onOtherTabs, save } from "./storage.js";

const DEFAULTS = { language: "auto", theme: "auto", notify: false, people: true };

export const initialPrefs = () => ({ ...DEFAULTS, ...load("prefs", {}) });

export function languageOf({ language }) {
  if (language === "ko" || language === "en") return language;
  return navigator.languages.find((tag) => /^(ko|en)\b/.test(tag))?.slice(0, 2) ?? "en";
}

/** Applies the preferences of the store now and whenever they change, here or in another tab. */
export async function startPrefs(store) {
  onOtherTabs((key, value) => key === "prefs" && store.set("prefs", (before) => ({ ...before, ...value })));
  let applied;
  async function apply() {
    const prefs = store.get().prefs;
    if (prefs === applied) return;
    applied = prefs;
    document.documentElement.dataset.theme = prefs.theme;
    const language = languageOf(prefs);
    document.documentElement.lang = language;
    await use(language);
    document.title = t("app_name");
    store.set("language", () => language);
  }
  store.subscribe(apply);
  await apply();
}

export function setPref(store, change) {
  store.set("prefs", (before) => ({ ...before, ...change }));
  save("prefs", store.get().prefs);
}
