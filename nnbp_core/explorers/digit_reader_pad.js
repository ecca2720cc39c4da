// The grid to draw on. It lies over the picture as an element of the page, for two reasons: drawing needs every
// direction of a finger, so `touch-action: none` holds on the grid alone and the page scrolls beside it; and a grid of
// named cells is what screen readers understand.

import { GREYS } from "./digit_reader_digits.js";
import { greysOf, SIDE, textOf } from "./digit_reader_learner.js";
import { fitOf, fitted, inked } from "./digit_reader_strokes.js";
import { tween } from "./shared/motion.js";
import { add, put } from "./shared/write.js";

/** @typedef {import("./digit_reader_strokes.js").Strokes} Strokes */
/** @typedef {import("./digit_reader_strokes.js").Point} Point */

const LIFTED = 650; // ms after the pen is lifted, before the drawing is fitted to the grid
const FITTING = 380;
const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-SIDE, 0],
  End: [SIDE, 0],
  PageUp: [0, -SIDE],
  PageDown: [0, SIDE],
});
const EMPTY = new Float64Array(SIDE * SIDE);

/** @typedef {{ drawing: () => string, draw: (drawing: string, moving: boolean, strokes: Strokes) => void, fresh: (drawing: string) => boolean,
 *   press: () => void }} Hand
 *   fresh  whether a pen begins anew on a drawing, rather than adding to it; press: something is pressed */

let serial = 0;

/** @param {HTMLElement} parent */
function addGrid(parent) {
  serial += 1;
  const pad = add(parent, "div", {
    class: "nnbp-digit-pad",
    role: "grid",
    tabindex: 0,
    "aria-label":
      "Grid to draw a digit on, 8 by 8. Arrow keys go from pixel to pixel, Space inks or wipes one, Delete wipes all",
  });
  const cells = Array.from({ length: SIDE }, () => add(pad, "div", { role: "row" })).flatMap((row, i) =>
    Array.from({ length: SIDE }, (_, j) => add(row, "div", { role: "gridcell", id: `nnbp-digit-${serial}-${i}-${j}` })),
  );
  return { pad, cells };
}

/** Where an event is on the grid. @param {HTMLElement} pad @param {PointerEvent} event @returns {Point} */
function placeOf(pad, { clientX, clientY }) {
  const { left, top, width, height } = pad.getBoundingClientRect();
  return [(SIDE * (clientX - left)) / width, (SIDE * (clientY - top)) / height];
}

/** A pen on the grid: mouse or finger. @param {HTMLElement} pad @param {Hand} hand */
function addPen(pad, { drawing, draw, fresh, press }) {
  let strokes = /** @type {Strokes} */ ([]);
  let base = EMPTY;
  let made = ""; // the drawing that the strokes have made
  let held = -1;
  let stop = () => {};

  const where = (/** @type {PointerEvent} */ event) => placeOf(pad, event);

  function show(moving = true, done = false) {
    made = textOf(inked(strokes, base));
    draw(made, moving, done ? [] : strokes);
  }
  function fit() {
    const [from, to] = [strokes, fitOf(strokes)];
    stop = tween({
      from: 0,
      to: 1,
      ms: FITTING,
      draw: (t) => {
        strokes = fitted(from, to, t);
        show();
      },
      done: () => show(false, true),
    });
  }
  function begin(/** @type {PointerEvent} */ event) {
    if (event.button || held >= 0) return;
    event.preventDefault();
    pad.focus({ preventScroll: true });
    pad.setPointerCapture(event.pointerId);
    held = event.pointerId;
    stop();
    press();
    if (drawing() !== made) {
      strokes = [];
      base = fresh(drawing()) ? EMPTY : greysOf(drawing());
    }
    strokes = [...strokes, [where(event)]];
    show();
  }
  function move(/** @type {PointerEvent} */ event) {
    if (event.pointerId !== held) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    strokes[strokes.length - 1].push(...(passed.length ? passed : [event]).map(where));
    show();
  }
  function end(/** @type {PointerEvent} */ event) {
    if (event.pointerId !== held) return;
    held = -1;
    show(false);
    if (base.some(Boolean)) return;
    const timer = setTimeout(fit, LIFTED);
    stop = () => clearTimeout(timer);
  }
  pad.addEventListener("pointerdown", begin);
  pad.addEventListener("pointermove", move);
  for (const kind of /** @type {const} */ (["pointerup", "pointercancel"])) pad.addEventListener(kind, end);
  return () => stop();
}

/** Drawing by keyboard: a pixel at a time. @param {HTMLElement} pad @param {HTMLElement[]} cells @param {Hand} hand */
function addKeys(pad, cells, { drawing, draw, press }) {
  let at = 3 * SIDE + 3;
  function go(/** @type {number} */ to) {
    cells[at].classList.remove("nnbp-digit-here");
    at = to;
    cells[at].classList.add("nnbp-digit-here");
    put(pad, "aria-activedescendant", cells[at].id);
  }
  const within = (/** @type {number} */ place) => Math.max(0, Math.min(SIDE - 1, place));
  pad.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = MOVES[event.key];
    const now = drawing();
    if (move) go(SIDE * within(Math.floor(at / SIDE) + move[1]) + within((at % SIDE) + move[0]));
    else if (event.key === " ") {
      press();
      draw(
        `${now.slice(0, at)}${now[at] === GREYS[0] ? GREYS[GREYS.length - 1] : GREYS[0]}${now.slice(at + 1)}`,
        false,
        [],
      );
    } else if (event.key === "Delete" || event.key === "Backspace") {
      press();
      draw(textOf(EMPTY), false, []);
    } else return;
    event.preventDefault();
  });
  go(at);
}

/**
 * Returns { place, show, stop }: lay the grid over the picture, tell what is drawn, and end what moves.
 *
 * @param {HTMLElement} parent
 * @param {Hand} hand
 */
export function makePad(parent, hand) {
  const { pad, cells } = addGrid(parent);
  const stop = addPen(pad, hand);
  addKeys(pad, cells, hand);
  return {
    stop,
    place(/** @type {number} */ side) {
      pad.style.width = `${side}px`;
      pad.style.height = `${side}px`;
    },
    show(/** @type {string} */ drawing) {
      cells.forEach((cell, i) => {
        const ink = GREYS.indexOf(drawing[i]);
        const said = ink ? `ink ${ink} of 16` : "empty";
        put(cell, "aria-label", `row ${Math.floor(i / SIDE) + 1}, column ${(i % SIDE) + 1}: ${said}`);
      });
    },
  };
}
