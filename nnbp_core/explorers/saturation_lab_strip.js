// The speed of each run over the epochs, drawn as time passes and never before; the run before it stays in grey.

import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { EPOCHS, isHalfway, momentOf } from "./saturation_lab_runs.js";

/** @typedef {import("./saturation_lab_runs.js").Run} Run */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {{ run: Run, until: number }[]} Past the runs before, and the epoch that they had come to */
/** @typedef {readonly [number, number]} Point epoch and speed */
/** @typedef {ReturnType<typeof stripPlace>} StripPlace */

const BASE = [1e-3, 1];
const FLOOR = 1e-12;
const WITHIN = 20; // epochs: the goal

/** The whole powers of ten around all speeds of the runs. */
function decades(/** @type {Run[]} */ runs) {
  let [low, high] = BASE;
  for (const { states } of runs) {
    for (const { speed } of states) {
      const size = Math.abs(speed);
      if (size > 0 && size < low) low = size;
      if (size > high) high = size;
    }
  }
  return [Math.floor(Math.log10(Math.max(low, FLOOR))), Math.ceil(Math.log10(high))];
}

/**
 * The measures of the strip.
 * @param {number} width
 * @param {Run[]} runs
 */
export function stripPlace(width, runs) {
  const small = width < 520;
  const height = small ? 128 : 150;
  const [left, right, top, bottom] = [small ? 36 : 44, width - 8, 22, height - 22];
  const [low, high] = decades(runs);
  const x = scaleLinear([0, EPOCHS], [left, right]);
  const y = scaleLog([10 ** low, 10 ** high], [bottom - 4, top + 4]);
  const every = Math.ceil((high - low + 1) / 4);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => high - i).filter((_, i) => i % every === 0);
  return { width, height, small, left, right, top, bottom, x, y, powers };
}

/** A power of ten as its axis shows it: in decimals where they are short, else with a raised exponent. */
function power(/** @type {number} */ exponent) {
  if (exponent >= -3 && exponent <= 3) return { text: String(10 ** exponent) };
  return {
    children: [
      { tag: "tspan", text: "10" },
      { tag: "tspan", dy: -5, class: "nnbp-sat-raised", text: String(exponent).replace("-", "−") },
    ],
  };
}

function axes(/** @type {StripPlace} */ { x, y, left, right, top, bottom, height, powers }) {
  return [
    { tag: "rect", class: "nnbp-sat-band", x: left, y: top, width: x(WITHIN) - left, height: bottom - top },
    ...powers.map((exponent) => ({ tag: "path", class: "nnbp-sat-rule", d: `M${left} ${y(10 ** exponent)}H${right}` })),
    {
      tag: "g",
      class: "nnbp-axis",
      children: [
        ...[0, WITHIN, 100, 200, EPOCHS].map((epoch) => ({
          tag: "text",
          x: x(epoch),
          y: height - 5,
          "text-anchor": "middle",
          "data-at": epoch,
          text: String(epoch),
        })),
        ...powers.map((exponent) => ({
          tag: "text",
          x: left - 6,
          y: y(10 ** exponent) + 4,
          "text-anchor": "end",
          "data-at": 10 ** exponent,
          ...power(exponent),
        })),
      ],
    },
    { tag: "text", x: x(150), y: height - 5, "text-anchor": "middle", text: "epoch" },
  ];
}

/** The line of a run from its start to a time. */
function lineOf(/** @type {Run} */ run, /** @type {number} */ time, /** @type {StripPlace} */ { x, y }, kind = "") {
  const last = Math.min(time, run.states.length - 1);
  const points = run.states
    .slice(0, Math.floor(last) + 1)
    .map(({ speed }, epoch) => /** @type {Point} */ ([epoch, Math.abs(speed)]));
  const now = momentOf(run, last);
  if (now && last > Math.floor(last)) points.push([last, Math.abs(now.speed)]);
  const draw = line()
    .digits(2)
    .defined((/** @type {Point} */ [, speed]) => speed > 0)
    .x((/** @type {Point} */ [epoch]) => x(epoch))
    .y((/** @type {Point} */ [, speed]) => y(Math.max(speed, FLOOR)));
  const mild = run.mild ? " nnbp-sat-mild" : "";
  return {
    tag: "path",
    class: `nnbp-line nnbp-sat-${run.cost}${mild}${kind}`,
    d: draw(points),
  };
}

/** The end of a run's line; a speed of 0 has no place on a logarithmic axis. */
function markOf(/** @type {Run} */ run, /** @type {number} */ time, /** @type {StripPlace} */ { x, y }) {
  const last = Math.min(time, run.states.length - 1);
  const now = momentOf(run, last);
  if (!now?.speed) return [];
  const mild = run.mild ? " nnbp-sat-mild" : "";
  return [
    {
      tag: "circle",
      class: `nnbp-mark nnbp-sat-${run.cost}${mild}`,
      cx: x(last),
      cy: y(Math.max(Math.abs(now.speed), FLOOR)),
      r: run.mild ? 3.5 : 4.5,
    },
  ];
}

/** A flag where a run's answer has come below ½. Each run writes on a line of its own: two may be close. */
function flagOf(
  /** @type {Run} */ run,
  /** @type {number} */ row,
  /** @type {StripPlace} */ { x, top, bottom, right },
) {
  const at = x(run.halfway);
  const back = at > right - 110;
  const name = run.mild ? "mild: " : "";
  return [
    { tag: "path", class: `nnbp-sat-flag nnbp-sat-${run.cost}`, d: `M${at.toFixed(2)} ${bottom}V${top}` },
    {
      tag: "text",
      class: "nnbp-sat-beside nnbp-sat-forward",
      x: at + (back ? -5 : 5),
      y: bottom - 5 - 16 * row,
      "text-anchor": back ? "end" : "start",
      children: [
        { tag: "tspan", text: name },
        { tag: "tspan", class: "nnbp-sat-it", text: "a" },
        { tag: "tspan", text: " < ½ at " },
        {
          tag: "tspan",
          text: String(run.halfway),
          "data-quantity": "halfway",
          "data-value": String(run.halfway),
          "data-of": run.label,
        },
      ],
    },
  ];
}

/**
 * The whole strip at a time.
 * @param {Run[]} runs
 * @param {number} time
 * @param {StripPlace} place
 * @param {Past} past
 * @returns {Shape[]}
 */
export function stripOf(runs, time, place, past) {
  const shown = runs.filter((run) => run.states.length > 0);
  const said = [
    { tag: "tspan", class: "nnbp-sat-back", text: "speed |∂C/∂w|" },
    { tag: "tspan", text: ", log scale · epoch " },
    { tag: "tspan", class: "nnbp-sat-name", text: String(Math.floor(time)) },
  ];
  return [
    ...axes(place),
    { tag: "text", x: place.right, y: 14, "text-anchor": "end", children: said },
    ...past.map(({ run, until }) => lineOf(run, until, place, " nnbp-sat-past")),
    ...runs.flatMap((run, i) => (isHalfway(run, time) ? flagOf(run, i, place) : [])),
    ...shown.map((run) => lineOf(run, time, place)),
    ...shown.flatMap((run) => markOf(run, time, place)),
  ];
}
