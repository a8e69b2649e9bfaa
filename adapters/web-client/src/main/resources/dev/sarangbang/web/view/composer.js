// Where one types. The field is left to the browser: its text is never set while someone composes a syllable, only read.

import { t } from "../i18n/text.js";
import { MESSAGE, RAW_UNITS_MAX, parse, room as roomLeft } from "../text/rules.js";
import { newestOf } from "../state/room.js";
import { Icon } from "./icons.js";
import { classes } from "./parts.js";
import { h, useApp, useEffect, useLayoutEffect, useRef, useState, useStore } from "./preact.js";

/** The counter appears when no more than this many characters are left. */
const COUNTER_FROM = 100;

/** With a finger, Enter is for a new line; there is a button to send. */
const byFinger = matchMedia("(pointer: coarse)");

/** Events of a composition, and the key that ends one, are the input method's. */
const isComposing = (event) => event.isComposing || event.keyCode === 229;

/**
 * `how` in the store tells when what is typed is not just a message of its own: `{ type: "reply", message }`, or
 * `{ type: "edit", message, text, typed? }`, which leaves the draft of the room alone and outlives a look into another.
 */
export function Composer({ room }) {
  const { compose, drafts, session, store, toast } = useApp();
  const how = useStore((state) => state.composing[room.id]);
  const late = useStore((state) => state.late);
  const editing = how?.type === "edit";
  const field = useRef();
  const composing = useRef(false);
  const [left, setLeft] = useState(MESSAGE.codePointsMax);
  const [empty, setEmpty] = useState(true);

  const changed = () => {
    const { value } = field.current;
    setLeft(roomLeft(value, MESSAGE));
    setEmpty(value === "");
    grow(field.current);
  };

  useLayoutEffect(() => {
    field.current.value = editing ? (how.typed ?? how.text) : drafts().of(room.id);
    changed();
    if (!byFinger.matches) field.current.focus();
    return () => drafts().keep();
  }, []);

  const before = useRef(how);
  useLayoutEffect(() => {
    if (how === before.current) return;
    if (editing) field.current.value = how.text;
    else if (before.current?.type === "edit") field.current.value = drafts().of(room.id);
    before.current = how;
    changed();
    field.current.focus();
    field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [how]);

  useEffect(() => {
    const focus = () => field.current?.focus();
    document.addEventListener("sarangbang:focus-composer", focus);
    return () => document.removeEventListener("sarangbang:focus-composer", focus);
  }, []);

  const onInput = () => {
    changed();
    if (editing) {
      how.typed = field.current.value; // nobody shows it, so nobody has to be told
      return;
    }
    drafts().set(room.id, field.current.value);
    if (field.current.value.trim() !== "") session().typing(room.id);
  };

  const send = () => {
    const { text, flaw } = parse(field.current.value, MESSAGE);
    if (flaw === "blank") return;
    if (flaw !== undefined) {
      toast(t(`error_text_${flaw}`), true);
      return;
    }
    if (editing) {
      if (text !== how.text) session().edit(room.id, how.message, text);
      compose(room.id, undefined);
      return;
    }
    session().say(room.id, text, how?.message);
    compose(room.id, undefined);
    field.current.value = "";
    drafts().set(room.id, "");
    drafts().keep();
    changed();
  };

  // A button pressed in the middle of a syllable: the input method first has to give up what it holds, or it would put
  // the last syllable into the emptied field again.
  const press = () => {
    if (!composing.current) {
      send();
      field.current.focus();
      return;
    }
    field.current.blur();
    setTimeout(() => {
      send();
      field.current?.focus();
    });
  };

  const onKeyDown = (event) => {
    if (isComposing(event) || event.shiftKey || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && (command || !byFinger.matches)) send();
    else if (command) return;
    else if (event.key === "Escape" && how !== undefined) compose(room.id, undefined);
    else if (event.key === "ArrowUp" && how === undefined && late && field.current.value === "") editLast();
    else if (event.key === "Escape") document.dispatchEvent(new CustomEvent("sarangbang:to-end"));
    else if (event.key === "PageUp" || event.key === "PageDown") page(event.key === "PageUp" ? -1 : 1);
    else return;
    event.preventDefault();
  };

  const editLast = () => {
    const { me } = store.get().model;
    const last = newestOf(room, me);
    if (last !== undefined) compose(room.id, late.edit(last.sequence, last.text));
  };

  const onPaste = (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (field.current.value.length + pasted.length <= RAW_UNITS_MAX) return;
    event.preventDefault();
    toast(
      t("too_much_pasted", { n: pasted.length.toLocaleString(), max: MESSAGE.codePointsMax.toLocaleString() }),
      true,
    );
  };

  const tooLong = left < 0;
  return h(
    "form",
    {
      class: classes("composer", tooLong && "too-long"),
      onSubmit: (event) => {
        event.preventDefault();
        press();
      },
    },
    how && h(late.Composing, { room, how, cancel: () => compose(room.id, undefined) }),
    h("label", { class: "sr", for: "composer" }, t("write_in", { title: room.facts.title })),
    h("textarea", {
      id: "composer",
      ref: field,
      rows: 1,
      placeholder: t("write"),
      autocomplete: "off",
      enterkeyhint: byFinger.matches ? "enter" : "send",
      "aria-describedby": "composer-count",
      "aria-invalid": String(tooLong),
      onInput,
      onKeyDown,
      onPaste,
      onCompositionStart: () => (composing.current = true),
      onCompositionEnd: () => (composing.current = false),
      "data-testid": "composer",
    }),
    h(
      "span",
      { id: "composer-count", class: "count", role: "status", "data-testid": "count" },
      left <= COUNTER_FROM && [
        h("span", { "aria-hidden": "true" }, left),
        h("span", { class: "sr" }, tooLong ? t("too_long_by", { n: -left }) : t("left", { n: left })),
      ],
    ),
    h(
      "button",
      {
        type: "submit",
        class: "send",
        "aria-label": editing ? t("save") : t("send"),
        title: editing ? t("save") : t("send"),
        "aria-disabled": String(empty || tooLong),
        "data-testid": "send",
      },
      h(Icon, { name: editing ? "check" : "send" }),
    ),
  );
}

/** As high as its text, up to what the style allows. */
function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function page(direction) {
  const box = document.querySelector(".messages");
  box?.scrollBy({ top: direction * box.clientHeight * 0.85 });
}
