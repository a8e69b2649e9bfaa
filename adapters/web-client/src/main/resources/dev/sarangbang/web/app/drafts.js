// What was typed and not said, per account and room. Kept a moment after each change and when the page goes away.

import { keysUnder, load, onOtherTabs, save } from "./storage.js";

const KEEP_AFTER_MS = 300;

export function createDrafts(store, account) {
  const key = (room) => `draft.${account}.${room}`;
  const unsaved = new Map();
  let timer;

  const prefix = key("");
  store.set("drafts", () =>
    Object.fromEntries(keysUnder(prefix).map((found) => [found.slice(prefix.length), load(found, "")])),
  );
  onOtherTabs((changed, text) => {
    if (changed.startsWith(prefix)) show(changed.slice(prefix.length), text ?? "");
  });

  function show(room, text) {
    store.set("drafts", ({ [room]: ignored, ...others }) =>
      text.trim() === "" ? others : { ...others, [room]: text },
    );
  }

  function keep() {
    clearTimeout(timer);
    timer = undefined;
    for (const [room, text] of unsaved) {
      save(key(room), text.trim() === "" ? undefined : text);
      show(room, text);
    }
    unsaved.clear();
  }

  addEventListener("pagehide", keep);
  // A phone may take a hidden page away without another word.
  document.addEventListener("visibilitychange", keep);

  return {
    of: (room) => unsaved.get(room) ?? load(key(room), ""),
    set(room, text) {
      unsaved.set(room, text);
      timer ??= setTimeout(keep, KEEP_AFTER_MS);
    },
    keep,
    end() {
      keep();
      removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
    },
    forgetAll() {
      unsaved.clear();
      for (const found of keysUnder(prefix)) save(found, undefined);
    },
  };
}
