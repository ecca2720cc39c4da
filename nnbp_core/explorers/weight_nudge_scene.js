// The picture of WeightNudge: the cost over the nudge, straight as the derivative promises it and as it truly is; the
// network, where the nudge spreads; and what came out, each step ten times closer.
//
// The promise is orange and dashed or hollow: it is backprop's. The truth is blue and full: a forward pass found it.

import { fixed, scientific, significant } from "./shared/notation.js";
import { n } from "./shared/paint.js";
import { ledgerOf, outcomeOf, REACH, SIZES } from "./weight_nudge_model.js";
import { network } from "./weight_nudge_net.js";

/** @typedef {import("./weight_nudge_model.js").Ground} Ground */
/** @typedef {import("./weight_nudge_model.js").Outcome} Outcome */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {ReturnType<typeof placeOf>} Place */
/** @typedef {{ nudge: number, zoom: number, been: readonly [number, number], stop: string, pointed: string }} View
 *   zoom: with the part of the step that is under way; been: how far the hand has been, to both sides; stop: the edge
 *   where the Tab key stops; pointed: the edge that the mouse means */

const SAMPLES = 60;

/** @param {number} width */
export function placeOf(width) {
  const side = width >= 600;
  const height = side ? 420 : 520;
  const ledger = { top: height - 84, left: 4, right: width - 4 };
  const chart = side
    ? { left: 44, right: Math.round(0.56 * width), top: 26, bottom: ledger.top - 44 }
    : { left: 46, right: width - 20, top: 212, bottom: ledger.top - 42 };
  const net = side
    ? { left: chart.right + 34, right: width - 20, top: 14, bottom: ledger.top - 64 }
    : { left: 14, right: width - 20, top: 6, bottom: 164 };
  const tall = net.bottom - net.top;
  const tube = { width: 18, height: Math.min(54, tall / 3 - 10) };
  const step = (net.right - net.left) / SIZES.length;
  /** @param {number} layer @param {number} j @returns {readonly [number, number]} */
  const neuron = (layer, j) => {
    const rows = SIZES[layer - 1] ?? 1;
    return [net.left + (layer - 1) * step, (net.top + net.bottom) / 2 + ((j - (rows + 1) / 2) * tall) / 3];
  };
  return { width, height, side, chart, net, ledger, tube, neuron };
}

/** Where a nudge and a change stand in the chart. @param {Place} place @param {Ground} ground @param {number} zoom */
export function scalesOf({ chart }, { high }, zoom) {
  const [wide, tall] = [REACH * 10 ** -zoom, high * 10 ** -zoom];
  const [cx, cy] = [(chart.left + chart.right) / 2, (chart.top + chart.bottom) / 2];
  return {
    wide,
    tall,
    x: (/** @type {number} */ nudge) => cx + (nudge / wide) * (chart.right - cx),
    y: (/** @type {number} */ change) => cy - (change / tall) * (chart.bottom - cy),
    nudge: (/** @type {number} */ px) => ((px - cx) / (chart.right - cx)) * wide,
  };
}

/** @param {number} value @param {number} decimals */
const signedText = (value, decimals) => (value > 0 ? `+${fixed(value, decimals)}` : fixed(value, decimals));

/** A round number below a bound: 1, 2 or 5 times a power of ten. @param {number} bound */
function roundBelow(bound) {
  const unit = 10 ** Math.floor(Math.log10(bound));
  return [5, 2, 1].map((m) => m * unit).find((value) => value <= bound) ?? unit;
}

