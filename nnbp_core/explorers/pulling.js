// What can be pulled: a weight on its edge, an input, a number in a matrix. A swipe past it scrolls the page.

const FAR_ENOUGH = { mouse: 4, pen: 4, touch: 8 }; // px before a press becomes a pull

/**
 * Let an element be pulled by mouse, pen or finger.
 *
 * `begin` is called when a pull begins and returns { move(across, up), undo() }, the distances in px since the press; or
 * nothing, where there is nothing to pull now. A finger pulls sideways: up and down it scrolls, because the element's
 * `touch-action` is `pan-y`. What the browser takes over as a scroll is undone.
 * @param {Element} node
 * @param {() => { move: (across: number, up: number) => void, undo: () => void } | undefined} begin
 */
export function pullable(node, begin) {
  node.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || down.ctrlKey) return;
    const press = new AbortController();
    const on = (name, act) => window.addEventListener(name, act, { signal: press.signal });
    /** @type {ReturnType<typeof begin>} */
    let pull;
    on("pointermove", (event) => {
      if (event.pointerId !== down.pointerId) return;
      const touch = event.pointerType === "touch";
      const [across, up] = [event.clientX - down.clientX, touch ? 0 : down.clientY - event.clientY];
      if (!pull && Math.hypot(across, up) < (FAR_ENOUGH[event.pointerType] ?? FAR_ENOUGH.mouse)) return;
      pull ??= begin();
      if (pull) pull.move(across, up);
      else press.abort();
    });
    on("pointerup", () => {
      const swallow = (event) => event.stopPropagation(); // the end of a pull is no click
      if (pull) window.addEventListener("click", swallow, true);
      setTimeout(() => window.removeEventListener("click", swallow, true));
      press.abort();
    });
    on("pointercancel", () => {
      pull?.undo();
      press.abort();
    });
  });
}
