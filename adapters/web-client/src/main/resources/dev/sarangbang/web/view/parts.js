// Small pieces that many components are made of.

import { t } from "../i18n/text.js";
import { hueOf, initialOf } from "../text/glyphs.js";
import { Icon } from "./icons.js";
import { h, useEffect, useState } from "./preact.js";

const HUES = 8;

export const classes = (...names) => names.filter(Boolean).join(" ");

/** A button that shows an icon and is named by words. */
export function IconButton({ icon, label, ...rest }) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, ...rest },
    h(Icon, { name: icon }),
  );
}

/** Someone's letter on a colour of theirs, with a dot for who is here; the words for both are beside it. */
export function Avatar({ id, name, online, small }) {
  return h(
    "span",
    { class: classes("avatar", `hue-${hueOf(id, HUES)}`, small && "small"), "aria-hidden": "true" },
    name === undefined ? "" : initialOf(name),
    online !== undefined && h("span", { class: classes("dot", online && "online") }),
  );
}

export function RoomTile({ id, title }) {
  return h("span", { class: `tile hue-${hueOf(id, HUES)}`, "aria-hidden": "true" }, initialOf(title));
}

/** A name of someone else, kept from turning the text around it. */
export function Name({ person }) {
  return h("bdi", {}, person?.name ?? t("someone"));
}

/** The instant, renewed every `everyMs`. */
export function useNow(everyMs) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The words for an error code, or for what is not foreseen. */
export function errorWords(code, values) {
  const words = t(`error_${code}`, values);
  return words === `error_${code}` ? t("error_other", { code }) : words;
}