/** The frame: the axes through the place where one stands, and the floor that no cost goes below. @param {Place} place @param {Ground} ground @param {View} view @param {boolean} reached @returns {Shape[]} */
function axes(place, ground, { zoom }, reached) {
  const { chart } = place;
  const scale = scalesOf(place, ground, zoom);
  const digits = Math.round(zoom);
  /** @param {string} kind @param {number[]} ends @returns {Shape} */
  const line = (kind, [x1, y1, x2, y2]) => ({ tag: "line", class: kind, x1: n(x1), y1: n(y1), x2: n(x2), y2: n(y2) });
  /** @param {number} x @param {number} y @param {string} said @param {string} anchor @param {Partial<Shape>} [more] @returns {Shape} */
  const text = (x, y, said, anchor, more) => ({
    tag: "text",
    class: "nnbp-nudge-aside",
    x: n(x),
    y: n(y),
    "text-anchor": anchor,
    text: said,
    ...more,
  });
  const [x0, y0] = [scale.x(0), scale.y(0)];
  const across = [-REACH, -REACH / 2, REACH / 2, REACH].map((v) => v * 10 ** -digits);
  const most = roundBelow(ground.high);
  const decimals = Math.max(0, -Math.floor(Math.log10(most))) + digits;
  const up = [-most, most].map((v) => v * 10 ** -digits);
  const floor = scale.y(-ground.C);
  const name = { id: "floor", class: reached ? "nnbp-nudge-reached" : "nnbp-nudge-aside" };
  const said = reached ? "✓ promised: a cost below 0" : "C = 0: no cost is below";
  return [
    line("nnbp-nudge-axis", [chart.left, y0, chart.right, y0]),
    line("nnbp-nudge-axis", [x0, chart.top, x0, chart.bottom]),
    ...across.map((v) => line("nnbp-nudge-axis", [scale.x(v), y0 - 4, scale.x(v), y0 + 4])),
    ...up.map((v) => line("nnbp-nudge-axis", [x0 - 4, scale.y(v), x0 + 4, scale.y(v)])),
    ...across.map((v, i) =>
      text(scale.x(v), chart.bottom + 16, signedText(v, digits), "middle", { id: `across ${i}`, "data-x": v }),
    ),
    ...up.map((v, i) =>
      text(chart.left - 6, scale.y(v) + 4, signedText(v, decimals), "end", { id: `up ${i}`, "data-y": v }),
    ),
    text(x0, chart.bottom + 16, "0", "middle"),
    text(chart.left - 6, y0 + 4, "0", "end"),
    text(chart.right, chart.bottom + 33, "nudge Δw", "end"),
    text(chart.left - 36, chart.top - 8, "ΔC", "start"),
    ...(floor < chart.bottom
      ? [
          line("nnbp-nudge-floor", [chart.left, floor, chart.right, floor]),
          ground.slope > 0 // on the side where the promise stays above it
            ? text(chart.right - 2, floor + 15, said, "end", name)
            : text(chart.left + 2, floor + 15, said, "start", name),
        ]
      : []),
  ];
}

