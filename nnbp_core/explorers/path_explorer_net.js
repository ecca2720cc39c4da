// The network of PathExplorer as shapes: its edges, what has been walked on them, the walk under way, the neurons.
//
// Blue walks forward. A product above 0 is a full line, one below 0 a dashed one. Orange comes back from C.

import { factorOn, isFused, strandsOf } from "./path_explorer_model.js";
import { weightNameAt } from "./path_explorer_place.js";
import { fits, onOffer } from "./path_explorer_walk.js";
import { curveOf, edgeButtons, weightInWords } from "./shared/edges.js";
import { between, smooth } from "./shared/motion.js";
import { edgeOf, fixed, indexOf, symbol } from "./shared/notation.js";
import { n } from "./shared/paint.js";

/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./path_explorer_model.js").Path} Path */
/** @typedef {import("./path_explorer_walk.js").Moment} Moment */
/** @typedef {import("./path_explorer_place.js").Place} Place */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {{ path?: number, edge?: string, neuron?: string }} Pointed what a hand points at */
/** @typedef {{ run: Run, moment: Moment, place: Place, pointed: Pointed | null, lit: Set<number> }} Scene lit: paths */

const TRAVEL = 0.45; // of the fusing of a neuron: what comes back is on its way; then strands close
const SWIFT = 2.4; // px of a strand's width

/** @param {number} value */
export const sign = (value) => (value < 0 ? "minus" : "plus");

/** The whole and the part of a fusing: neurons fused; those that have their number; how far what comes back has come, how far the strands have closed. @param {number} fused */
export function fusingAt(fused) {
  const whole = Math.floor(fused);
  const part = fused - whole;
  return {
    whole,
    known: whole + (part >= TRAVEL ? 1 : 0),
    travel: smooth(Math.min(1, part / TRAVEL)),
    closing: part <= TRAVEL ? 0 : smooth((part - TRAVEL) / (1 - TRAVEL)),
    coming: part > 0 && part < TRAVEL,
  };
}

/** The paths that a hand points at. @param {Run} run @param {Pointed | null} pointed */
export function litPaths({ paths, part }, pointed) {
  if (!pointed) return new Set(/** @type {number[]} */ ([]));
  const { path, edge, neuron } = pointed;
  const meets = (/** @type {Path} */ { i, edges, rows }) => {
    if (path !== undefined) return i === path;
    if (edge) return edges.includes(edge);
    const { layer, j } = edgeOf(neuron ?? "");
    return rows[layer - part.layer] === j;
  };
  return new Set(paths.filter(meets).map(({ i }) => i));
}

/** Edges to choose from now. @param {Pick<Scene, "run" | "moment" | "place">} scene @returns {Set<string>} */
export function offered({ run, moment, place }) {
  if (moment.choosing) return new Set(place.edges.filter((edge) => edgeOf(edge).layer <= run.last));
  if (moment.busy) return new Set();
  return new Set(onOffer(run, moment).map((path) => path.edges[moment.at.length]));
}

/** Edges: thin and grey; dashed where the factor is below 0. @param {Scene} scene @param {Set<string>} offers @returns {Shape[]} */
function roads({ run, moment, place, pointed }, offers) {
  const onWay = new Set(run.paths.flatMap((path) => path.edges));
  const halos = [...offers].map((edge) => ({
    tag: "path",
    class: `nnbp-path-halo${moment.choosing && pointed?.edge !== edge ? " nnbp-path-faint" : ""}`,
    d: curveOf(place, edge).d,
  }));
  const lines = place.edges.map((edge) => ({
    tag: "path",
    class: `nnbp-path-road nnbp-path-${sign(factorOn(run, edge))}${onWay.has(edge) ? "" : " nnbp-path-off"}`,
    d: curveOf(place, edge).d,
  }));
  return [...halos, ...lines];
}

