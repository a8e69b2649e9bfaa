// Ids for what is asked of the server. What is asked again because nobody knows what came of it goes under the id that it
// had, so that the server does not do it twice.

import { newId } from "../protocol/ids.js";

export function createAttempts() {
  let open; // { what, id }: asked, and not known to be over
  return {
    /** The id for `what`, which is compared by what is in it. */
    idFor(what) {
      const asked = JSON.stringify(what);
      if (open === undefined || open.what !== asked) open = { what: asked, id: newId() };
      return open.id;
    },

    /** The server did it, or refused it for good. */
    over() {
      open = undefined;
    },
  };
}
