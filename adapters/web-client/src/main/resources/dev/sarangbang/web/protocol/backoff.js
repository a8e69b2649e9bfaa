// How long to wait before connecting again. Full jitter, so that the clients of a restarted node come back spread out.

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** A delay in milliseconds after `failures` connections that did not last; `random()` is in [0, 1). */
export function backoffMs(failures, random) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * random());
}
