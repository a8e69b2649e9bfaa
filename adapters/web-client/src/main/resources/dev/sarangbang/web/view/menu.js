// A button that opens a list of actions, with the keys people expect of one.

import { IconButton, classes } from "./parts.js";
import { Icon } from "./icons.js";
import { h, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";

/** `items` are `{ icon, label, act, danger?, testid }`. A menu `inPassing` is one of many: the Tab key passes it by. */
export function Menu({ icon, label, items, testid, inPassing, openAtOnce = false }) {
  const [open, setOpen] = useState(openAtOnce);
  const [place, setPlace] = useState("");
  const root = useRef();
  const list = useRef();
  const button = () => root.current.querySelector("button");

  useLayoutEffect(() => {
    if (!open) return;
    setPlace(placeFor(list.current));
    list.current.querySelector("[role=menuitem]").focus({ preventScroll: true });
  }, [open]);

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => root.current.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button().focus();
  };

  const onKeyDown = (event) => {
    const all = [...list.current.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[(to + all.length) % all.length].focus();
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };

  const choose = (act) => {
    close();
    act();
  };

  return h(
    "div",
    { class: "menu", ref: root },
    h(IconButton, {
      icon,
      label,
      "aria-haspopup": "menu",
      "aria-expanded": String(open),
      tabIndex: inPassing ? -1 : undefined,
      onClick: () => {
        setPlace("");
        setOpen(!open);
      },
      "data-testid": testid,
    }),
    open &&
      h(
        "div",
        { class: classes("menu-list", place), role: "menu", "aria-label": label, ref: list, onKeyDown },
        items.map((item) =>
          h(
            "button",
            {
              key: item.label,
              type: "button",
              role: "menuitem",
              tabIndex: -1,
              class: item.danger ? "danger" : "",
              onClick: () => choose(item.act),
              "data-testid": item.testid,
            },
            h(Icon, { name: item.icon }),
            item.label,
          ),
        ),
      ),
  );
}

/** Where a list that stands out of what surrounds it has to go instead. */
function placeFor(list) {
  const bounds = (list.closest(".messages") ?? document.documentElement).getBoundingClientRect();
  const { bottom, left, height } = list.getBoundingClientRect();
  const top = list.parentElement.getBoundingClientRect().top;
  return classes(bottom > bounds.bottom && top - height > bounds.top && "above", left < bounds.left && "aside");
}
