// Line icons, drawn for this client on a grid of 24. They are decoration: whatever holds one has words of its own.

import { h } from "./preact.js";

const PATHS = {
  plus: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-6 16-3-7zM11 13l9-9",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-4 3-6 6.500-6s6.100 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M17.500 14.300c2.300.8 3.700 2.700 4 5.700",
  invite:
    "M10 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM3.500 20c.4-4 3-6 6.500-6 1.600 0 3 .4 4.100 1.300M18 13.500v7M14.500 17h7",
  menu: "M5 7h14M5 12h14M5 17h14",
  down: "M12 5v13M6 12.500l6 6 6-6",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  leave: "M14 4H6v16h8M11 12h10M17 8l4 4-4 4",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l5 5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
  alert: "M12 4l9 16H3zM12 10v4.500M12 17.300v.01",
  remove: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM2.500 20c.4-4 3-6 6.500-6 2 0 3.700.7 4.900 2M16 19h6",
};

/** Those that only what comes late shows come with it. */
export const addIcons = (paths) => Object.assign(PATHS, paths);

export function Icon({ name }) {
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    h("path", { d: PATHS[name] }),
  );
}

/** The mark of the product: the eaves of a house over a lattice door with light behind it. */
export function Mark() {
  return h("img", { class: "mark", src: "favicon.svg", alt: "", width: 32, height: 32 });
}
