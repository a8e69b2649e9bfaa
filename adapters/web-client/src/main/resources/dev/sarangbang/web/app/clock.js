// Time, handed to whatever waits, so that the tests can hand in theirs.

export const clock = {
  now: () => Date.now(),
  after: (ms, run) => setTimeout(run, ms),
  cancel: (timer) => clearTimeout(timer),
};