/** A dot runs ahead, once, on each edge on offer. @param {Scene} scene @param {Set<string>} offers @returns {Shape[]} */
function hints({ moment, place }, offers) {
  if (moment.ping >= 1 || moment.choosing) return [];
  return [...offers].map((edge) => {
    const [cx, cy] = curveOf(place, edge, 0.1 + 0.8 * smooth(moment.ping)).end;
    const fade = n(Math.sin(Math.PI * moment.ping));
    return { tag: "circle", class: "nnbp-path-hint", cx: n(cx), cy: n(cy), r: 4, "fill-opacity": fade };
  });
}

/**
 * Where each path lies beside its neighbours on each of its edges, when so many neurons have been fused.
 *
 * @param {Run} run
 * @param {number[]} walked
 * @param {number} fused
 * @param {number} gap
 */
function lanesOf({ paths, part, ...run }, walked, fused, gap) {
  const is = (/** @type {number} */ layer, /** @type {number} */ row) =>
    isFused({ paths, part, ...run }, fused, layer, row);
  return paths.map((path) =>
    path.edges.map((edge, at) => {
      if (!walked.includes(path.i)) return 0;
      if (at && is(part.layer + at - 1, path.rows[at - 1])) return 0;
      const same = paths.filter((each) => each.edges[at] === edge);
      const lane = (/** @type {Path} */ each) => (same.indexOf(each) - (same.length - 1) / 2) * gap;
      if (at >= path.rows.length || !is(part.layer + at, path.rows[at])) return lane(path);
      const way = path.rows.slice(0, at + 1).join();
      const together = same.filter((each) => each.rows.slice(0, at + 1).join() === way);
      return together.reduce((sum, each) => sum + lane(each), 0) / together.length;
    }),
  );
}

/** What of an edge is orange already: it leads out of a neuron that has been fused. @param {Scene} scene @param {string} edge */
function isBack({ run, moment }, edge) {
  const { layer, k } = edgeOf(edge);
  return isFused(run, fusingAt(moment.fused).known, layer - 1, k);
}

/** One strand for each path that was walked; where neurons are fused they run together. @param {Scene} scene @returns {Shape[]} */
function strands(scene) {
  const { run, moment, place, lit } = scene;
  const { whole, closing } = fusingAt(moment.fused);
  const [before, after] = [whole, whole + 1].map((fused) => lanesOf(run, moment.walked, fused, place.gap));
  const values = new Map(
    strandsOf(run, whole).flatMap(({ paths, value }) => paths.map(({ i }) => /** @type {const} */ ([i, value]))),
  );
  return run.paths
    .filter(({ i }) => moment.walked.includes(i) && !lit.has(i))
    .flatMap((path) =>
      path.edges
        .map((edge, at) => ({ edge, off: between(before[path.i][at], after[path.i][at], closing) }))
        .filter(({ edge }) => !isBack(scene, edge))
        .map(({ edge, off }) => ({
          tag: "path",
          class: `nnbp-path-strand nnbp-path-${sign(values.get(path.i) ?? 0)}${lit.size ? " nnbp-path-pale" : ""}`,
          d: curveOf(place, edge, 1, off).d,
        })),
    );
}

/** Where there are many paths: two bundles on an edge, products above and below 0, as wide as they are many. @param {Scene} scene @returns {Shape[]} */
function bundles(scene) {
  const { run, moment, place, lit } = scene;
  const { whole, closing } = fusingAt(moment.fused);
  const walked = new Set(moment.walked);
  const levels = [whole, whole + 1].map((fused) =>
    strandsOf(run, fused)
      .map(({ paths, value }) => ({
        value,
        edges: new Set(paths.filter(({ i }) => walked.has(i)).flatMap(({ edges }) => edges)),
      }))
      .filter(({ edges }) => edges.size),
  );
  const wide = (/** @type {number} */ many) => (many ? Math.min(11, 1.2 + SWIFT * Math.sqrt(many)) : 0);
  return place.edges
    .filter((edge) => !isBack(scene, edge))
    .flatMap((edge) => {
      const [now, then] = levels.map((strands) => {
        const through = strands.filter(({ edges }) => edges.has(edge));
        const plus = through.filter(({ value }) => value >= 0).length;
        return [wide(plus), wide(through.length - plus)];
      });
      const widths = now.map((w, i) => between(w, then[i], closing));
      const apart = widths[0] && widths[1] ? (widths[0] + widths[1]) / 4 + 0.8 : 0;
      return ["plus", "minus"]
        .map((kind, i) => ({ kind, width: widths[i], off: (i ? 1 : -1) * apart }))
        .filter(({ width }) => width > 0.3)
        .map(({ kind, width, off }) => ({
          tag: "path",
          class: `nnbp-path-strand nnbp-path-${kind}${lit.size ? " nnbp-path-pale" : ""}`,
          "stroke-width": n(width),
          d: curveOf(place, edge, 1, off).d,
        }));
    });
}

