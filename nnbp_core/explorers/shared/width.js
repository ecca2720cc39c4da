// How wide a picture is: drawings are made in CSS pixels, so that letters and marks keep their size on every screen.

const UNKNOWN = 640; // px, before the page has been laid out

/**
 * The width of a part of the page, now and whenever it changes: { width, stop }.
 *
 * @param {HTMLElement} box
 * @param {() => void} resized
 */
export function watchWidth(box, resized) {
  let width = Math.round(box.clientWidth) || UNKNOWN;
  const watch = new ResizeObserver(() => {
    const now = Math.round(box.clientWidth);
    if (!now || now === width) return;
    width = now;
    resized();
  });
  watch.observe(box);
  return { width: () => width, stop: () => watch.disconnect() };
}
