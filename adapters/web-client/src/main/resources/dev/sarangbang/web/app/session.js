// What happens between signing in and signing out: the connection, the model it feeds, and what people do, put together.

import { createConnection, SUBPROTOCOL } from "../protocol/connection.js";
import { newId } from "../protocol/ids.js";
import { createInsist } from "../protocol/insist.js";
import * as http from "../protocol/http.js";
import * as logs from "../state/log.js";
import * as model from "../state/model.js";
import { hasOlder, historyOf } from "../state/needs.js";
import * as outbox from "../state/outbox.js";
import { createDriver } from "../sync/driver.js";
import { createMarks } from "../sync/marks.js";
import { createSender } from "../sync/sender.js";
import { clock } from "./clock.js";

const ACK_DELAY_MS = 1_000;
const READ_DELAY_MS = 300;
const TYPING_EVERY_MS = 3_000;
const INSIST_MS = 20_000;
const HISTORY_PAGE = 100;

/** A page of the past when the reader wants to get to one place in it: as many as the server gives at once. */
const LEAP_PAGE = 200;

/**
 * @param store   the page's store, of whose parts `link`, `model` and `outbox` are written here
 * @param device  this device's name
 * @param kept    where the outbox is kept through reloads: `{ load(), save(json), adopted() }`
 * @param on      `{ said(roomId, entries), signedOut(), otherAccount(), gone(roomId, title), dropped(count) }`
 */
