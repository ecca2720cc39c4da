// Where the reader looks: the edge and the neurons whose numbers are read.

import { edgeOf } from "./shared/notation.js";

/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {import("./backward_stepper_scene.js").Looking} Looking */

/** Where the reader looks: the chosen edge and its neurons, or those pointed at since. */
export function makeLooking() {
  let local = /** @type {Record<number, number>} */ ({});
  let hover = /** @type {readonly [number, number] | null} */ (null);
  let edge = /** @type {string | null} */ (null);
  let last = 2;
  /** @param {State} state @param {number[]} sizes @returns {Looking} */
  function at({ selected }, sizes) {
    const { layer, j, k } = edgeOf(edge ?? selected);
    const within = (/** @type {number} */ l, /** @type {number} */ i) => Math.min(i, sizes[l - 1]);
    const chosen = { layer, j: within(layer, j), k: within(layer - 1, k) };
    const own = { [layer]: chosen.j, [layer - 1]: chosen.k };
    const neuron = Object.fromEntries([2, 3].map((l) => [l, within(l, local[l] ?? own[l] ?? 1)]));
    return { chosen, neuron, layer: last, hover };
  }
  /** Point at a part of the drawing, or at nothing. Returns whether that is new. @param {Element | null} part */
  function point(part) {
    const before = `${hover} ${edge}`;
    const [neuron, over] = [part?.getAttribute("data-neuron"), part?.getAttribute("data-edge")];
    hover = null;
    if (over) edge = over;
    if (neuron) {
      const [l, j] = neuron.split(",").map(Number);
      hover = [l, j];
      local = { ...local, [l]: j };
      last = l;
    }
    return `${hover} ${edge}` !== before;
  }
  return {
    at,
    point,
    forget() {
      [local, hover, edge, last] = [{}, null, null, 2];
    },
  };
}

/**
 * Pointing, by pointer or focus; a press stops a run.
 *
 * @param {SVGSVGElement} svg
 * @param {HTMLElement} root
 * @param {{ looks: ReturnType<typeof makeLooking>, look: () => void, clock: ReturnType<typeof import("./backward_stepper_clock.js").makeClock>,
 *   set: import("./shared/shell.js").Parts<State>["set"] }} figure
 */
export function listen(svg, root, { looks, look, clock, set }) {
  const partOf = (/** @type {Event} */ event) =>
    /** @type {Element} */ (event.target).closest("[data-neuron], [data-edge]");
  let released = ""; // where a hand let go: what lies there is not pointed at before the pointer moves
  const placeOf = (/** @type {any} */ { clientX, clientY }) => `${clientX} ${clientY}`;
  svg.addEventListener("pointerup", (event) => {
    released = placeOf(event);
  });
  svg.addEventListener("pointerover", (event) => {
    if (placeOf(event) !== released && looks.point(partOf(event))) look();
  });
  // A drawing that listens to focus is a stop of the keyboard in Chromium: so not the drawing, but what is around it.
  root.addEventListener("focusin", (event) => {
    if (looks.point(partOf(event))) look();
  });
  svg.addEventListener("pointerleave", () => {
    if (looks.point(null)) look();
  });
  svg.addEventListener("click", (event) => {
    const edge = partOf(event)?.getAttribute("data-edge");
    if (edge) set({ selected: edge }, { running: true });
  });
  root.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (!(/** @type {Element} */ (target).closest("[data-run-button]"))) clock.halt();
    },
    true,
  );
}