/** What has come back: an edge out of a fused neuron is one orange line. @param {Scene} scene @returns {Shape[]} */
function returned(scene) {
  const { run, place, lit } = scene;
  const onWay = new Set(run.paths.flatMap((path) => path.edges));
  return place.edges
    .filter((edge) => onWay.has(edge) && isBack(scene, edge))
    .map((edge) => ({
      tag: "path",
      class: `nnbp-path-back nnbp-path-${sign(factorOn(run, edge))}${lit.size ? " nnbp-path-pale" : ""}`,
      d: curveOf(place, edge).d,
    }));
}

/** Dots on their way back to the neuron that is being fused. @param {Scene} scene @returns {Shape[]} */
function coming({ run, moment, place }) {
  const { whole, travel, coming: on } = fusingAt(moment.fused);
  if (!on) return [];
  const { layer, j } = run.fusing[whole];
  const out = place.edges.filter((edge) => edgeOf(edge).layer === layer + 1 && edgeOf(edge).k === j);
  return out.map((edge) => {
    const [cx, cy] = curveOf(place, edge, 1 - travel).end;
    return { tag: "circle", class: "nnbp-path-coming", cx: n(cx), cy: n(cy), r: 6.5 };
  });
}

/** The paths pointed at, over everything else. @param {Scene} scene @returns {Shape[]} */
function pointedAt({ run, place, lit }) {
  return run.paths
    .filter(({ i }) => lit.has(i))
    .flatMap((path) =>
      path.edges.map((edge) => ({
        tag: "path",
        class: `nnbp-path-lit nnbp-path-${sign(path.product)}`,
        d: curveOf(place, edge).d,
      })),
    );
}

/**
 * The walk under way: the path, the product collected so far, and where the walker is.
 *
 * @param {Run} run
 * @param {Moment} moment
 * @param {Place} place
 */
export function walkerOf(run, moment, place) {
  const { at, leg, t } = moment;
  if (moment.fused || moment.choosing || leg?.kind === "rest" || (!at.length && !leg)) return null;
  const next = leg?.kind === "step" ? [...at, leg.row] : at;
  const path = run.paths.find((each) => fits(each, next)) ?? run.paths[0];
  const going = leg && leg.kind !== "drop" ? leg : null;
  const passed = leg?.kind === "drop" ? path.edges.length : at.length;
  const moved = going ? smooth(Math.min(1, t)) : 0;
  const collected = passed + (going && moved > 0.5 ? 1 : 0);
  const last = going ? curveOf(place, path.edges[passed], moved) : null;
  const [x, y] = last ? last.end : passed ? curveOf(place, path.edges[passed - 1]).end : [0, 0];
  const product = path.factors.slice(0, collected).reduce((p, f) => p * f, 1);
  return { path, passed, collected, product, last, x, y, dropping: leg?.kind === "drop" };
}

/** What lies behind the walker glows. @param {Scene} scene @returns {Shape[]} */
function trail({ run, moment, place, lit }) {
  const walker = walkerOf(run, moment, place);
  if (!walker || lit.size) return [];
  const { path, passed, product, last } = walker;
  const parts = path.edges.slice(0, passed).map((edge) => curveOf(place, edge).d);
  if (last) parts.push(last.d);
  return parts.map((d) => ({ tag: "path", class: `nnbp-path-trail nnbp-path-${sign(product)}`, d }));
}

