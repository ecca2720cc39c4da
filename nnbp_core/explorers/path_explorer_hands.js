// Hands on the picture of PathExplorer: edges are clicked, bars are pointed at, and both are reached by the keyboard.

import { barsOf, columnsOf } from "./path_explorer_bars.js";
import { MOST } from "./path_explorer_model.js";
import { offered } from "./path_explorer_net.js";
import { partAt } from "./path_explorer_place.js";
import { fits } from "./path_explorer_walk.js";
import { edgeUnder, onPress, stepAlong } from "./shared/edges.js";
import { handle, placeIn } from "./shared/handle.js";
import { edgeOf } from "./shared/notation.js";

/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./path_explorer_walk.js").Moment} Moment */
/** @typedef {import("./path_explorer_place.js").Place} Place */
/** @typedef {import("./path_explorer_net.js").Pointed} Pointed */
/** @typedef {import("./path_explorer_walk.js").Walk} Walk */
/** @typedef {{ run: Run, place: Place, walk: Walk, choose: (edge: string) => void, draw: () => void, hands: Hands }} Figure */
/**
 * @typedef {{ pin: Pointed | null, hover: Pointed | null, focus: Pointed | null, stop: string, column: number }} Hands
 *   what a press has left lit, what the mouse points at, where the keyboard is; the edge and the column where it stops
 */

/** The path whose bar stands in a column. @param {Run} run @param {Moment} moment @param {number} column */
function pathIn(run, moment, column) {
  if (!moment.fused) return columnsOf(run, moment.walked)[Math.min(column, run.paths.length - 1)];
  const bars = barsOf(run, moment.walked, Math.floor(moment.fused));
  const far = (/** @type {number} */ i) => Math.abs(bars[i].at - column);
  return run.paths.reduce((best, { i }) => (far(i) < far(best) ? i : best), 0);
}

/** What a press does. @param {Figure} figure @param {Hands} hands */
function actionsOn(figure, hands) {
  const { walk } = figure;
  const { moment } = walk;
  /** Walk as far as this edge, if a path that is left has it before it. @param {string} edge */
  function walkTo(edge) {
    const open = walk.left().filter((path) => fits(path, moment.at) && path.edges.indexOf(edge) >= moment.at.length);
    if (moment.fused || !open.length) return false;
    const [{ edges, rows }] = open;
    walk.to(rows.slice(0, edges.indexOf(edge) + 1));
    return true;
  }
  /** @param {string} edge */
  function onEdge(edge) {
    if (!moment.choosing && walkTo(edge)) return;
    const onWay = figure.run.paths.some(({ edges }) => edges.includes(edge));
    if (edgeOf(edge).layer <= figure.run.last && (moment.choosing || !onWay)) figure.choose(edge);
    else if (onWay) hands.pin = { edge };
  }
  /** @param {number} i */
  function onPath(i) {
    const path = figure.run.paths[i];
    if (moment.fused || moment.walked.includes(i)) {
      hands.pin = { path: i };
      return;
    }
    if (!fits(path, moment.at)) walk.back();
    walk.to(path.rows);
  }
  /** @param {string} neuron */
  function onNeuron(neuron) {
    const { layer, j } = edgeOf(neuron);
    const next = walk.left().find((path) => fits(path, moment.at) && path.rows[moment.at.length] === j);
    if (!moment.fused && next && layer === figure.run.part.layer + moment.at.length)
      walk.to(next.rows.slice(0, moment.at.length + 1));
    else hands.pin = { neuron };
  }
  return {
    onEdge,
    onPath,
    /** @param {ReturnType<typeof partAt>} part */
    press(part) {
      const merging = moment.merging;
      hands.pin = null;
      if (merging) walk.fuse(Math.ceil(moment.fused));
      else walk.flush();
      if (part && "edge" in part) onEdge(part.edge);
      else if (part && "neuron" in part && !moment.choosing) onNeuron(part.neuron);
      else if (part && "slot" in part && !moment.choosing && !merging) {
        hands.column = Math.min(part.slot, figure.run.paths.length - 1);
        onPath(pathIn(figure.run, moment, part.slot));
      }
      figure.draw();
    },
  };
}

