// Where the neurons stand on σ. All that is drawn is a function of the runs, the time and the width: a list of shapes.
//
// Blue goes forward (σ, z, the slope), orange comes back (the error, the speed). The costs differ by side, shape and
// dash: the quadratic cost is a full ball that rolls on top, cross-entropy a ring that hangs below.

import { aim, apart, besides, boxOf, inShort, n, numbersOf } from "./saturation_lab_labels.js";
import { alongAt, ballOf, REACH, tangentHalf } from "./saturation_lab_place.js";
import { momentOf } from "./saturation_lab_runs.js";

/** @typedef {import("./saturation_lab_runs.js").Run} Run */
/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./saturation_lab_place.js").Place} Place */
/** @typedef {import("./saturation_lab_place.js").Ball} Ball */

const path = (/** @type {string} */ kind, /** @type {string} */ d) => ({ tag: "path", class: kind, d });

/** The axes: numbers at their ticks, the wanted answer, ½. */
function axes(/** @type {Place} */ place) {
  const { x, y, left, right, height, small } = place;
  /** @type {number[]} */
  const across = x.ticks(small ? 6 : 8);
  /** @type {number[]} */
  const up = place.unbounded ? y.ticks(4) : [...new Set([y.domain()[0], 0, 0.5, 1])];
  const minus = (/** @type {number} */ value) => String(value).replace("-", "−");
  const at = (/** @type {number} */ value) => ({ "data-at": value });
  return [
    ...up
      .filter((a) => a !== 0.5)
      .map((a) => path(a === 0 ? "nnbp-sat-zero" : "nnbp-sat-rule", `M${left} ${n(y(a))}H${right}`)),
    path("nnbp-sat-half", `M${left} ${n(y(0.5))}H${right}`),
    {
      tag: "g",
      class: "nnbp-axis",
      children: [
        ...across.map((z) => ({
          tag: "text",
          x: x(z),
          y: height - 3,
          "text-anchor": "middle",
          text: minus(z),
          ...at(z),
        })),
        ...up.map((a) => ({
          tag: "text",
          x: left - 6,
          y: y(a) + 4,
          "text-anchor": "end",
          text: a === 0.5 ? "½" : minus(n(a)),
          ...at(a),
        })),
      ],
    },
    {
      tag: "text",
      class: "nnbp-sat-it",
      x: n((x(across.at(-1) ?? 0) + x(across.at(-2) ?? 0)) / 2),
      y: height - 3,
      "text-anchor": "middle",
      text: "z",
    },
  ];
}

/** What an arrow's length means, and where the answer should be. */
function signs(/** @type {Place} */ { x, y, right, left, bottom, arrow, unbounded, reach, small }) {
  const from = Math.max(left, x(((small ? -2.6 : -1.8) * reach) / REACH));
  const target = right - (small ? 72 : 77);
  const to = from + (unbounded ? 5 : 0.5) * arrow;
  const [low, zero] = [bottom + 17, n(y(0)) + 17];
  return [
    {
      ...path("nnbp-sat-measure", `M${n(from)} ${low - 4}v8M${n(from)} ${low}H${n(to)}M${n(to)} ${low - 4}v8`),
      "data-speed": unbounded ? 5 : 0.5,
    },
    { tag: "text", x: n(to + 6), y: low + 4, text: `speed ${unbounded ? 5 : "½"}` },
    { tag: "circle", class: "nnbp-sat-sign", cx: target, cy: zero, r: 6.5 },
    { tag: "circle", class: "nnbp-sat-bull", cx: target, cy: zero, r: 2 },
    { tag: "text", class: "nnbp-sat-ink", x: right, y: zero + 4, "text-anchor": "end", text: "wanted: 0" },
  ];
}

/** The arrow of a speed (below 0: to the right) from the edge of a ball; hollow, what the error alone would ask for. */
function arrowOf(/** @type {Ball} */ ball, /** @type {Place} */ place, /** @type {number} */ speed, hollow = false) {
  const way = speed < 0 ? 1 : -1;
  const from = ball.cx + way * ball.r;
  const room = Math.max(0, way < 0 ? from - place.left : place.right - from);
  const length = Math.min(room, Math.abs(speed) * place.arrow);
  const head = Math.min(11, Math.max(0.6 * length, hollow ? 0 : 2.5));
  const [tip, neck, wing] = [from + way * length, from + way * Math.max(0, length - head), 0.55 * head];
  const y = n(ball.cy);
  if (!hollow) {
    return [
      path("nnbp-sat-shaft", `M${n(from)} ${y}H${n(neck)}`),
      {
        ...path("nnbp-sat-head", `M${n(tip)} ${y}L${n(neck)} ${n(y - wing)}V${n(y + wing)}Z`),
        "data-arrow": ball.run.label,
      },
    ];
  }
  const point = `V${n(y - wing)}L${n(tip)} ${y}L${n(neck)} ${n(y + wing)}V${y + 2}`;
  const d = `M${n(from)} ${y - 2}H${n(neck)}${point}H${n(from)}`;
  return [{ ...path("nnbp-sat-asked", d), "data-asked": ball.run.label }];
}

