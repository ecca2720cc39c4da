// What is drawn can be taken hold of: a handle is a slider for pointer, finger, keyboard and screen reader. A swipe past
// it scrolls the page and moves nothing.

import { plain, spoken } from "./notation.js";
import { put } from "./write.js";

const SWIPE = 8; // px that a finger must go sideways before it moves anything

/**
 * @typedef {{ x: number, y: number }} Point in the units of the drawing
 * @typedef {{ name: string, label: string, min: number, max: number, step: number,
 *   value: () => number,
 *   move: (value: number, moving: boolean) => void,
 *   at: (point: Point, start: { point: Point, value: number }) => number,
 *   words?: (value: number) => string,
 *   grab?: () => void, release?: () => void }} HandleOptions
 *   value  what it stands at now
 *   move   take a new value, within the limits and on a step; `moving` while the hand has not let go
 *   at     the value that a place of the pointer means; `start` is where the hand took hold, for relative drags
 *   words  the value for a screen reader
 *   grab, release  the hand takes hold, and lets go
 */

/** Where an event is, in the units of the drawing that holds the node. @param {SVGElement | HTMLElement} node @param {PointerEvent} event @returns {Point} */
function placeOf(node, event) {
  const matrix = node instanceof SVGElement ? node.ownerSVGElement?.getScreenCTM() : null;
  if (!matrix) return { x: event.clientX, y: event.clientY };
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return { x, y };
}

/** @param {HandleOptions} options @param {number} value */
function allowed({ min, max, step }, value) {
  const stepped = min + Math.round((value - min) / step) * step;
  return Math.min(max, Math.max(min, Number(stepped.toFixed(10))));
}

/** @param {HandleOptions} options @param {string} key @returns {number | undefined} */
function byKey(options, key) {
  const { min, max, step, value } = options;
  const by = /** @type {Record<string, number>} */ ({
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: 10,
    PageDown: -10,
  })[key];
  if (by) return allowed(options, value() + by * step);
  if (key === "Home") return min;
  return key === "End" ? max : undefined;
}

/**
 * Let a pointer drag the node, by the rules of a handle.
 *
 * @param {SVGElement | HTMLElement} node
 * @param {HandleOptions} options
 */
export function followPointer(node, options) {
  let held =
    /** @type {{ id: number, x: number, y: number, start: { point: Point, value: number }, moved: boolean } | null} */ (
      null
    );
  const down = (/** @type {PointerEvent} */ event) => {
    if (event.button || held) return;
    const touch = event.pointerType === "touch";
    if (!touch) event.preventDefault(); // no text is selected on the way
    held = {
      id: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      start: { point: placeOf(node, event), value: options.value() },
      moved: !touch,
    };
    node.setPointerCapture(event.pointerId);
    node.focus({ preventScroll: true });
    if (!touch) options.grab?.();
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (held?.id !== event.pointerId) return;
    if (!held.moved) {
      const [across, along] = [Math.abs(event.clientX - held.x), Math.abs(event.clientY - held.y)];
      if (across < SWIPE || across < along) return;
      held.moved = true;
      options.grab?.();
    }
    const value = allowed(options, options.at(placeOf(node, event), held.start));
    if (value !== options.value()) options.move(value, true);
  };
  const end = (/** @type {PointerEvent} */ event) => {
    if (held?.id !== event.pointerId) return;
    const { moved, start } = held;
    held = null;
    if (!moved) return;
    options.move(event.type === "pointercancel" ? start.value : options.value(), false); // a scroll takes back what it began
    options.release?.();
  };
  node.addEventListener("pointerdown", /** @type {EventListener} */ (down));
  node.addEventListener("pointermove", /** @type {EventListener} */ (move));
  for (const kind of ["pointerup", "pointercancel"]) node.addEventListener(kind, /** @type {EventListener} */ (end));
}

/**
 * Make a part of a picture (or an element of the page) a handle; it should be, or hold, something 24 px wide and high
 * (class "nnbp-reach" is such a clear disc). Returns a function that shows the value to a screen reader: call it whenever
 * the value may have changed.
 *
 * @param {SVGElement | HTMLElement} node
 * @param {HandleOptions} options
 */
export function handle(node, options) {
  const { name, label, min, max, words = (value) => String(value) } = options;
  for (const [attribute, value] of Object.entries({
    "data-handle": name,
    role: "slider",
    tabindex: 0,
    "aria-label": spoken(label),
    "aria-valuemin": min,
    "aria-valuemax": max,
  })) {
    put(node, attribute, value);
  }
  node.classList.add("nnbp-handle");
  const drawing = node instanceof SVGElement ? node.ownerSVGElement : node;
  drawing?.classList.add("nnbp-hands"); // touch-action stands on the drawing
  if (drawing?.getAttribute("role") === "img") put(drawing, "role", "group"); // an image hides its parts from screen readers
  followPointer(node, options);
  node.addEventListener("keydown", (pressed) => {
    const event = /** @type {KeyboardEvent} */ (pressed);
    const value = event.ctrlKey || event.altKey || event.metaKey ? undefined : byKey(options, event.key);
    if (value === undefined) return;
    event.preventDefault();
    options.grab?.();
    options.move(value, false);
    options.release?.();
  });
  return () => {
    const value = options.value();
    put(node, "aria-valuenow", value);
    put(node, "aria-valuetext", plain(words(value)));
  };
}
