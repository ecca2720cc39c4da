// The line chart of all figures: axes with names, lines told apart by colour and dash, marks that move on them.

import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";

import { power, set, significant } from "./notation.js";
import { add, each, ground, write } from "./write.js";

/**
 * @typedef {readonly [number, number]} Point
 * @typedef {{ kind: string, points: readonly Point[], chosen?: boolean }} Line `kind` "x" has the class nnbp-x
 * @typedef {{ kind: string, point: Point, r?: number }} Mark
 * @typedef {{ text: string, at: Point, anchor?: "start" | "middle" | "end", kind?: string }} Label `at` in units of the drawing
 * @typedef {(value: number) => string} Telling
 * @typedef {{ log?: boolean, ticks?: (domain: readonly number[]) => number[], text?: Telling, floor?: number }} Axis
 * @typedef {{ title: string, xLabel: string, yLabel?: string, width?: number, height?: number, top?: number, right?: number, bottom?: number,
 *   left?: number, x?: Axis, y?: Axis, upright?: boolean }} ChartOptions upright: rules go up from the ticks, not dashes down
 */

/** A number at a tick. @type {Telling} */
export function tickText(value) {
  if (value === 0) return "0";
  const exponent = Math.log10(Math.abs(value));
  const far = exponent >= 4 || exponent < -2;
  if (far && Number.isInteger(Number(exponent.toFixed(9)))) return power(Math.round(exponent), value < 0 ? "−1" : "");
  return far ? significant(value, 2) : String(value).replace("-", "−");
}

/**
 * Every power of ten in a domain; every second or third where there would be more than `most`.
 *
 * @param {readonly number[]} domain
 * @param {number} [most]
 */
export function powersOfTen([low, high], most = 6) {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const every = Math.ceil((last - first + 1) / most);
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return exponents.filter((e) => (e - first) % every === 0).map((e) => Number(`1e${e}`));
}

/**
 * A domain around values: whole powers of ten for a logarithmic axis, from 0 or below for a linear one.
 *
 * @param {readonly number[]} values
 * @param {{ log?: boolean, floor?: number, ceiling?: number, least?: number }} [options]
 * @returns {[number, number]}
 */
export function domainOf(values, { log = false, floor = 1e-12, ceiling = 1e12, least = 1 } = {}) {
  const usable = values.filter((v) => Number.isFinite(v) && (!log || v > 0));
  if (!usable.length) return log ? [1e-3, 1] : [0, least];
  const low = Math.max(Math.min(...usable), log ? floor : -ceiling);
  const high = Math.min(Math.max(...usable), ceiling);
  if (!log) return [Math.min(0, low), Math.max(least, high)];
  return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(Math.max(high, low * 1.0001)))];
}

/**
 * Draw the axes: a number at each tick, a short mark below the chart (or a rule up through it), a rule across it on the
 * left. Ticks have no transform of their own: where transforms come and go, a browser sorts the page's layers anew.
 *
 * @param {SVGGElement} rules
 * @param {SVGGElement} numbers
 * @param {{ left: number, right: number, top: number, bottom: number, upright: boolean }} box
 * @param {{ scale: import("d3-scale").Scale, ticks: number[], text: Telling }} x
 * @param {{ scale: import("d3-scale").Scale, ticks: number[], text: Telling }} y
 */
function drawAxes(rules, numbers, { left, right, top, bottom, upright }, x, y) {
  const end = upright ? top : bottom + 6;
  const lines = [
    [left, top, left, bottom],
    [left, bottom, right, bottom],
    ...x.ticks.map((value) => [x.scale(value), bottom, x.scale(value), end]),
    ...y.ticks.map((value) => [left, y.scale(value), right, y.scale(value)]),
  ];
  each(rules, "line", lines, (node, [x1, y1, x2, y2]) => write(node, { x1, y1, x2, y2 }));
  const texts = [
    ...x.ticks.map((value) => ({ x: x.scale(value), y: bottom + 17, anchor: "middle", text: x.text(value) })),
    ...y.ticks.map((value) => ({ x: left - 9, y: y.scale(value) + 4, anchor: "end", text: y.text(value) })), // clear of a mark on the axis
  ];
  each(numbers, "text", texts, (node, { x, y, anchor, text }) =>
    set(write(node, { x, y, "text-anchor": anchor }), text),
  );
}

/** @param {HTMLElement} parent @param {Required<Omit<ChartOptions, "x" | "y" | "upright">>} look */
function frame(parent, { title, xLabel, yLabel, width, height, right }) {
  const svg = add(parent, "svg", {
    class: "nnbp-chart",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": title,
  });
  const name = add(svg, "text", { class: "nnbp-chart-title", x: 4, y: 14 }, title);
  const axis = add(svg, "g", { class: "nnbp-axis" });
  const [rules, numbers] = [add(axis, "g"), add(axis, "g")];
  set(add(svg, "text", { class: "nnbp-label", x: width - right, y: height - 4, "text-anchor": "end" }), xLabel);
  set(add(svg, "text", { class: "nnbp-label", x: 4, y: 30 }), yLabel);
  const now = add(svg, "line", { class: "nnbp-now" });
  const plot = add(svg, "g");
  ground(plot, width, height);
  const [lines, marks, labels] = [add(plot, "g"), add(plot, "g"), add(plot, "g")];
  for (const group of [lines, marks, labels]) ground(group, width, height);
  return { svg, name, rules, numbers, now, lines: add(lines, "g"), marks: add(marks, "g"), labels: add(labels, "g") };
}

