// How many unseen digits are read right, epoch after epoch; earlier runs stay in grey.

import { BATCHES, EPOCHS } from "./digit_reader_learner.js";
import { fixed } from "./shared/notation.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./digit_reader_place.js").Place} Place */
/** @typedef {import("./digit_reader_learner.js").Measured} Measured */
/** @typedef {{ name: string, history: readonly Measured[] }} Ghost an earlier run */

const GUESSING = 0.1;
const APART = 13; // px between two labels
const SOFT = "nnbp-digit-soft";

/** @param {Place} place @returns {Shape[]} */
function axes({ chart, shareAt, wide }) {
  const right = chart.x + chart.width;
  const level = (/** @type {number} */ share, kind = "nnbp-digit-rule") => ({
    tag: "path",
    class: kind,
    d: `M${chart.x} ${shareAt(share)}H${right}`,
  });
  const said = { tag: "text", class: SOFT, "text-anchor": "end" };
  return [
    {
      tag: "text",
      class: SOFT,
      x: wide ? 0 : right,
      y: chart.y - 12,
      "text-anchor": wide ? "start" : "end",
      text: wide ? "right, of 300 unseen digits" : "unseen digits right",
    },
    ...[0, 0.5, 1].flatMap((share) => [
      level(share),
      { ...said, x: chart.x - 5, y: shareAt(share) + 4, text: share === 1 ? "100 %" : String(100 * share) },
    ]),
    level(GUESSING, "nnbp-digit-rule nnbp-digit-guess"),
    { ...said, x: right, y: shareAt(GUESSING) - 4, text: "guessing" },
  ];
}

/** The line of a run. @param {readonly Measured[]} history @param {Place} place */
const lineOf = (history, { epochAt, shareAt }) =>
  history
    .map(({ batches, accuracy }, i) => {
      const [x, y] = [epochAt(batches / BATCHES), shareAt(accuracy)].map((at) => at.toFixed(1));
      return `${i ? "L" : "M"}${x} ${y}`;
    })
    .join("");

/** @param {number} share */
const percent = (share) => `${fixed(100 * share, 0)}\u00a0%`;

/** Earlier runs with their names, out of the way of the label at `head`. @param {readonly Ghost[]} ghosts @param {Place} place @param {number} head @returns {Shape[]} */
function pastOf(ghosts, place, head) {
  const taken = [place.shareAt(GUESSING) - 4, head];
  return ghosts.flatMap(({ name, history }) => {
    const { accuracy } = history[history.length - 1];
    const way = accuracy > 0.5 ? 1 : -1;
    let y = place.shareAt(accuracy) + (way > 0 ? 34 : -6);
    while (taken.some((other) => Math.abs(other - y) < APART)) y += way * APART;
    taken.push(y);
    const text = `${name} ${percent(accuracy)}`;
    return [
      { tag: "path", class: "nnbp-digit-line nnbp-digit-past", d: lineOf(history, place) },
      { tag: "text", class: SOFT, x: place.chart.x + place.chart.width, y: Math.round(y), "text-anchor": "end", text },
    ];
  });
}

/**
 * @param {Place} place
 * @param {readonly Measured[]} history
 * @param {readonly Ghost[]} ghosts
 * @returns {Shape[]}
 */
export function chartOf(place, history, ghosts) {
  const { chart, epochAt, shareAt } = place;
  const { batches, accuracy } = history[history.length - 1];
  const epoch = batches / BATCHES;
  const [x, y] = [epochAt(epoch), shareAt(accuracy)];
  const far = x > chart.x + chart.width - 44;
  const said = Math.round(far ? y + 20 : accuracy > 0.8 ? y + 5 : accuracy < 0.3 ? y - 22 : y - 9);
  return [
    ...axes(place),
    {
      tag: "text",
      class: "nnbp-digit-ink-text",
      x: chart.x + chart.width,
      y: chart.y + chart.height + 16,
      "text-anchor": "end",
      children: [
        { tag: "tspan", text: "epoch " },
        { tag: "tspan", "data-quantity": "epoch", "data-value": epoch, text: fixed(epoch, 1) },
        { tag: "tspan", text: ` of ${EPOCHS}` },
      ],
    },
    ...pastOf(ghosts, place, said),
    { tag: "path", class: "nnbp-digit-line", d: lineOf(history, place) },
    { tag: "circle", class: "nnbp-digit-head", cx: x.toFixed(1), cy: y.toFixed(1), r: 4 },
    {
      tag: "text",
      class: "nnbp-digit-forward",
      x: Math.round(far ? chart.x + chart.width : x + 9),
      y: said,
      "text-anchor": far ? "end" : "start",
      "data-quantity": "accuracy",
      "data-value": accuracy,
      text: percent(accuracy),
    },
  ];
}