/** How wrong a neuron is: from the curve to the answer that is wanted. */
const dropOf = (/** @type {Ball} */ { run, x, y }, /** @type {Place} */ place) => [
  path(`nnbp-sat-drop nnbp-sat-${run.cost}`, `M${n(x)} ${n(y)}V${n(place.y(0))}`),
];

/** What belongs to a ball and lies under it: how steep the curve is there, how fast it goes. */
function under(/** @type {Ball} */ ball, /** @type {Place} */ place) {
  const { run, x, y, a, m, moment } = ball;
  const half = tangentHalf(ball, place);
  const feels = run.cost === "quadratic"; // only the quadratic cost's speed has σ′ in it
  return [
    ...(feels
      ? [
          {
            ...path("nnbp-sat-tangent", `M${n(x - half)} ${n(y + half * m)}L${n(x + half)} ${n(y - half * m)}`),
            "data-tangent": run.label,
          },
        ]
      : []),
    ...(feels && !run.mild ? arrowOf(ball, place, a, true) : []),
    ...arrowOf(ball, place, moment.speed),
    { tag: "circle", class: "nnbp-mark nnbp-sat-touch", cx: x, cy: y, r: 3.5, "data-of": run.label },
  ];
}

/** The ball itself. The reader's own can be taken in the hand, and is a slider for keyboard and screen reader. */
function body(/** @type {Ball} */ ball, /** @type {Place} */ place) {
  const { run, cx, cy, r, z, a, moment } = ball;
  const ring = run.cost === "cross-entropy";
  const pace = `slope ${inShort(moment.slope)}, speed ${inShort(Math.abs(moment.speed))}`;
  const turned = (-ball.side * alongAt(place, z)) / r - Math.PI / 2;
  const circle = (/** @type {string} */ kind, /** @type {number} */ radius) => ({
    tag: "circle",
    class: kind,
    cx: n(cx),
    cy: n(cy),
    r: radius,
  });
  const drawn = [
    circle(`nnbp-sat-ball nnbp-sat-${run.cost}`, ring ? r - 1.5 : r),
    {
      tag: "circle",
      class: `nnbp-sat-spin nnbp-sat-${run.cost}`,
      cx: n(cx + 0.52 * r * Math.cos(turned)),
      cy: n(cy + 0.52 * r * Math.sin(turned)),
      r: n(0.2 * r),
    },
  ];
  if (run.mild) return { tag: "g", id: "mild", class: "nnbp-sat-mild", children: drawn };
  return {
    tag: "g",
    id: run.cost,
    class: "nnbp-sat-handle",
    "data-handle": "z",
    "data-run": run.label,
    "data-cost": run.cost,
    role: "slider",
    tabindex: 0,
    "aria-label": `the neuron's weighted input z, ${run.cost} cost`,
    "aria-valuemin": Math.min(-6, z),
    "aria-valuemax": Math.max(6, z),
    "aria-valuenow": Number(z.toFixed(3)),
    "aria-valuetext": `z ${inShort(z, 2)}: answer ${inShort(a, 2)}, wanted 0, ${pace}`,
    children: [circle("nnbp-sat-reach", 24), circle("nnbp-sat-focus", r + 6), ...drawn],
  };
}

/**
 * The whole picture.
 * @param {Run[]} runs
 * @param {number} time
 * @param {Place} place
 * @param {boolean} reached
 * @returns {Shape[]}
 */
export function sceneOf(runs, time, place, reached) {
  const ordered = runs[0].mild ? [...runs].reverse() : runs; // the reader's own neuron first
  const balls = /** @type {Ball[]} */ (ordered.map((run) => ballOf(run, time, place)).filter(Boolean));
  /** @type {import("./saturation_lab_labels.js").Label[]} */
  const labels = [
    ...runs.flatMap((run) => numbersOf(run, momentOf(run, time), place, run === ordered[0])),
    ...aim(place, reached),
    ...balls.flatMap((ball) => besides(ball, place, time, balls)),
  ];
  const second = labels
    .filter((label) => label.class === "nnbp-sat-numbers" && label["text-anchor"] === "end") // behind which lines pass
    .map(boxOf);
  const paper = second.map((box) => ({
    tag: "rect",
    class: "nnbp-sat-paper",
    x: n(box.left),
    y: n(box.top - 2),
    width: n(box.right - box.left),
    height: n(box.bottom - box.top + 4),
  }));
  const line = `M${place.points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join("L")}`;
  return [
    ...axes(place),
    ...signs(place),
    ...balls.flatMap((ball) => dropOf(ball, place)),
    ...paper,
    path("nnbp-line nnbp-sat-rail", line),
    ...[...balls].reverse().flatMap((ball) => under(ball, place)),
    ...[...balls].reverse().map((ball) => body(ball, place)),
    ...apart(labels),
  ];
}