/** @param {Axis} axis @param {import("d3-scale").Scale} scale @param {number} count */
const ticksOf = ({ log, ticks }, scale, count) =>
  ticks?.(scale.domain()) ?? (log ? powersOfTen(scale.domain()) : scale.ticks(count));

/**
 * The scales of a chart, and the paths of its lines, kept as long as the axes stay.
 *
 * @param {{ left: number, right: number, top: number, bottom: number, upright: boolean }} box
 * @param {Axis} across
 * @param {Axis} up
 * @param {ReturnType<typeof frame>} drawing
 */
function scalesIn(box, across, up, { rules, numbers }) {
  const x = (across.log ? scaleLog() : scaleLinear()).range([box.left, box.right]);
  const y = (up.log ? scaleLog() : scaleLinear()).range([box.bottom, box.top]);
  const floor = up.floor ?? (up.log ? 1e-12 : -Infinity);
  const heightOf = (/** @type {number} */ v) => y(Math.max(v, floor));
  /** @param {Point} point */
  const usable = ([u, v]) => Number.isFinite(v) && (!up.log || v > 0) && (!across.log || u > 0);
  const path = line()
    .digits(2)
    .defined(usable)
    .x(([u]) => x(u))
    .y(([, v]) => heightOf(v));
  let drawn = "";
  let known = new WeakMap();

  /** @param {readonly Point[]} points */
  function pathOf(points) {
    if (!known.has(points)) known.set(points, path(points));
    return known.get(points);
  }
  /** @param {readonly number[]} xDomain @param {readonly number[]} yDomain */
  function place(xDomain, yDomain) {
    const axes = `${xDomain} ${yDomain}`;
    if (axes === drawn) return;
    drawn = axes;
    known = new WeakMap();
    x.domain(xDomain);
    y.domain(yDomain);
    const text = across.text ?? (across.log ? tickText : x.tickFormat(5));
    const upText = up.text ?? tickText;
    drawAxes(
      rules,
      numbers,
      box,
      { scale: x, ticks: ticksOf(across, x, 5), text },
      { scale: y, ticks: ticksOf(up, y, 4), text: upText },
    );
  }
  return { x, y, heightOf, usable, pathOf, place };
}

/**
 * A chart. Returns { svg, x, y, heightOf, box, place, update, rename }: `x` and `y` are its scales (`heightOf` is y, but
 * not below the floor), set by `place` and by `update`. The same array of points as before, on the same axes, is not
 * drawn again; points that have no place on an axis are left out.
 *
 * @param {HTMLElement} parent
 * @param {ChartOptions} options
 */
export function lineChart(parent, options) {
  const look = { yLabel: "", width: 330, height: 190, top: 26, right: 14, bottom: 34, left: 48, ...options };
  const { width, height, top, right, bottom, left, x: across = {}, y: up = {}, upright = false } = look;
  const box = { left, right: width - right, top, bottom: height - bottom, upright };
  const drawing = frame(parent, look);
  const { x, y, heightOf, usable, pathOf, place } = scalesIn(box, across, up, drawing);

  /**
   * @param {{ lines: Line[], marks?: Mark[], labels?: Label[], xDomain: readonly number[], yDomain: readonly number[],
   *   now?: number | null }} asked `now` is where an upright line stands
   */
  function update({ lines, marks = [], labels = [], xDomain, yDomain, now = null }) {
    place(xDomain, yDomain);
    each(drawing.lines, "path", lines, (node, { kind, points, chosen }) =>
      write(node, { class: `nnbp-line nnbp-${kind}${chosen ? " nnbp-chosen" : ""}`, d: pathOf(points) }),
    );
    const shown = marks.filter(({ point }) => usable(point) && point[0] >= xDomain[0] && point[0] <= xDomain[1]);
    each(drawing.marks, "circle", shown, (node, { kind, point, r = 5 }) =>
      write(node, { class: `nnbp-mark nnbp-${kind}`, r, cx: x(point[0]), cy: heightOf(point[1]) }),
    );
    each(drawing.labels, "text", labels, (node, { text, at, anchor = "middle", kind = "" }) =>
      set(write(node, { class: `nnbp-chart-label ${kind}`, x: at[0], y: at[1], "text-anchor": anchor }), text),
    );
    const at = now === null ? null : x(now);
    write(drawing.now, { x1: at, x2: at, y1: box.top, y2: box.bottom, visibility: now === null ? "hidden" : null });
  }

  /** Change the title that is seen. @param {string} title */
  const rename = (title) => set(drawing.name, title);
  return { svg: drawing.svg, x, y, heightOf, box, place, update, rename };
}
