// Sheets of style that the first picture can do without. Their order in the page is the order in which they were asked for.

const looks = new Map();

/** Resolves when the sheet is there. */
export function look(href) {
  if (!looks.has(href)) {
    const link = document.createElement("link");
    const loaded = new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => {
        link.remove();
        looks.delete(href); // it can be tried again
        reject(new Error(`could not load ${href}`));
      };
    });
    looks.set(href, loaded);
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
  }
  return looks.get(href);
}
