// Time, chance, and a server, all in the hands of a test.

import "./crypto.js";

/** Time that passes when told to. `settle` lets every promise that can go on do so. */
export class TestClock {
  time = 1_000_000;
  timers = [];

  now = () => this.time;

  after = (ms, run) => {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return timer;
  };

  cancel = (timer) => {
    this.timers = this.timers.filter((other) => other !== timer);
  };

  /** Lets `ms` pass, running what falls due in its order. */
  async pass(ms) {
    const until = this.time + ms;
    await settle();
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0];
      if (due === undefined) break;
      this.cancel(due);
      this.time = Math.max(this.time, due.at);
      due.run();
      await settle();
    }
    this.time = until;
  }
}

export async function settle() {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

/** Chance that is the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (bound) => Math.floor(next() * bound), happens: (probability) => next() < probability };
}

let serial = 0;

export const text = (sequence, author = "2", words = `text ${sequence}`) => ({
  sequence,
  messageId: String(1_000 + sequence),
  messageNumber: sequence,
  author,
  id: `id-${author}-${sequence}-${serial++}`,
  at: 1_700_000_000_000 + sequence * 1_000,
  kind: "text",
  text: words,
});

export const event = (sequence, kind, details = {}) => {
  const { text: ignored, ...common } = text(sequence);
  return { ...common, kind, ...details };
};

export const summary = (details = {}) => ({
  id: "7",
  epoch: "1",
  title: "Kitchen",
  host: "2",
  members: 3,
  first: 1,
  head: 10,
  activeAt: 1_700_000_000_000,
  last: undefined,
  cursor: 0,
  read: 10,
  unread: 0,
  ...details,
});

export const member = (account, details = {}) => ({
  account,
  joined: 1,
  read: 1,
  online: false,
  lastActiveAt: undefined,
  ...details,
});

export const snapshot = (details = {}) => ({
  ...summary(details),
  people: [member("2"), member("1"), member("3")],
  accounts: [],
  invite: "secret",
  ...details,
});
