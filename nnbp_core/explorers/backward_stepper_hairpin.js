// The scrubber: a hairpin under the network. Blue runs right, turns at C, orange runs back left; its stops are the
// equations, and stand under the layers that they speak of.

import { number } from "./backward_stepper_marks.js";
import { n } from "./backward_stepper_place.js";
import { A3, LAST, STOPS, stopAt, TURN } from "./backward_stepper_time.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./backward_stepper_scene.js").Moment} Moment */

const NAMES = STOPS.map((name) => (/^[za]\d/.test(name) ? `${name[0]}^{${name[1]}}` : name));

/** @param {Moment} moment @param {number} at @param {boolean} seen C @param {boolean} reached @returns {Shape} */
function costLabel({ run, place }, at, seen, reached) {
  const { hairpin, small } = place;
  const y = (hairpin.rows[0] + hairpin.rows[1]) / 2 + 5;
  const on = stopAt(at) === TURN;
  return {
    tag: "text",
    class: `nnbp-heart-stop nnbp-heart-cost${on ? " nnbp-heart-on nnbp-heart-back" : ""}${reached ? " nnbp-heart-reached" : ""}`,
    x: n(hairpin.end + (small ? -13 : 13)),
    y: n(y),
    "text-anchor": small ? "end" : "start",
    children: [
      { tag: "tspan", class: "nnbp-heart-it", text: "C" },
      { tag: "tspan", text: seen ? " = " : "" },
      {
        tag: "tspan",
        text: seen ? number(run.C, 3) : "",
        "data-quantity": seen ? "C" : null,
        "data-value": seen ? String(run.C) : null,
      },
      { tag: "tspan", text: reached ? " ✓" : "" },
    ],
  };
}

/**
 * @param {Moment} moment
 * @param {number} at the place on the way, even where there is nothing to send back
 * @param {{ seen: boolean, reached: boolean }} cost
 * @returns {Shape[]}
 */
export function hairpinShapes(moment, at, { seen, reached }) {
  const { place } = moment;
  const { hairpin } = place;
  const track = (/** @type {string} */ kind, /** @type {number} */ from, /** @type {number} */ to) =>
    from < to ? [{ tag: "path", class: `nnbp-heart-way ${kind}`, d: hairpin.line(from, to) }] : [];
  const now = stopAt(at);
  const stops = STOPS.flatMap((_, i) => {
    const [x, y] = hairpin.at(i);
    const way = i <= A3 ? "forward" : "back";
    const dot = {
      tag: "circle",
      class: `nnbp-heart-dot nnbp-heart-${way}${at >= i - 1e-3 ? "" : " nnbp-heart-ahead"}`,
      cx: n(x),
      cy: n(y),
      r: 5,
    };
    if (i === TURN) return [dot, costLabel(moment, at, seen, reached)];
    const text = {
      tag: "text",
      class: `nnbp-heart-stop${i === now ? ` nnbp-heart-on nnbp-heart-${way}` : ""}${i <= A3 ? " nnbp-heart-it" : ""}`,
      x: n(x),
      y: n(y + (i < TURN ? -12 : 24)),
      "text-anchor": "middle",
      text: NAMES[i],
      "data-stop": i,
    };
    return [dot, text];
  });
  const [x, y] = hairpin.at(at);
  return [
    ...track("", 0, LAST),
    ...track("nnbp-heart-forward", 0, Math.min(at, TURN)),
    ...track("nnbp-heart-back", TURN, at),
    ...stops,
    {
      tag: "circle",
      class: `nnbp-heart-head nnbp-heart-${at < TURN ? "forward" : "back"}`,
      cx: n(x),
      cy: n(y),
      r: place.name === "small" ? 9 : 10,
      "data-at": n(at),
    },
  ];
}
