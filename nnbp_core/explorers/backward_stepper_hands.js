// What the hand takes hold of: each weight on its edge, each bias under its neuron, inputs, targets, and the head of the
// hairpin.

import { inPill, pillWidth } from "./backward_stepper_marks.js";
import { biasMove, EDGES, moveTo, NETWORKS, NEURONS, weightMove } from "./backward_stepper_networks.js";
import { n, onGauge } from "./backward_stepper_place.js";
import { LAST, stopAt } from "./backward_stepper_time.js";
import { stopInWords } from "./backward_stepper_words.js";
import { followPointer, handle } from "./shared/handle.js";
import { setParts, showQuantity, spoken, symbol } from "./shared/notation.js";
import { add, put, write } from "./shared/write.js";

/** @typedef {import("./backward_stepper_networks.js").State} State */
/** @typedef {import("./backward_stepper_scene.js").Moment} Moment */
/** @typedef {import("./shared/shell.js").Parts<State>} Parts */
/** @typedef {{ get: Parts["get"], set: Parts["set"], moment: () => Moment, grab: () => void }} Figure */
/** @typedef {(moment: Moment) => void} Show */

const UNIT = 40; // px of a drag, for 1
const LIMIT = 5; // of a weight, for a hand
const DOOR = "Inputs, weights, biases and targets: Enter goes in, Escape comes out";
const HINT = "Enter goes in, Esc out";

const along =
  (/** @type {number} */ unit) =>
  (/** @type {any} */ { x, y }, /** @type {any} */ { point, value }) =>
    value + (x - point.x - (y - point.y)) / unit;

/** Whether a handle is there now; machines find no number on one that is not. @param {SVGGElement} node @param {boolean} there */
function appears(node, there) {
  put(node, "display", there ? null : "none");
  if (!there) setParts(/** @type {SVGTextElement} */ (node.querySelector("text")), null);
  return there;
}

/** A pill with a number; its hand is larger than it. @param {SVGGElement} node */
function pillIn(node) {
  const near = add(node, "rect", { class: "nnbp-heart-reach", rx: 12 });
  const body = add(node, "rect", { class: "nnbp-heart-pill" });
  const text = add(node, "text", { class: "nnbp-heart-number", "text-anchor": "middle" });
  /**
   * @param {readonly [number, number]} at
   * @param {string} sign before the number
   * @param {{ quantity: string, value: number, index: string }} number
   * @param {number} size of the letters
   * @param {string} kind
   */
  return ([x, y], sign, number, size, kind) => {
    const written = inPill(number.value);
    const wide = pillWidth(size, number.value, sign);
    const high = size + 8;
    put(node, "transform", `translate(${n(x)} ${n(y)})`);
    write(near, { x: n(-Math.max(wide / 2, 24)), y: -15, width: n(Math.max(wide, 48)), height: 30 });
    write(body, { x: n(-wide / 2), y: n(-high / 2), width: n(wide), height: high, rx: high / 2 });
    write(text, { y: n(size * 0.36) });
    setParts(text, [sign, { ...number, text: written }]);
    put(node, "data-look", kind || null);
  };
}

/** @param {SVGGElement} group @param {Figure} figure @returns {Show[]} */
function addWeights(group, { get, set, moment, grab }) {
  return EDGES.map(([l, j, k]) => {
    const node = add(group, "g", { class: "nnbp-heart-weight", "data-edge": `${l},${j},${k}` });
    const show = pillIn(node);
    const has = () => j <= moment().run.sizes[l - 1] && k <= moment().run.sizes[l - 2];
    const value = () => (has() ? moment().run.w(l, j, k) : 0);
    const tell = handle(node, {
      name: `w${l}_${j}${k}`,
      label: `weight ${symbol("w", l, j, k)}`,
      min: -LIMIT,
      max: LIMIT,
      step: 0.1,
      value,
      move: (w, moving) =>
        set({ [weightMove(l, j, k)]: moveTo(w, NETWORKS[get().network].weights[l - 2][j - 1][k - 1]) }, { moving }),
      at: along(UNIT),
      words: (w) => inPill(w),
      grab,
    });
    return (now) => {
      if (!appears(node, has())) return;
      const { place, p, chosen, stop } = now;
      const forward = p(`z${l}.mul`) > 0 && p(`z${l}.add`) < 1;
      const back = l === 3 && p("BP2.mul") > 0 && p("BP2.add") < 1;
      const on = stop === LAST && chosen.layer === l && chosen.j === j && chosen.k === k;
      const number = { quantity: "w", value: value(), index: `${l},${j},${k}` };
      const at = place.edge(l, j, k).at(place.pillAt(l));
      show(at, forward || back ? "×" : "", number, place.pill, forward ? "forward" : back ? "back" : on ? "on" : "");
      tell();
    };
  });
}

