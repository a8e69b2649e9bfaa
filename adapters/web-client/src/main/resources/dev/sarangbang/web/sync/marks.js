// Tells the server how far a room was received (`ack`) or read (`read`). A mark only grows, so the latest is all there is
// to tell: marks are collected for a moment, and what could not be told is told when the connection is back.

/**
 * @param type     "ack" or "read"
 * @param request  `(type, fields) → Promise`
 * @param delayMs  how long to collect
 * @param clock    `{ after(ms, run) }`
 */
export function createMarks({ type, request, delayMs, clock }) {
  let online = false;
  let scheduled = false;
  const wanted = new Map(); // by room: { epoch, sequence }
  const told = new Map();

  const isNews = (room) => {
    const { epoch, sequence } = wanted.get(room);
    const last = told.get(room);
    return last === undefined || last.epoch !== epoch || last.sequence < sequence;
  };

  function schedule() {
    if (scheduled || !online) return;
    scheduled = true;
    clock.after(delayMs, () => {
      scheduled = false;
      flush();
    });
  }

  function flush() {
    for (const room of wanted.keys()) if (online && isNews(room)) tell(room);
  }

  function tell(room) {
    const mark = wanted.get(room);
    const before = told.get(room);
    told.set(room, mark);
    request(type, { room, ...mark }).catch(({ retry }) => {
      if (!retry || told.get(room) !== mark) return; // refused for good: the room is gone, or its log is another
      if (before === undefined) told.delete(room);
      else told.set(room, before);
      schedule();
    });
  }

  return {
    /** Tells at once, because the page may not be there in a moment. */
    flush,
    set(room, epoch, sequence) {
      const last = wanted.get(room);
      if (last !== undefined && last.epoch === epoch && last.sequence >= sequence) return;
      wanted.set(room, { epoch, sequence });
      schedule();
    },
    connected() {
      online = true;
      if ([...wanted.keys()].some(isNews)) schedule();
    },
    disconnected() {
      online = false;
    },
  };
}