/** @param {readonly (readonly [number, number])[]} points */
const lineOf = (points) => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}`;

/** The promise, all of it; the truth, as far as the hand has been. @param {Place} place @param {Ground} ground @param {View} view @returns {Shape[]} */
function lines(place, ground, { zoom, been }) {
  const scale = scalesOf(place, ground, zoom);
  const { wide } = scale;
  const [from, to] = [Math.max(-wide, been[0]), Math.min(wide, been[1])];
  const along = Array.from({ length: SAMPLES + 1 }, (_, i) => from + ((to - from) * i) / SAMPLES);
  return [
    {
      tag: "path",
      class: "nnbp-nudge-straight",
      d: lineOf([-wide, wide].map((v) => [scale.x(v), scale.y(ground.slope * v)])),
    },
    {
      tag: "path",
      class: "nnbp-nudge-true",
      d: lineOf(along.map((v) => [scale.x(v), scale.y(outcomeOf(ground, v).change)])),
    },
  ];
}

/** Where the two have come to, and how far they have parted. @param {Place} place @param {Ground} ground @param {View} view @returns {Shape[]} */
function marks(place, ground, { nudge, zoom }) {
  const scale = scalesOf(place, ground, zoom);
  const { predicted, change, mistake } = outcomeOf(ground, nudge);
  const [x, yp, yt] = [n(scale.x(nudge)), n(scale.y(predicted)), n(scale.y(change))];
  const right = x < place.chart.right - 100;
  const floor = scale.y(-ground.C) + 11; // where the words of the floor stand
  const between = Math.max(place.chart.top + 8, Math.min(place.chart.bottom - 4, (yp + yt) / 2 + 4));
  const middle = Math.abs(between - floor) < 17 ? floor - 17 : between;
  const wide = Math.abs(yp - yt) > 9;
  const at = right ? x + 11 : x - 11;
  const beside = {
    tag: "text",
    class: "nnbp-nudge-beside",
    x: n(at),
    y: n(middle),
    "text-anchor": right ? "start" : "end",
  };
  return [
    { tag: "line", class: "nnbp-nudge-drop", x1: x, x2: x, y1: n(scale.y(0)), y2: yt },
    { tag: "line", class: "nnbp-nudge-gap", x1: x, x2: x, y1: yp, y2: yt },
    { tag: "circle", class: "nnbp-nudge-promise", cx: x, cy: yp, r: 6, "data-mark": "predicted" },
    ...(wide ? [{ ...beside, id: "mistake", text: `mistake ${significant(mistake, 2, 1e-7)}` }] : []),
  ];
}

/** A number in a column: with its decimals, or a power of ten where they would show too little of it. @param {number} value @param {number} decimals @param {number} [digits] */
function columnText(value, decimals, digits = 2) {
  const small = value !== 0 && Math.abs(value) < 10 ** -decimals;
  return small ? scientific(value, digits) : value.toFixed(decimals).replace("-", "−");
}

/** What came out, a row for each zoom. @param {Place} place @param {Ground} ground @param {View} view @returns {Shape[]} */
function ledger({ ledger: { top, left, right }, side }, ground, { nudge, zoom }) {
  const rows = ledgerOf(ground, nudge, Math.floor(zoom));
  const shares = side ? [0.13, 0.38, 0.6, 0.82] : [0.14, 0.39, 0.64, 0.88];
  const x = shares.map((share) => left + share * (right - left));
  const cell = (/** @type {number} */ i, /** @type {number} */ y, /** @type {Partial<Shape>} */ more) => ({
    tag: "text",
    x: n(x[i]),
    y,
    "text-anchor": "end",
    ...more,
  });
  const heads = ["Δw", side ? "predicted ΔC" : "predicted", side ? "true ΔC" : "true", "mistake"];
  const head = heads.map((text, i) =>
    cell(i, top + 12, { id: `head ${i}`, text, class: `nnbp-nudge-aside nnbp-nudge-head-${i}` }),
  );
  const lines = rows.flatMap((row, r) => {
    const decimals = side || !r ? 3 + r : 2 + r;
    const y = top + 30 + 17 * r;
    const now = r === rows.length - 1;
    const numbers = /** @type {[string, number, string][]} */ ([
      ["nudge", row.nudge, fixed(row.nudge, side || !r ? 2 + r : 1 + r)],
      ["predicted", row.predicted, columnText(row.predicted, decimals, side ? 2 : 1)],
      ["change", row.change, columnText(row.change, decimals, side ? 2 : 1)],
      ["mistake", row.mistake, row.mistake < 1e-3 ? columnText(row.mistake, 3) : fixed(row.mistake, 4)],
    ]);
    const cells = numbers.map(([name, value, text], i) =>
      cell(i, y, {
        id: `${name} ${r}`,
        class: now ? "nnbp-nudge-now" : null,
        "data-quantity": now ? name : `${name}_before`,
        "data-value": String(value),
        text,
      }),
    );
    const less = r && row.mistake ? rows[r - 1].mistake / row.mistake : 0;
    const at = side ? n(x[3] + 44) : right + 6;
    const ratio = { id: `less ${r}`, class: "nnbp-nudge-aside", x: at, text: `÷ ${Math.round(less)}` };
    return less ? [...cells, cell(3, y, ratio)] : cells;
  });
  return [...head, ...lines];
}

/** The handle: the point of the true curve. @param {Place} place @param {Ground} ground @param {View} view @param {string} words @returns {Shape} */
function grip(place, ground, { nudge, zoom }, words) {
  const scale = scalesOf(place, ground, zoom);
  const [x, y] = [n(scale.x(nudge)), n(scale.y(outcomeOf(ground, nudge).change))];
  return {
    tag: "g",
    id: "nudge",
    class: "nnbp-handle nnbp-nudge-handle",
    "data-handle": "nudge",
    role: "slider",
    tabindex: 0,
    "aria-label": "nudge of the weight, as a share of the picture",
    "aria-valuemin": -1,
    "aria-valuemax": 1,
    "aria-valuenow": Number((nudge / scale.wide).toFixed(3)),
    "aria-valuetext": words,
    children: [
      { tag: "circle", class: "nnbp-reach", cx: x, cy: y, r: 24 },
      { tag: "circle", class: "nnbp-nudge-ring", cx: x, cy: y, r: 14 },
      { tag: "circle", class: "nnbp-nudge-point", cx: x, cy: y, r: 8, "data-mark": "change" },
    ],
  };
}

/**
 * @param {Place} place
 * @param {Ground} ground
 * @param {View} view
 * @param {string} words what the handle says
 * @returns {Shape[]}
 */
export function sceneOf(place, ground, view, words) {
  const reached = ground.C + ground.slope * view.nudge < 0;
  return [
    { tag: "rect", class: "nnbp-ground", x: -40, y: -40, width: place.width + 80, height: place.height + 80 },
    { tag: "g", id: "network", children: network(place, ground, view) },
    { tag: "g", id: "axes", children: axes(place, ground, view, reached) },
    { tag: "g", id: "lines", children: lines(place, ground, view) },
    { tag: "g", id: "marks", children: marks(place, ground, view) },
    { tag: "g", id: "ledger", children: ledger(place, ground, view) },
    grip(place, ground, view, words),
  ];
}
