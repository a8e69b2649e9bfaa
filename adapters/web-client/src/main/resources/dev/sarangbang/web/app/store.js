// The one place where the page's state lives. Whoever shows it is told that it changed at most once a frame: in a busy
// room many entries arrive between two pictures.

/** A page that is covered or in the background draws no frames, but has a title to keep. */
const WITHOUT_FRAMES_MS = 100;

export function createStore(initial) {
  let state = initial;
  let timer;
  const listeners = new Set();

  function tell() {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  }

  return {
    get: () => state,

    /** Changes one part: `set("model", model => …)`. */
    set(part, change) {
      const next = change(state[part]);
      if (next === state[part]) return;
      state = { ...state, [part]: next };
      if (timer !== undefined) return;
      timer = setTimeout(tell, WITHOUT_FRAMES_MS);
      requestAnimationFrame(tell);
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