export function createSession({ store, device, kept, on }) {
  const read = () => store.get().model;

  const connection = createConnection({
    open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`, SUBPROTOCOL),
    device,
    clock,
    random: () => Math.random(),
    session: signedIn,
    on: { state: linkChanged, welcome, event },
  });
  const insisting = createInsist({ request: connection.request, clock, giveUpMs: INSIST_MS });
  const { insist } = insisting;
  const driver = createDriver({ request: connection.request, read, change, clock });
  const acks = createMarks({ type: "ack", request: connection.request, delayMs: ACK_DELAY_MS, clock });
  const reads = createMarks({ type: "read", request: connection.request, delayMs: READ_DELAY_MS, clock });
  const sender = createSender({
    request: connection.request,
    read: () => store.get().outbox,
    change: changeOutbox,
    onSent: acknowledged,
    onGone(room) {
      letGo(room);
      look();
    },
    clock,
  });
  const parts = [driver, sender, acks, reads, insisting];

  function linkChanged(link) {
    store.set("link", () => link);
    if (link.status === "online") return; // it is the welcome that they wait for
    for (const part of parts) part.disconnected();
    if (link.status === "signed_out") on.signedOut();
  }

  function welcome(frame) {
    const { me } = read();
    if (me !== undefined && me !== frame.account.id) {
      on.otherAccount();
      return;
    }
    change((before) => model.welcomed(before, frame));
    for (const part of parts) part.connected();
  }

  function event(frame) {
    switch (frame.type) {
      case "entry":
        return change((before) => model.arrived(before, frame.room, frame.entry));
      case "read":
        return change((before) => model.wasRead(before, frame));
      case "typing":
        change((before) => model.isTyping(before, frame, clock.now()));
        clock.after(model.TYPING_MS, () => change((before) => model.typingFaded(before, clock.now())));
        return undefined;
      case "presence":
        return change((before) => model.cameOrWent(before, frame));
      case "heads":
        return change((before) => model.heartbeat(before, frame.heads));
      case "resync":
        return look();
      default:
        return console.error("the server refused what has no reply:", frame.code);
    }
  }

  function change(how) {
    const before = read();
    store.set("model", how);
    const after = read();
    if (after === before) return;
    for (const id of Object.keys(after.rooms))
      if (after.rooms[id] !== before.rooms[id]) grew(before.rooms[id], after.rooms[id]);
    for (const id of Object.keys(before.rooms)) if (!(id in after.rooms)) vanished(before.rooms[id]);
    driver.poke();
  }

  function grew(before, room) {
    const position = logs.positionOf(room.log);
    if (room.log.entries.length > 0) acks.set(room.id, room.log.epoch, position);
    changeOutbox((items) => outbox.settled(items, room, read().me));
    if (before === undefined || before.log.epoch !== room.log.epoch) return;
    const fresh = room.log.entries.slice(Math.max(0, logs.positionOf(before.log) + 1 - room.log.from));
    if (fresh.length > 0 && room.log.from <= logs.positionOf(before.log) + 1) on.said(room.id, fresh);
  }

  function vanished(room) {
    letGo(room.id);
    on.gone(room.id, room.facts.title);
  }

  /** Asks which rooms there are now, and how far they go. */
  const look = () => change(model.missedEvents);

  /** There is nowhere to say it any more; whoever wrote it is told. */
  function letGo(room) {
    const unsent = outbox.unsentIn(outbox.ofRoom(store.get().outbox, room));
    changeOutbox((items) => outbox.withoutRoom(items, room));
    if (unsent > 0) on.dropped(unsent);
  }

  function changeOutbox(how) {
    const before = store.get().outbox;
    store.set("outbox", how);
    const after = store.get().outbox;
    if (after !== before) kept.save(outbox.written(after));
  }

  // The server does not push an entry to the connection that made it; its confirmation says what the entry is, or at least
  // where it is.
  function acknowledged(item, reply) {
    const { sequence, messageId, messageNumber, at } = reply;
    if (item.type !== "send") {
      if (sequence === undefined) changeOutbox((before) => outbox.deleted(before, item.id));
      else change((before) => model.headsHeard(before, [[item.room, sequence]]));
      return;
    }
    const entry = {
      sequence,
      messageId,
      messageNumber,
      author: read().me,
      id: item.id,
      at,
      kind: "text",
      text: item.text,
      replyTo: item.replyTo,
    };
    change((before) => model.arrived(before, item.room, entry));
  }

  function post(item) {
    changeOutbox((before) => outbox.put(before, { id: newId(), at: clock.now(), ...item }));
    sender.poke();
  }

  let typedAt = 0;

  async function onRoom(type, fields, id) {
    const reply = await insist(type, fields, id);
    if (reply.type === "room") change((before) => model.described(before, reply.room));
    else if (reply.sequence !== undefined)
      change((before) => model.headsHeard(before, [[fields.room, reply.sequence]]));
    return reply;
  }

  return {
    start() {
      changeOutbox(() => kept.load().flatMap(outbox.restored));
      kept.adopted();
      connection.start();
    },
    stop: connection.stop,

    /** Nothing unsent is kept any longer. */
    forget: () => changeOutbox(() => outbox.empty),
    tryNow: connection.tryNow,
    flush() {
      acks.flush();
      reads.flush();
    },
    check: connection.check,
    look,
    insist,

    /** The server told who `asked` are. */
    introduce: (asked, accounts) => change((before) => model.introduced(before, asked, accounts)),

    /** A room comes on the screen, or none does. */
    open: (room) => change((before) => model.opened(before, room)),

    older(room) {
      const known = read().rooms[room];
      if (known === undefined || !hasOlder(known)) return Promise.resolve();
      const { type, fields } = historyOf(known, HISTORY_PAGE);
      return connection.request(type, fields).then((page) => change((before) => model.recalled(before, page)));
    },

    say(room, text, replyTo) {
      post({ room, type: "send", text, replyTo });
      typedAt = 0;
    },
    edit: (room, message, text) => post({ room, type: "edit", message, text }),
    takeBack: (room, message) => post({ room, type: "delete", message }),

    retry(id) {
      changeOutbox((before) => outbox.retried(before, id));
      sender.poke();
    },

    discard(id) {
      changeOutbox((before) => outbox.deleted(before, id));
      sender.poke();
    },

    typing(room) {
      if (clock.now() - typedAt < TYPING_EVERY_MS) return;
      typedAt = clock.now();
      connection.tell("typing", { room });
    },

    /** This person has seen everything up to `sequence`. */
    haveRead(room, sequence) {
      const known = read().rooms[room];
      if (known === undefined || known.facts.read >= sequence) return;
      change((before) => model.wasRead(before, { room, account: before.me, sequence }));
      reads.set(room, known.log.epoch, sequence);
    },

    /** Reads back until the message at `sequence` is held; resolves with whether it is. */
    async reach(room, sequence) {
      for (;;) {
        const known = read().rooms[room];
        if (known === undefined) return false;
        const { from } = known.log;
        if (from <= sequence) return true;
        if (!hasOlder(known)) return false;
        const { type, fields } = historyOf(known, LEAP_PAGE);
        const page = await insist(type, fields);
        change((before) => model.recalled(before, page));
        if (read().rooms[room]?.log.from === from) return false; // the room was reset meanwhile
      }
    },

    /** The reader is back at the end: the memory of far history is given back. */
    relax: (room) => change((before) => model.relaxed(before, room)),

    // The last argument is the id of the request: the same for one that is tried again.
    createRoom: async (title, id) => (await onRoom("create_room", { title }, id)).room.id,
    rename: (room, title, id) => onRoom("rename_room", { room, title }, id),
    invite: (room, username, id) => onRoom("invite", { room, username }, id),
    renewInvite: (room, id) => onRoom("renew_invite", { room }, id),
    join: (room, secret, id) => onRoom("join", { room, secret }, id),
    remove: (room, account, id) => onRoom("remove", { room, account }, id),
    async leave(room, id) {
      const { sequence } = await insist("leave", { room }, id);
      change((before) => model.left(before, room, sequence));
    },
  };
}

async function signedIn() {
  try {
    return (await http.current()) === undefined ? "no" : "yes";
  } catch {
    return "unknown";
  }
}
