// What this browser remembers. Storage may be forbidden or full; the page then works, and forgets.

const PREFIX = "sarangbang.";

export function load(key, otherwise, where = localStorage) {
  try {
    return JSON.parse(where.getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function save(key, value, where = localStorage) {
  try {
    if (value === undefined) where.removeItem(PREFIX + key);
    else where.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // forgotten
  }
}

export function keysUnder(prefix) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + prefix))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** Tells of changes by this browser's other tabs: `(key, value) => void`. */
export function onOtherTabs(listen) {
  window.addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith(PREFIX)) return;
    try {
      listen(key.slice(PREFIX.length), newValue === null ? undefined : JSON.parse(newValue));
    } catch {
      // not ours
    }
  });
}
