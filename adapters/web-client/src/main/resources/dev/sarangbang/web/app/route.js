// Where the reader is, kept behind the # of the address, so that the back button works and a link can be shared.

const ID = /^[0-9]{1,20}$/;
const SECRET = /^[\w-]{1,128}$/;

/** `{ at: "rooms" }`, `{ at: "room", room }` or `{ at: "join", room, secret }`. */
export function routeOf(hash) {
  const [, at, room = "", secret, ...more] = hash.split("/");
  if (more.length === 0 && at === "join" && ID.test(room) && SECRET.test(secret ?? "")) return { at, room, secret };
  if (secret === undefined && at === "room" && ID.test(room)) return { at, room };
  return { at: "rooms" };
}

export const toRooms = "#/";

export const toRoom = (room) => `#/room/${room}`;

/** The address to give to someone who is to join. */
export const inviteLink = ({ origin, pathname }, room, secret) => `${origin}${pathname}#/join/${room}/${secret}`;
