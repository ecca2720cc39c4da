// The V: the error of the numerical gradient over the step, where ε has been. A function of what is known to shapes.

import { power } from "./shared/notation.js";
import { apart, inShort, n, stepText, words } from "./step_size_microscope_labels.js";
import { ORDER, PRECISIONS } from "./step_size_microscope_numbers.js";
import { DECADES, depthOf } from "./step_size_microscope_walk.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {import("./step_size_microscope_numbers.js").Kind} Kind */
/** @typedef {import("./step_size_microscope_labels.js").Label} Label */
/** @typedef {import("./step_size_microscope_walk.js").Point} Point */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {ReturnType<typeof veePlace>} Place */
/**
 * @typedef {object} Curve one curve as far as it has been walked, and its error at ε; the first one is in focus
 * @property {Kind} kind
 * @property {string} name
 * @property {Point[]} points
 * @property {number} error not a number where the step was lost
 * @property {(low: number, high: number) => boolean} has whether it has been walked between two depths
 */

export const GOAL = 1e-10;
const LOWEST = 16.6; // decades below 1 that the picture reaches
const WALK = 2; // decades after which a branch has its name

/** The measures of the picture. @param {number} width */
export function veePlace(width) {
  const small = width < 350;
  const height = small ? 240 : 372;
  const [left, right, top, bottom] = [46, width - 14, 30, height - 46];
  const decade = { x: (right - left) / DECADES, y: (bottom - top) / LOWEST };
  return {
    width,
    height,
    small,
    left,
    right,
    top,
    bottom,
    decade,
    x: (/** @type {number} */ epsilon) => right - depthOf(epsilon) * decade.x,
    /** An error's height; a step that was lost counts as an error of 1. */
    y: (/** @type {number} */ error) =>
      top + Math.min(LOWEST - 0.1, Math.max(0, Number.isFinite(error) ? depthOf(error) : 0)) * decade.y,
  };
}

/** @param {Place} place @returns {Shape[]} */
function axes({ left, right, top, bottom, x, y }) {
  const powers = [0, 4, 8, 12, 16];
  const name = (/** @type {number} */ k) => (k ? power(-k) : "1");
  const rules = powers.flatMap((k) => [
    `M${left} ${n(y(10 ** -k))}H${right}`,
    `M${n(x(10 ** -k))} ${top}V${bottom + 4}`,
  ]);
  const across = powers.map((k) => words({ x: x(10 ** -k), y: bottom + 17, "text-anchor": "middle", text: name(k) }));
  const up = powers.map((k) => words({ x: left - 7, y: y(10 ** -k) + 4, "text-anchor": "end", text: name(k) }));
  return [
    { tag: "path", class: "nnbp-microscope-rules", d: rules.join("") },
    { tag: "g", class: "nnbp-axis", children: apart([...across, ...up]) },
  ];
}

/** The aim: a line, and under it where one wants to be. @param {Place} place @param {boolean} reached @returns {Shape[]} */
function aim({ left, right, bottom, y }, reached) {
  const at = n(y(GOAL));
  const kind = reached ? " nnbp-microscope-reached" : "";
  return [
    { tag: "rect", class: `nnbp-microscope-aim${kind}`, x: left, y: at, width: right - left, height: bottom - at },
    { tag: "path", class: `nnbp-microscope-goal${kind}`, d: `M${left} ${at}H${right}` },
  ];
}

/** @param {Curve} curve @param {boolean} chosen @param {Place} place @returns {Shape} */
function lineOf({ kind, points }, chosen, { x, y }) {
  const corners = points.map(([step, error]) => `${n(x(step))},${n(y(error))}`);
  const thin = kind.precision === "float64" && !chosen;
  return {
    tag: "path",
    class: `nnbp-line nnbp-microscope-${kind.method}${chosen ? " nnbp-microscope-chosen" : ""}${thin ? " nnbp-microscope-thin" : ""}`,
    "data-curve": `${kind.method} ${kind.precision}`,
    d: corners.length ? `M${corners.join("L")}` : null,
  };
}

