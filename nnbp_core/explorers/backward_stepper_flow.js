// What flows on the edges at one moment: copies of a on the way there, of δ on the way back, each times the weight it
// passes; at BP4 the two meet, and the edge takes their product as its thickness.

import { bead, chevron, means, radius, trail } from "./backward_stepper_marks.js";
import { edgesOf } from "./backward_stepper_networks.js";
import { mix, n } from "./backward_stepper_place.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./backward_stepper_place.js").Place} Place */
/** @typedef {import("./backward_stepper_scene.js").Moment} Moment */
/** @typedef {readonly [number, number, number]} Edge */
/** @typedef {{ under: Shape[], over: Shape[] }} Drawn */

const THICK = { small: 75, middle: 95, wide: 100 }; // px of an edge for a gradient of 1
const THICKEST = { small: 10, middle: 14, wide: 15 };
const DIM = 0.22; // of what goes to another neuron than the one pointed at

/** How thick an edge is for a gradient of 1. @param {Moment} moment */
function thickness({ run, place }) {
  const name = /** @type {"small"} */ (place.name);
  return Math.min(THICK[name], THICKEST[name] / Math.max(1e-9, run.largest));
}

/** Forward, on one edge. @param {Moment} moment @param {Edge} of @returns {Drawn} */
function forwardOn({ run, place, scales, p, hover }, [l, j, k]) {
  const [go, come, add] = ["go", "come", "add"].map((move) => p(`z${l}.${move}`));
  const lit = hover && hover[0] === l && hover[1] !== j ? DIM : 1;
  const opacity = (1 - p("C.target")) * (l === 2 ? mix(1, 0.45, p("z3.go")) : 1) * lit;
  if (!go || opacity < 0.02) return { under: [], over: [] };
  const [edge, pill] = [place.edge(l, j, k), place.pillAt(l)];
  const a = run.a(l - 1, k);
  const product = run.w(l, j, k) * a;
  const [r, times] = [radius(scales, "forward", a), radius(scales, "forward", product)];
  const under = trail("forward", edge.path(0, go * pill), a, r, opacity);
  if (come) under.push(...trail("forward", edge.path(pill, mix(pill, 1, come)), product, times, opacity));
  const sign = l === 2 ? 0.3 : 0.7;
  if (a && (come ? mix(pill, 1, come) : go * pill) > sign) under.push(chevron("forward", edge, sign, opacity));
  const mark = { ...means(come ? "wa" : "a", come ? product : a, l, j, k), opacity: lit < 1 ? lit : null };
  const at = edge.at(come ? mix(pill, 1, come) : go * pill);
  return {
    under,
    over: add < 1 ? bead("forward", at, come ? product : a, (come ? times : r) * (1 - add), mark) : [],
  };
}

/** Back, on one edge of the last layer. @param {Moment} moment @param {Edge} of @returns {Drawn} */
function backOn({ run, place, scales, p, hover }, [l, j, k]) {
  const [go, come, add] = ["go", "come", "add"].map((move) => p(`BP2.${move}`));
  const lit = hover && hover[0] === 2 && hover[1] !== k ? DIM : 1;
  const opacity = (1 - p("BP3.down")) * lit;
  if (l !== 3 || !go || opacity < 0.02) return { under: [], over: [] };
  const [edge, pill] = [place.edge(l, j, k), place.pillAt(l)];
  const delta = run.delta(3, j);
  const product = run.w(l, j, k) * delta;
  const [r, times] = [radius(scales, "back", delta), radius(scales, "back", product)];
  const under = trail("back", edge.path(mix(1, pill, go), 1), delta, r, opacity);
  if (come) under.push(...trail("back", edge.path(pill * (1 - come), pill), product, times, opacity));
  if (delta && mix(1, pill, go) < 0.68) under.push(chevron("back", edge, 0.68, opacity));
  const mark = { ...means(come ? "wdelta" : "delta", come ? product : delta, l, j, k), opacity: lit < 1 ? lit : null };
  const at = edge.at(come ? pill * (1 - come) : mix(1, pill, go));
  return {
    under,
    over: add < 1 ? bead("back", at, come ? product : delta, (come ? times : r) * (1 - add), mark) : [],
  };
}

/** The gradient of one weight: a from the left and δ from the right meet on it. @param {Moment} moment @param {Edge} of @returns {Drawn} */
function gradientOn(moment, [l, j, k]) {
  const { run, place, scales, p, chosen } = moment;
  const [meet, thick] = [p("BP4.meet"), p("BP4.thick")];
  if (!meet) return { under: [], over: [] };
  const [edge, pill] = [place.edge(l, j, k), place.pillAt(l)];
  const [a, delta, slope] = [run.a(l - 1, k), run.delta(l, j), run.nabla_w(l, j, k)];
  const over =
    thick < 1
      ? [
          ...bead("forward", edge.at(pill * meet), a, radius(scales, "forward", a) * (1 - thick)),
          ...bead("back", edge.at(mix(1, pill, meet)), delta, radius(scales, "back", delta) * (1 - thick)),
        ]
      : [];
  if (!thick) return { under: [], over };
  const on = l === chosen.layer && j === chosen.j && k === chosen.k;
  const shape = {
    tag: "path",
    class: `nnbp-heart-gradient${slope < 0 ? " nnbp-heart-dashed" : ""}${on ? " nnbp-heart-on" : ""}`,
    d: edge.path(pill - pill * thick, mix(pill, 1, thick)),
    "stroke-width": n(Math.max(slope ? 0.8 : 0, thickness(moment) * Math.abs(slope))),
    ...means("nabla_w", slope, l, j, k),
  };
  return { under: [shape], over };
}

/** The edges themselves: grey lines, and what can be pointed at. They stay as long as their place. @param {Place} place @returns {Shape[]} */
export function wires({ edge, sizes }) {
  return edgesOf(sizes).flatMap(([l, j, k]) => {
    const d = edge(l, j, k).path(0, 1);
    return [
      { tag: "path", class: "nnbp-heart-edge", d },
      { tag: "path", class: "nnbp-heart-near", "data-edge": `${l},${j},${k}`, d },
    ];
  });
}

/** What moves on the edges. @param {Moment} moment @returns {Drawn} */
export function flows(moment) {
  const drawn = edgesOf(moment.run.sizes).flatMap((edge) => [
    forwardOn(moment, edge),
    backOn(moment, edge),
    gradientOn(moment, edge),
  ]);
  return { under: drawn.flatMap(({ under }) => under), over: drawn.flatMap(({ over }) => over) };
}
