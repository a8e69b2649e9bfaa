// Asks for the list of rooms now and then, although nothing tells that it changed. A node that dies takes with it what it
// had not told yet, and the heartbeat only tells of the room on the screen.

/** The longest between two looks. */
const EVERY_MS = 5 * 60_000;

/** Who comes back after as long as this wants to see what there is now. */
const AWAY_MS = 60_000;

/**
 * @param look    asks for the list
 * @param clock   `{ now(), after(ms, run) → timer, cancel(timer) }`
 * @param random  a number in [0, 1), so that not all look at once
 */
export function createLookout({ look, clock, random }) {
  let timer;
  let leftAt;

  const later = () => {
    clock.cancel(timer);
    timer = clock.after(EVERY_MS * (1 - random() / 5), again);
  };
  const again = () => {
    look();
    later();
  };

  return {
    connected: later, // with the list as it is
    disconnected: () => clock.cancel(timer),

    /** The page is covered, or in front of the reader. */
    seen(isSeen) {
      if (isSeen && leftAt !== undefined && clock.now() - leftAt >= AWAY_MS) look();
      leftAt = isSeen ? undefined : clock.now();
    },
  };
}