/** Where the curves in the second row stand at the same ε. @param {Curve} curve @param {number} epsilon @param {Place} place @returns {Shape[]} */
function ringOf({ kind, name, error }, epsilon, { x, y }) {
  if (!Number.isFinite(error)) return [];
  return [
    {
      tag: "circle",
      class: `nnbp-mark nnbp-microscope-ring nnbp-microscope-${kind.method}`,
      cx: x(epsilon),
      cy: y(error),
      r: 4.5,
      "data-quantity": "relative_error",
      "data-value": String(error),
      "data-of": name,
    },
  ];
}

/** A name along a branch, turned as the branch is. @param {Place} place @param {{ at: Point, slope: number, text: string, under: boolean }} branch */
function along({ x, y, decade }, { at, slope, text, under }) {
  const turn = (-Math.atan2(slope * decade.y, decade.x) * 180) / Math.PI;
  const off = under ? 17 : -8; // at right angles to the branch
  const angle = (turn * Math.PI) / 180;
  return words({
    class: "nnbp-microscope-branch",
    x: x(at[0]) - off * Math.sin(angle),
    y: y(at[1]) + off * Math.cos(angle),
    turn,
    "text-anchor": "middle",
    text,
  });
}

/** The branches that have been walked, by name. @param {Curve} curve @param {Place} place @returns {Label[]} */
function branches({ kind, points, has }, place) {
  if (!points.length) return []; // wherever it has been, the step was lost
  const bottom = depthOf(PRECISIONS[kind.precision].sweet[kind.method]);
  const near = (/** @type {number} */ depth) =>
    points.reduce((best, point) =>
      Math.abs(depthOf(point[0]) - depth) < Math.abs(depthOf(best[0]) - depth) ? point : best,
    );
  const named = [];
  const middle = Math.min(0.52 * bottom, 4);
  const order = ORDER[kind.method];
  const law = `truncation ∝ ${order === 2 ? "ε^{2}" : "ε"}`;
  const walked = has(Math.min(0.5, bottom - WALK), Math.min(middle + WALK / 2, bottom));
  const narrow = middle * Math.hypot(place.decade.x, order * place.decade.y) * 2 < 120; // too short to write along it
  if (walked && !narrow) named.push({ at: near(middle), slope: order, text: law, under: true });
  const low = Math.min(bottom + 4.2, kind.precision === "float32" ? 5 : 12);
  if (kind.method !== "complex" && has(low - WALK / 2, low + WALK / 2)) {
    const [step] = near(low);
    const round = 10 ** (low - (kind.precision === "float32" ? 7.2 : 15.7)); // the upper edge of the noise
    named.push({ at: /** @type {const} */ ([step, round]), slope: -1, text: "round-off ∝ 1/ε", under: false });
  }
  const beside = { class: "nnbp-microscope-branch", x: place.right, y: place.y(near(bottom)[1]) + 24, text: law };
  const short = walked && narrow ? [words({ ...beside, "text-anchor": "end" })] : [];
  return [...short, ...named.map((branch) => along(place, branch))];
}

/** Where ε stands in figures, under the axis. @param {Place} place @param {number} epsilon */
const tagAt = ({ left, right, x }, epsilon) => Math.min(right - 50, Math.max(left + 50, x(epsilon)));