/**
 * @param {HTMLElement} box around the drawing: a drawing that listens for the focus takes it
 * @param {SVGSVGElement} svg
 * @param {Figure} figure
 */
export function addHands(box, svg, figure) {
  const { moment } = figure.walk;
  const draw = () => figure.draw();
  const hands = /** @type {Hands} */ ({ pin: null, hover: null, focus: null, stop: "", column: 0 });
  const actions = actionsOn(figure, hands);
  let pressing = false; // a focus that comes by a press is not the keyboard's

  /** The part of the picture that a hand means: an edge on offer before one on a path, that before another. @param {readonly [number, number]} at */
  function partOf(at) {
    const offers = offered({ run: figure.run, moment, place: figure.place });
    const onWay = new Set(figure.run.paths.flatMap(({ edges }) => edges));
    const favour = (/** @type {string} */ edge) => (offers.has(edge) ? 1 : onWay.has(edge) ? 0.5 : 0);
    return partAt(figure.place, at, favour);
  }
  /** @param {ReturnType<typeof partAt>} part @returns {Pointed | null} */
  const pointedBy = (part) => (part && "slot" in part ? { path: pathIn(figure.run, moment, part.slot) } : part);
  /** @param {Pointed | null} pointed */
  function hover(pointed) {
    if (JSON.stringify(pointed) === JSON.stringify(hands.hover)) return;
    hands.hover = pointed;
    svg.style.cursor = pointed ? "pointer" : "";
    draw();
  }

  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") hover(pointedBy(partOf(placeIn(svg, event))));
  });
  svg.addEventListener("pointerleave", () => hover(null));
  const press = ({ type = "" }) => {
    pressing = type === "pointerdown";
  };
  svg.addEventListener("pointerdown", press, true);
  for (const kind of ["pointerup", "pointercancel"]) svg.addEventListener(kind, press);
  onPress(svg, { at: (place) => actions.press(partOf(place)), edge: (edge) => actions.press({ edge }) });
  box.addEventListener("focusin", ({ target }) => {
    const edge = edgeUnder(target);
    if (pressing || !(/** @type {Element} */ (target).matches(":focus-visible"))) return;
    hands.hover = null; // the mouse lies still
    if (edge) hands.stop = edge;
    hands.focus = edge ? { edge } : { path: pathIn(figure.run, moment, hands.column) };
    draw();
  });
  box.addEventListener("focusout", () => {
    hands.focus = null;
    draw();
  });
  svg.addEventListener("keydown", (event) => onKey(svg, event, figure, hands, actions));
  return hands;
}

/**
 * @param {SVGSVGElement} svg
 * @param {KeyboardEvent} event
 * @param {Figure} figure
 * @param {Hands} hands
 * @param {ReturnType<typeof actionsOn>} actions
 */
function onKey(svg, event, { walk }, hands, actions) {
  hands.hover = null; // the mouse lies still
  const edge = edgeUnder(event.target);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    actions.press(edge ? { edge } : { slot: hands.column });
    return;
  }
  if (event.key === "Escape") walk.undo();
  stepAlong(svg, event);
}

/** The bars as a slider: each path in its turn, by the keyboard, or by a finger that goes along them. @param {SVGSVGElement} svg @param {Figure} figure */
export function addSlider(svg, figure) {
  const node = svg.querySelector("[data-handle=path]");
  if (!(node instanceof SVGElement)) return;
  const { hands, walk } = figure;
  const within = (/** @type {number} */ value) => Math.max(1, Math.min(figure.run.paths.length, value));
  handle(node, {
    name: "path",
    label: "path to look at",
    min: 1,
    max: MOST,
    step: 1,
    value: () => hands.column + 1,
    move: (value, moving) => {
      if (!moving && value === hands.column + 1) return;
      hands.column = within(value) - 1;
      hands.pin = { path: pathIn(figure.run, walk.moment, hands.column) };
      hands.focus = null;
      figure.draw();
    },
    at: ({ x }) => within(Math.floor((x - figure.place.bars.left) / figure.place.slot) + 1),
  });
}