/** The neurons, with their names; C is a square. @param {Scene} scene @param {Set<string>} offers @returns {Shape[]} */
function neurons({ run, moment, place }, offers) {
  const { part, last } = run;
  const { known } = fusingAt(moment.fused);
  const next = new Set(moment.choosing ? [] : [...offers].map((edge) => indexOf(edgeOf(edge).layer, edgeOf(edge).j)));
  const drawn = place.neurons.flatMap((name) => {
    const { layer, j } = edgeOf(name);
    const [x, y] = place.neuron(layer, j).map(n);
    const onWay =
      moment.choosing ||
      layer > part.layer ||
      (layer === part.layer && j === part.j) ||
      (layer === part.layer - 1 && j === part.k);
    const look = isFused(run, known, layer, j) ? "back" : next.has(name) ? "next" : onWay ? "on" : "off";
    return [
      { tag: "circle", class: `nnbp-path-neuron nnbp-path-${look}`, cx: x, cy: y, r: place.r, "data-neuron": name },
      { tag: "text", class: `nnbp-path-name nnbp-path-${look}`, x, y: y + 4.5, text: symbol("a", layer, j) },
    ];
  });
  const [x, y] = place.neuron(last + 1, 1).map(n);
  const { r } = place;
  const look = moment.fused ? "back" : "on";
  return [
    ...drawn,
    {
      tag: "rect",
      class: `nnbp-path-neuron nnbp-path-${look}`,
      x: x - r,
      y: n(y - r),
      width: 2 * r,
      height: 2 * r,
      rx: 7,
    },
    { tag: "text", class: "nnbp-path-name nnbp-path-strong", x, y: y + 5, text: "C" },
  ];
}

/** The name of the weight, above its edge. @param {Scene} scene @returns {Shape[]} */
function nameOfWeight({ run, moment, place }) {
  const { part } = run;
  if (moment.choosing) return [];
  const [x, y] = weightNameAt(run, place).map(n);
  const text = symbol("w", part.layer, part.j, part.k);
  return [{ tag: "text", class: "nnbp-path-weight", x, y, text }];
}

/** What an edge is, in words. @param {Scene} scene @param {string} edge @param {boolean} offer */
function spokenOf({ run, moment }, edge, offer) {
  const { layer, k } = edgeOf(edge);
  const name = layer > run.last ? `from output ${k} into C` : weightInWords(edge);
  if (moment.choosing) return `${name}: choose it`;
  const kind = edge === run.paths[0].edges[0] ? "first factor" : layer > run.last ? "slope of the cost" : "rate factor";
  return `${name}, ${kind} ${fixed(factorOn(run, edge))}${offer ? ": walk along it" : ""}`;
}

/** What the keyboard and a screen reader find: each edge a button, one of them a stop. @param {Scene} scene @param {Set<string>} offers @param {string} stop @returns {Shape} */
function buttons(scene, offers, stop) {
  const onWay = new Set(scene.run.paths.flatMap((path) => path.edges));
  const asked = scene.place.edges.filter(
    (edge) => scene.moment.choosing || onWay.has(edge) || edgeOf(edge).layer <= scene.run.last,
  );
  const at = offers.size && !offers.has(stop) ? [...offers][0] : asked.includes(stop) ? stop : asked[0];
  return edgeButtons(scene.place, asked, at, (edge) => ({
    "aria-label": spokenOf(scene, edge, offers.has(edge)),
    "data-offered": offers.has(edge) ? "true" : null,
  }));
}

/**
 * @param {Scene} scene
 * @param {string} stop the edge where the keyboard stops
 * @returns {{ under: Shape[], over: Shape[] }} over: above the neurons
 */
export function netOf(scene, stop) {
  const offers = offered(scene);
  const walked = scene.run.deep ? bundles(scene) : strands(scene);
  return {
    under: [
      { tag: "g", id: "roads", children: roads(scene, offers) },
      { tag: "g", id: "strands", children: [...walked, ...returned(scene), ...pointedAt(scene), ...trail(scene)] },
      { tag: "g", id: "dots", children: [...hints(scene, offers), ...coming(scene)] },
      { tag: "g", id: "neurons", children: neurons(scene, offers) },
      { tag: "g", id: "weight", children: nameOfWeight(scene) },
    ],
    over: [buttons(scene, offers, stop)],
  };
}
