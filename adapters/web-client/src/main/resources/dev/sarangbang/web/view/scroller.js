// A place to scroll in whose content changes at both ends. It keeps what the reader looks at where it is on the screen,
// or keeps the end in view if that is where the reader was.
//
// Children are rows `<div data-key data-sequence?>`. `onEdge("top" | "bottom")` is called whenever little is left on a
// side, `onPlace({ atEnd, seen })` when the reader's place changes, `seen` being the last sequence wholly on the screen.
// Another `target` `{ sequence }` brings its row on the screen.

import { Component, createRef, h } from "./preact.js";

/** Near enough to the end to mean it, in CSS pixels. */
const END_PX = 48;

/** How much to have in store on either side, in CSS pixels. */
const STORE_PX = 1_200;

/** Where the line above what is new is put when a room is opened, as a part of the height. */
const LINE_AT = 0.3;

export class Scroller extends Component {
  box = createRef();
  atEnd = true;

  componentDidMount() {
    this.resized = new ResizeObserver(() => this.settle());
    this.resized.observe(this.box.current);
    this.resized.observe(this.box.current.firstElementChild);
    const line = this.box.current.querySelector(`[data-key="${this.props.startAt}"]`);
    if (line === null) {
      this.toEnd();
    } else {
      this.box.current.scrollTop = line.offsetTop - this.box.current.clientHeight * LINE_AT;
      this.atEnd = this.isAtEnd();
    }
    this.look();
  }

  componentWillUnmount() {
    this.resized.disconnect();
    cancelAnimationFrame(this.frame);
  }

  getSnapshotBeforeUpdate() {
    return this.atEnd ? null : this.anchor();
  }

  componentDidUpdate(before, state, anchor) {
    if (this.props.endCount > before.endCount) this.atEnd = true;
    if (this.props.target !== this.shownTarget && this.showTarget()) this.atEnd = this.isAtEnd();
    else if (this.atEnd) this.toEnd();
    else if (anchor !== null) this.restore(anchor);
    this.look();
  }

  /** Brings the row that the reader asked for to where the eye is; false if it is not here. */
  showTarget() {
    const row = this.rows().find((one) => one.dataset.sequence === String(this.props.target?.sequence));
    if (row === undefined) return false; // it comes with the next update
    this.box.current.scrollTop = row.offsetTop - this.box.current.clientHeight * LINE_AT;
    this.shownTarget = this.props.target;
    return true;
  }

  /** The first row on the screen, and where it is. Days are left out: they stick to the top. */
  anchor() {
    const box = this.box.current;
    const top = box.scrollTop;
    const row = this.rows().find((one) => one.offsetTop + one.offsetHeight > top && !one.hasAttribute("data-sticky"));
    return row === undefined ? null : { key: row.dataset.key, offset: row.offsetTop - top };
  }

  restore({ key, offset }) {
    const row = this.rows().find((one) => one.dataset.key === key);
    if (row !== undefined) this.box.current.scrollTop = row.offsetTop - offset;
  }

  rows() {
    return [...this.box.current.firstElementChild.children];
  }

  isAtEnd() {
    const box = this.box.current;
    return !this.props.moreBelow && box.scrollHeight - box.scrollTop - box.clientHeight < END_PX;
  }

  toEnd() {
    const box = this.box.current;
    this.atEnd = true;
    box.scrollTop = box.scrollHeight;
  }

  /** The size changed: of the window, the text field, or a row. */
  settle() {
    if (this.atEnd) this.toEnd();
    this.look();
  }

  scrolled = () => {
    this.atEnd = this.isAtEnd();
    this.look();
  };

  /** Sees, at most once a frame, where the reader is and what is missing there. */
  look() {
    if (this.frame !== undefined) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = undefined;
      const box = this.box.current;
      if (box === null) return;
      if (box.scrollTop < STORE_PX) this.props.onEdge("top");
      if (box.scrollHeight - box.scrollTop - box.clientHeight < STORE_PX) this.props.onEdge("bottom");
      this.props.onPlace({ atEnd: this.atEnd, seen: this.lastSeen() });
    });
  }

  lastSeen() {
    const box = this.box.current;
    const bottom = box.scrollTop + box.clientHeight + 1;
    const seen = this.rows().findLast(
      (row) => row.dataset.sequence !== undefined && row.offsetTop + row.offsetHeight <= bottom,
    );
    return seen === undefined ? 0 : Number(seen.dataset.sequence);
  }

  /** With the arrow keys from message to message, once the focus is among them. */
  onKeyDown = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const messages = [...this.box.current.querySelectorAll(".message")];
    const at = messages.findIndex((one) => one.contains(document.activeElement));
    const next = at === -1 ? this.lastOnScreen(messages) : messages[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  lastOnScreen(messages) {
    const bottom = this.box.current.getBoundingClientRect().bottom + 1;
    return messages.findLast((one) => one.getBoundingClientRect().bottom <= bottom) ?? messages.at(-1);
  }

  render({ label, children }) {
    return h(
      "div",
      {
        ref: this.box,
        class: "messages",
        role: "log",
        "aria-live": "off", // what is new is announced elsewhere; here, reading back would be announced too
        "aria-label": label,
        tabIndex: 0,
        onScroll: this.scrolled,
        onKeyDown: this.onKeyDown,
        "data-testid": "messages",
      },
      h("div", { class: "rows" }, children),
    );
  }
}
