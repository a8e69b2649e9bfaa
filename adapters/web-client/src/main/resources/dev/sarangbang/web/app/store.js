// The one place where the page's state lives. Whoever shows it is told that it changed at most once a frame: in a busy
// room many entries arrive between two pictures.

export function createStore(initial) {
  let state = initial;
  let told = true;
  const listeners = new Set();

  function tell() {
    told = true;
    for (const listener of listeners) listener();
  }

  // A frame that was asked for does not come once the page is hidden.
  document.addEventListener("visibilitychange", () => told || tell());

  return {
    get: () => state,

    /** Changes one part: `set("model", model => …)`. */
    set(part, change) {
      const next = change(state[part]);
      if (next === state[part]) return;
      state = { ...state, [part]: next };
      if (!told) return;
      told = false;
      if (document.visibilityState === "visible") requestAnimationFrame(tell);
      else setTimeout(tell); // a hidden page has no frames, but a title to keep
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
