// What the first picture can do without: dialogs, and what can be done with a message. It is fetched once everything that
// is seen first is there, or when it is asked for.

import { fitToViewport } from "../app/viewport.js";
import { alsoUse } from "../i18n/text.js";
import { addIcons } from "./icons.js";
import { icons } from "./icons-late.js";
import { look } from "./look.js";

export { notifyOf } from "../app/notify.js";
export { Actions, edit } from "./actions.js";
export { Composing } from "./composing.js";
export { kinds } from "./dialogs.js";
export { Lookout } from "./lookout.js";
export { Menu } from "./menu.js";
export { Unchanged } from "./unchanged.js";

fitToViewport(window);
addIcons(icons);

/** Resolves when its words and its looks are there as well. */
export const ready = () => Promise.all([alsoUse("late"), look("style/forms.css"), look("style/late.css")]);