/** @param {SVGGElement} group @param {Figure} figure @returns {Show[]} */
function addBiases(group, { get, set, moment, grab }) {
  return NEURONS.map(([l, j]) => {
    const node = add(group, "g", { class: "nnbp-heart-bias", "data-neuron": `${l},${j}` });
    const show = pillIn(node);
    const has = () => j <= moment().run.sizes[l - 1];
    const value = () => (has() ? moment().run.b(l, j) : 0);
    const tell = handle(node, {
      name: `b${l}_${j}`,
      label: `bias ${symbol("b", l, j)}`,
      min: -LIMIT,
      max: LIMIT,
      step: 0.1,
      value,
      move: (b, moving) =>
        set({ [biasMove(l, j)]: moveTo(b, NETWORKS[get().network].biases[l - 2][j - 1][0]) }, { moving }),
      at: along(UNIT),
      words: (b) => inPill(b),
      grab,
    });
    return (now) => {
      if (!appears(node, has())) return;
      const { place, p } = now;
      const [add_, down] = [p(`z${l}.add`), p("BP3.down")];
      const number = { quantity: "b", value: value(), index: `${l},${j}` };
      const kind = add_ > 0 && add_ < 1 ? "forward" : down > 0.5 && p("BP4.thick") < 1 ? "back" : "";
      show(place.beadAt(l, j), value() < 0 ? "" : "+", number, place.pill - 1, kind);
      tell();
    };
  });
}

/** @param {SVGGElement} group @param {Figure} figure @returns {Show[]} */
function addInputs(group, { get, set, moment, grab }) {
  return [1, 2].map((k) => {
    const node = add(group, "g", { class: "nnbp-heart-input" });
    const near = add(node, "rect", { class: "nnbp-heart-reach" });
    const track = add(node, "path", { class: "nnbp-heart-track" });
    const thumb = add(node, "circle", { class: "nnbp-heart-thumb", r: 9 });
    const disc = add(node, "circle", { class: "nnbp-heart-source" });
    const value = add(node, "text", { class: "nnbp-heart-number", "text-anchor": "middle" });
    const name = add(node, "text", {
      class: "nnbp-heart-number nnbp-heart-it nnbp-heart-halo",
      "text-anchor": "middle",
    });
    setParts(name, `x_{${k}}`);
    const field = `x${k}`;
    const tell = handle(node, {
      name: field,
      label: `input x_{${k}}`,
      min: -2,
      max: 2,
      step: 0.05,
      value: () => get()[field],
      move: (x, moving) => set({ [field]: x }, { moving }),
      at: (point, start) => along(moment().place.track / 4)(point, start),
      words: inPill,
      grab,
    });
    return ({ place }) => {
      const [x, y] = place.trackAt(k);
      const [cx, cy, at] = [place.x[1], place.y(1, k), get()[field]];
      write(near, { x: n(x - 12), y: n(y - 14), width: place.track + 24, height: 28 });
      write(track, { d: `M${n(x)} ${n(y)}h${place.track}` });
      write(thumb, { cx: n(x + (place.track * (at + 2)) / 4), cy: n(y) });
      write(disc, { cx: n(cx), cy: n(cy), r: place.ri });
      write(value, { x: n(cx), y: n(cy + 4) });
      showQuantity(value, "x", at, inPill(at));
      put(value, "data-index", String(k));
      const [nx, ny] = place.small ? [cx, cy - place.ri - 6] : [x + place.track / 2, y - 15];
      write(name, { x: n(nx), y: n(ny) });
      tell();
    };
  });
}

/** @param {SVGGElement} group @param {Figure} figure @param {() => import("./backward_stepper_place.js").Plot} plotNow @returns {Show[]} */
function addTargets(group, { get, set, moment, grab }, plotNow) {
  return [1, 2].map((j) => {
    const node = add(group, "g", { class: "nnbp-heart-target" });
    const near = add(node, "rect", { class: "nnbp-heart-reach" });
    const mark = add(node, "path", { class: "nnbp-heart-wanted" });
    const text = add(node, "text", { class: "nnbp-heart-number nnbp-heart-halo", "text-anchor": "middle" });
    const field = `y${j}`;
    const tell = handle(node, {
      name: field,
      label: `target y_{${j}}`,
      min: 0,
      max: 1,
      step: 0.01,
      value: () => get()[field],
      move: (y, moving) => set({ [field]: y }, { moving }),
      at: (point, start) => {
        const [low, high] = plotNow().gauge;
        return along(moment().place.gauge / (high - low))(point, start);
      },
      words: inPill,
      grab,
    });
    return ({ place, plot, p, run }) => {
      const there = p("C.target");
      if (!appears(node, there > 0 && j <= run.sizes[2])) return;
      const [gx, gy] = place.gaugeAt(j);
      const x = onGauge(place, plot, j, get()[field]);
      put(node, "opacity", there < 1 ? n(there) : null);
      write(near, { x: n(gx - 12), y: n(gy - 6), width: place.gauge + 24, height: 34 });
      write(mark, { d: `M${n(x)} ${n(gy + 4)}l8 12h-16z`, "data-gauge": `y,${j}` });
      write(text, { x: n(Math.min(Math.max(x, 24), place.width - 26)), y: n(gy + 29) });
      setParts(text, [`y_{${j}} = `, { quantity: field, value: get()[field], text: inPill(get()[field]) }]);
      tell();
    };
  });
}

