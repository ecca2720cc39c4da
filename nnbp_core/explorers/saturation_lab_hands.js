// Taking hold of a ball: with the mouse, a finger or the keyboard. What it does to the figure is told by `act`.

const FINGER = 8; // px before a touch is a drag
const MOUSE = 3;
const KEYS = /** @type {Record<string, number>} */ ({
  ArrowLeft: -0.1,
  ArrowDown: -0.1,
  ArrowRight: 0.1,
  ArrowUp: 0.1,
  PageDown: -1,
  PageUp: 1,
});

/**
 * What a hand does; places are in pixels of the picture.
 * @typedef {object} Act
 * @property {(handle: Element) => { x: number, y: number, z: number }} where the point that a ball touches
 * @property {() => { again: () => void }} grab stop a run; `again` lets everything go on as it was
 * @property {(x: number, y: number) => void} drag bring the ball to a place
 * @property {(moved: boolean) => void} release
 * @property {(z: number) => void} place bring the ball to a z, by keyboard
 * @property {() => void} toggle
 */
/**
 * @typedef {object} Held a ball in the hand: where it was taken, and how far the pointer is off its place
 * @property {number} id
 * @property {{ x: number, y: number }} from
 * @property {{ x: number, y: number }} off
 * @property {boolean} moved
 * @property {() => void} again
 */

/** The ball that an event is about. */
const handleOf = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("[data-handle]");

/**
 * Listen to a picture whose balls come and go.
 * @param {SVGSVGElement} svg
 * @param {Act} act
 */
export function addHands(svg, act) {
  /** @type {Held | undefined} */
  let held;

  svg.addEventListener("pointerdown", (event) => {
    const handle = handleOf(event);
    if (!handle || event.button || held) return;
    const { again } = act.grab();
    const { x, y } = act.where(handle);
    const from = { x: event.clientX, y: event.clientY };
    held = { id: event.pointerId, from, off: { x: from.x - x, y: from.y - y }, moved: false, again };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", ({ pointerId, pointerType, clientX, clientY }) => {
    if (held?.id !== pointerId) return;
    const [dx, dy] = [Math.abs(clientX - held.from.x), Math.abs(clientY - held.from.y)];
    const still = pointerType === "touch" ? dx < FINGER || dx < dy : Math.hypot(dx, dy) < MOUSE;
    if (still && !held.moved) return;
    held.moved = true;
    act.drag(clientX - held.off.x, clientY - held.off.y);
  });
  svg.addEventListener("pointerup", (event) => {
    if (held?.id !== event.pointerId) return;
    const { moved } = held;
    held = undefined;
    act.release(moved);
  });
  svg.addEventListener("pointercancel", (event) => {
    if (held?.id !== event.pointerId) return;
    const { again } = held;
    held = undefined;
    again(); // the page took the finger for a swipe: nothing has happened
  });
  svg.addEventListener("keydown", (event) => {
    const handle = handleOf(event);
    if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in KEYS) act.place(Math.round(10 * (act.where(handle).z + KEYS[event.key])) / 10);
    else if (event.key === "Home") act.place(-6);
    else if (event.key === "End") act.place(6);
    else if (event.key === "Enter" || event.key === " ") act.toggle();
    else return;
    event.preventDefault();
  });
}