/** What is written, in the order of what matters. @param {Curve[]} curves @param {State} state @param {Place} place @param {boolean} reached */
function texts(curves, { epsilon }, place, reached) {
  const { left, right, bottom, x, y } = place;
  const [focus, ...others] = curves;
  const [at, height] = [x(epsilon), y(focus.error)];
  const tag = tagAt(place, epsilon);
  const far = tag > (left + right) / 2;
  const hand = { left: at - 13, right: at + 13, top: height - 13, bottom: height + 13 };
  const goal = reached ? "✓ goal" : `goal: below ${power(-10)}`;
  const flat = focus.kind.method === "complex" && focus.has(9, 11);
  const lost = Number.isFinite(focus.error) ? [] : ["the step is lost"];
  return apart(
    [
      words({
        class: "nnbp-microscope-tag",
        x: tag,
        y: bottom + 37,
        "text-anchor": "middle",
        text: `ε = ${stepText(epsilon)}`,
      }),
      words({
        x: far ? left : right,
        y: bottom + 37,
        "text-anchor": far ? "start" : "end",
        text: far ? "← smaller step" : "larger step →",
      }),
      ...lost.map((text) => words({ class: "nnbp-microscope-branch", x: at + 20, y: height + 20, text })),
      ...branches(focus, place),
      ...(flat
        ? [
            words({
              class: "nnbp-microscope-branch",
              x: left + 8,
              y: y(1e-16) - 21,
              text: place.small ? "no round-off branch" : "nothing subtracted: no round-off branch",
            }),
          ]
        : []),
      words({
        class: `nnbp-microscope-halo${reached ? " nnbp-microscope-won" : ""}`,
        x: left + 6,
        y: y(GOAL) + 15,
        text: goal,
      }),
      ...others
        .filter(({ error }) => Number.isFinite(error))
        .map(({ name, kind, error }) =>
          words({
            class: `nnbp-microscope-name nnbp-microscope-${kind.method}`,
            x: at + (at > right - 70 ? -10 : 10),
            y: y(error) + 4,
            "text-anchor": at > right - 70 ? "end" : "start",
            text: name,
          }),
        ),
    ],
    [hand],
  );
}

/** The line above: what is drawn, and how much it is where ε stands. @param {Curve} focus @param {Place} place */
function headOf({ error }, { left, small }) {
  const known = Number.isFinite(error);
  const number = known
    ? {
        tag: "tspan",
        class: "nnbp-strong",
        text: inShort(error),
        "data-quantity": "relative_error",
        "data-value": String(error),
      }
    : { tag: "tspan", class: "nnbp-strong", text: "not a number" };
  const title = small ? "relative error " : "relative error of the gradient ";
  return { tag: "text", x: left - 38, y: 14, children: [{ tag: "tspan", text: title }, number] };
}

/**
 * All but the handle.
 *
 * @param {Curve[]} curves the one in focus first
 * @param {State} state
 * @param {Place} place
 * @param {boolean} reached
 * @returns {Shape[]}
 */
export function veeOf(curves, state, place, reached) {
  const [focus, ...others] = curves;
  const at = n(place.x(state.epsilon));
  return [
    ...aim(place, reached),
    { tag: "path", class: "nnbp-microscope-drop", d: `M${at} ${n(place.y(focus.error))}V${place.bottom + 22}` },
    ...axes(place),
    headOf(focus, place),
    ...others.map((curve) => lineOf(curve, false, place)),
    lineOf(focus, true, place),
    ...others.flatMap((curve) => ringOf(curve, state.epsilon, place)),
    {
      tag: "rect",
      class: "nnbp-microscope-plate",
      x: n(tagAt(place, state.epsilon) - 56),
      y: place.bottom + 22,
      width: 112,
      height: 22,
      rx: 5,
    },
    ...texts(curves, state, place, reached),
  ];
}

/** The handle on the mark of the V: hollow where the step was lost. @param {Curve} focus @param {State} state @param {Place} place @param {boolean} reached @returns {Shape[]} */
export function gripOf({ error }, { epsilon, method }, place, reached) {
  const [cx, cy] = [place.x(epsilon), place.y(error)];
  const lost = !Number.isFinite(error);
  const arrows = `M${n(cx - 3)} ${n(cy - 3.5)}l-3.5 3.5l3.5 3.5M${n(cx + 3)} ${n(cy - 3.5)}l3.5 3.5l-3.5 3.5`;
  const tick = `M${n(cx - 5)} ${n(cy)}l3.5 4l6.5 -8`;
  return [
    { tag: "circle", class: "nnbp-reach", cx, cy, r: 24 },
    { tag: "circle", class: "nnbp-microscope-focus", cx, cy, r: 16 },
    {
      tag: "circle",
      class: `${lost ? "nnbp-microscope-lost" : "nnbp-mark"} nnbp-microscope-disc nnbp-microscope-${method}`,
      cx,
      cy,
      r: 10.5,
    },
    { tag: "path", class: "nnbp-microscope-arrows", d: reached ? tick : arrows },
  ];
}