/**
 * What the head of the hairpin needs to know and may do.
 *
 * @typedef {{ place: () => Moment["place"], at: () => number, go: (at: number, moving: boolean) => void,
 *   step: (by: number) => void, grab: () => void, calm: () => boolean }} Way
 */

const KEYS = /** @type {Record<string, number>} */ ({
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -1,
});
const WAY = "The way there and back, by its equations";

/** Dragging the head, and pressing anywhere on the way. @param {SVGGElement} node @param {Way} way */
function followWay(node, { place, at, go, grab, calm }) {
  let dragged = false;
  /** @param {{ x: number, y: number }} point @param {number} [before] */
  const nearest = ({ x, y }, before) => {
    const found = place().hairpin.nearest([x, y], before);
    return calm() ? Math.round(found) : found;
  };
  followPointer(node, {
    name: "step",
    label: WAY,
    min: 0,
    max: LAST,
    step: 0.001,
    value: at,
    move: (to, moving) => {
      dragged ||= moving;
      go(to, moving);
    },
    at: (point) => nearest(point, at()),
    grab,
  });
  node.addEventListener("pointerdown", () => {
    dragged = false;
  });
  node.addEventListener("click", (event) => {
    const matrix = node.ownerSVGElement?.getScreenCTM();
    if (dragged || !matrix || !event.detail) return; // a drag ends in a click too
    grab();
    go(nearest(new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())), false);
  });
}

/**
 * The head of the hairpin: a slider that glides between its stops, and goes to the next one by a key.
 *
 * @param {SVGGElement} node
 * @param {Way} way
 * @returns {Show}
 */
export function addScrubber(node, way) {
  const near = add(node, "rect", { class: "nnbp-heart-reach" });
  const limits = { "aria-valuemin": 0, "aria-valuemax": LAST };
  write(node, { "data-handle": "step", role: "slider", tabindex: 0, "aria-label": WAY, ...limits });
  node.classList.add("nnbp-handle", "nnbp-heart-slider");
  followWay(node, way);
  node.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = KEYS[event.key];
    const end = /** @type {Record<string, number>} */ ({ Home: 0, End: LAST })[event.key];
    if (!by && end === undefined) return;
    event.preventDefault();
    if (by) return way.step(by);
    way.grab();
    way.go(end, false);
  });
  return ({ place: { hairpin } }) => {
    const { start, end, top, height } = hairpin;
    write(near, { x: n(start - 16), y: n(top), width: n(end - start + 32), height: n(height) });
    const stop = stopAt(way.at());
    put(node, "aria-valuenow", stop);
    put(node, "aria-valuetext", spoken(stopInWords(stop)));
  };
}

/**
 * One stop of the keyboard for all handles of the network: Enter goes in to the one held last, Tab goes from one to the
 * next, Escape comes out.
 *
 * @param {SVGGElement} group
 */
function addDoor(group) {
  const handles = /** @type {SVGGElement[]} */ ([...group.querySelectorAll(".nnbp-handle")]);
  let last = handles[0];
  const open = (/** @type {boolean} */ inside) => {
    for (const node of handles) put(node, "tabindex", inside ? 0 : -1);
  };
  write(group, { role: "group", tabindex: 0, "aria-label": DOOR });
  group.addEventListener("focusin", ({ target }) => {
    if (target !== group) last = /** @type {SVGGElement} */ (target);
    open(target !== group);
  });
  group.addEventListener("focusout", () => open(false));
  group.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape") group.focus();
    if (key === "Enter" && target === group) (last.hasAttribute("display") ? handles[0] : last).focus();
  });
  open(false);
}

/** All handles of the network; returns what shows them. @param {SVGGElement} group @param {Figure} figure */
export function addHands(group, figure) {
  const shows = [
    ...addInputs(group, figure),
    ...addWeights(group, figure),
    ...addBiases(group, figure),
    ...addTargets(group, figure, () => figure.moment().plot),
  ];
  addDoor(group);
  const hint = add(group, "text", { class: "nnbp-heart-note nnbp-heart-hint", y: 11, "text-anchor": "end" }, HINT);
  return (/** @type {Moment} */ moment) => {
    put(hint, "x", moment.place.width - 2);
    for (const show of shows) show(moment);
  };
}
