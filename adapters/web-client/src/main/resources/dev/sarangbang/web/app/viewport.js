// Keeps the page above an on-screen keyboard. Most browsers make the page smaller by themselves, as index.html asks them
// to; those that only lay the keyboard over it tell how much can still be seen.

/** Less than this is no keyboard, in CSS pixels. */
const KEYBOARD_MIN = 80;

/** Sets `--view-height` on the root element while a keyboard covers a part of the page. */
export function fitToViewport({ visualViewport: view, document }) {
  if (view === undefined || view === null) return;
  const fit = () => {
    const zoomed = Math.abs(view.scale - 1) > 0.01; // someone looks closer: that is no keyboard
    const covered = document.documentElement.clientHeight - view.height;
    const { style } = document.documentElement;
    if (zoomed || covered < KEYBOARD_MIN) {
      style.removeProperty("--view-height");
      return;
    }
    style.setProperty("--view-height", `${Math.round(view.height)}px`);
    document.documentElement.scrollTop = 0; // the browser scrolled the page away to show the field, which now is in view
  };
  view.addEventListener("resize", fit);
  fit();
}
