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
  /** @type {{ x: number, y: number, pull?: ReturnType<typeof begin> } | undefined} */
  let press;
  node.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !event.ctrlKey) press = { x: event.clientX, y: event.clientY };
  });
  node.addEventListener("pointermove", (event) => {
    if (!press) return;
    const [across, up] = [event.clientX - press.x, press.y - event.clientY];
    if (!press.pull) {
      const far = event.pointerType === "touch" ? Math.abs(across) : Math.hypot(across, up);
      if (far < (FAR_ENOUGH[event.pointerType] ?? 4)) return;
      press.pull = begin();
      if (!press.pull) return void (press = undefined);
      node.setPointerCapture(event.pointerId);
    }
    press.pull.move(across, event.pointerType === "touch" ? 0 : up);
  });
  node.addEventListener("pointerup", () => {
    if (press?.pull) node.addEventListener("click", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
    press = undefined;
  });
  node.addEventListener("pointercancel", () => {
    press?.pull?.undo();
    press = undefined;
  });
}
