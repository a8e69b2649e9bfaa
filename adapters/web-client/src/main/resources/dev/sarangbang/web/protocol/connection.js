// One lasting conversation with the server over sockets that come and go: connects, says hello, notices when the other
// side is gone, waits and connects again. Requests are answered or fail; what to do about a failure is the caller's.
//
// Everything from outside (sockets, time, chance) is handed in, so that the tests have all of it in their hands.

import { backoffMs } from "./backoff.js";
import { verdictOf } from "./close-codes.js";
import { frame as decoded } from "./decode.js";
import { newId } from "./ids.js";

export const SUBPROTOCOL = "sarangbang.v1";

/** From opening a socket to being welcomed. */
const WELCOME_MS = 10_000;

/** How long an answer to a question "are you there?" may take. */
const PONG_MS = 5_000;

/** A connection that lasted this long was a good one: the next wait is short again. */
const LASTED_MS = 10_000;

/** Until the server tells its own. */
const HEARTBEAT_MS = 15_000;

/** Why a request was not answered: nothing is known of its outcome. */
export const DISCONNECTED = Object.freeze({ code: "disconnected", retry: true });

/** It will be told closed in a moment, and takes nothing any more. */
const isClosing = ({ readyState }) => readyState === 2 || readyState === 3;

/**
 * @param open      opens a socket: `() => WebSocket`
 * @param device    this device's name
 * @param clock     `{ now(), after(ms, run) → timer, cancel(timer) }`
 * @param random    a number in [0, 1)
 * @param session   asks over HTTP whether this client is signed in: `async () => "yes" | "no" | "unknown"`
 * @param on        what happens: `{ state(state), welcome(frame), event(frame) }`, where a state is
 *                  `{ status: "connecting" | "online" | "waiting" | "signed_out" | "refused" | "closed", retryAt? }`
 */
export function createConnection({ open, device, clock, random, session, on }) {
  let socket;
  let welcomed = false;
  let failures = 0;
  let welcomedAt = 0;
  let heardAt = 0;
  let heartbeatMs = HEARTBEAT_MS;
  let timer; // at most one: waiting for a welcome, watching the heart, or waiting to connect
  let status = "closed";
  const pending = new Map();

  function become(next, details = {}) {
    status = next;
    on.state({ status, ...details });
  }

  function connect() {
    clock.cancel(timer);
    become("connecting");
    welcomed = false;
    const mine = open();
    socket = mine;
    timer = clock.after(WELCOME_MS, () => lost(mine, 1006, ""));
    mine.onopen = () => mine === socket && greet();
    mine.onmessage = ({ data }) => mine === socket && heard(data);
    mine.onclose = ({ code, reason }) => lost(mine, code, reason);
    mine.onerror = () => {}; // a close always follows, and tells more
  }

  function greet() {
    request("hello", { device }).then(
      (welcome) => {
        welcomed = true;
        welcomedAt = clock.now();
        heartbeatMs = welcome.heartbeatMs;
        watch();
        become("online");
        on.welcome(welcome);
      },
      () => socket?.close(), // refused or lost; the closing decides what follows
    );
  }

  function heard(data) {
    heardAt = clock.now();
    let frame;
    try {
      frame = decoded(data);
    } catch (malformed) {
      console.error("malformed frame:", malformed.message);
      lost(socket, 1006, ""); // a request may hang on it: begin again
      return;
    }
    if (frame === null) return;
    if (frame.id === undefined) {
      on.event(frame);
      return;
    }
    const waiting = pending.get(frame.id);
    if (waiting === undefined) return;
    pending.delete(frame.id);
    if (frame.type === "error") waiting.reject(frame);
    else waiting.resolve(frame);
  }

  /** The server is heard at least every heartbeat. Two without a word, and it is gone, whatever the socket believes. */
  function watch() {
    clock.cancel(timer);
    const silentMs = clock.now() - heardAt;
    if (silentMs >= 2 * heartbeatMs) lost(socket, 4001, "");
    else timer = clock.after(2 * heartbeatMs - silentMs, watch);
  }

  async function lost(which, code, reason) {
    if (which !== socket || socket === undefined) return;
    const wasWelcomed = welcomed;
    drop();
    if (wasWelcomed && clock.now() - welcomedAt >= LASTED_MS) failures = 0;
    let { verdict, afterMs } = verdictOf(code, reason);
    if (!wasWelcomed && verdict === "later") {
      // A browser does not tell why a socket did not open; a session that has ended is the one cause to know.
      become("connecting");
      const attempt = socket;
      if ((await session()) === "no") verdict = "login";
      if (socket !== attempt || status !== "connecting") return;
    }
    if (verdict === "login") become("signed_out");
    else if (verdict === "never") become("refused");
    else if (verdict === "now" && failures === 0) {
      failures++;
      connect();
    } else waitFor(afterMs + backoffMs(failures++, random));
  }

  function drop() {
    clock.cancel(timer);
    const old = socket;
    socket = undefined;
    welcomed = false;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
    const unanswered = [...pending.values()];
    pending.clear();
    for (const { reject } of unanswered) reject(DISCONNECTED);
  }

  function waitFor(ms) {
    timer = clock.after(ms, connect);
    become("waiting", { retryAt: clock.now() + ms });
  }

  /** Nothing is under way but time, or a question over HTTP that a dead network may keep. */
  const isPausing = () => status === "waiting" || (status === "connecting" && socket === undefined);

  /** Sends a request and resolves with its reply, or rejects with `{ code, retry, retryAfterMs? }`. */
  function request(type, fields, id = newId()) {
    return new Promise((resolve, reject) => {
      if (socket === undefined || (!welcomed && type !== "hello")) {
        reject(DISCONNECTED);
        return;
      }
      pending.set(id, { resolve, reject });
      // On a socket that is closing it fails with the others, when that is told. If it failed at once, whoever asks would ask
      // again at once, and so on: the page would never come to be told.
      if (!isClosing(socket)) socket.send(JSON.stringify({ type, id, ...fields }));
    });
  }

  return {
    start: connect,
    request,

    /** Says something that needs no answer, if there is anyone to say it to. */
    tell(type, fields) {
      if (welcomed && !isClosing(socket)) socket.send(JSON.stringify({ type, ...fields }));
    },

    /** The person asks not to wait any longer. */
    tryNow() {
      if (isPausing()) connect();
    },

    /** The device woke up or its network changed: the socket may be dead without knowing. */
    check() {
      if (isPausing()) {
        connect();
      } else if (status === "online") {
        const asked = socket;
        const patience = clock.after(PONG_MS, () => lost(asked, 4001, ""));
        const answered = () => clock.cancel(patience);
        request("ping", {}).then(answered, answered);
      }
    },

    stop() {
      if (socket !== undefined) drop();
      clock.cancel(timer);
      become("closed");
    },
  };
}
