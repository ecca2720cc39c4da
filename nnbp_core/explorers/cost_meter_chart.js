// Under More: the same counts as lines, for networks that differ in width or in depth only.

import { logCosts, METHODS, MOST, sizesOf } from "./cost_meter_counts.js";
import { lineChart } from "./shared/chart.js";
import { power } from "./shared/notation.js";

/** @typedef {import("./cost_meter_counts.js").State} State */
/** @typedef {import("./cost_meter_counts.js").Logs} Logs */
/** @typedef {[number, number]} Point */

const HEADROOM = 6; // powers of ten above the differences, before the line of all paths leaves the picture
const SIZE = { width: 340, height: 270, top: 40, bottom: 38, left: 44 };

/** Networks that differ from the state's in width or in depth only. @param {State} state */
export function family(state) {
  const few = (/** @type {number} */ most) => Array.from({ length: 34 }, (_, i) => most ** (i / 33));
  const chosen = state.grow === "width" ? few(MOST.width) : few(MOST.layers - 1).map((n) => n + 1);
  const list = [...new Set(chosen.map(Math.round))];
  return list.map((n) => logCosts(sizesOf({ ...state, [state.grow === "width" ? "width" : "layers"]: n })));
}

/** @param {readonly number[]} domain */
function wholeTicks([low, high]) {
  const every = Math.max(1, Math.ceil((high - low) / 7));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
}

/** A line up to the top of the picture, and no farther. @param {Point[]} points @param {number} top */
function cut(points, top) {
  const end = points.findIndex(([, v]) => v > top);
  if (end < 0) return points;
  if (end === 0) return [];
  const [[u, v], [u2, v2]] = [points[end - 1], points[end]];
  return [...points.slice(0, end), /** @type {Point} */ ([u + ((top - v) / (v2 - v)) * (u2 - u), top])];
}

/** The axes hold powers of ten as they are: some counts are too large for a floating-point number. @param {Logs[]} all */
function domainsOf(all) {
  const xDomain = /** @type {Point} */ ([
    Math.floor(Math.min(...all.map(({ P }) => P))),
    Math.ceil(Math.max(...all.map(({ P }) => P))),
  ]);
  const most = Math.max(...all.map((one) => one.differences));
  const top = Math.ceil(
    Math.min(most + HEADROOM, Math.max(...all.map((one) => Math.max(one.all_paths, one.differences)))),
  );
  const low = Math.floor(Math.min(...all.flatMap((one) => [one.backpropagation, one.all_paths])));
  return { xDomain, yDomain: /** @type {Point} */ ([low, Math.max(top, 1)]) };
}

/** Returns what draws a state. @param {HTMLElement} parent */
export function addChart(parent) {
  const axis = { ticks: wholeTicks, text: (/** @type {number} */ exponent) => power(exponent) };
  const chart = lineChart(parent, {
    title: "Multiplications for one gradient against the parameters of the network, both logarithmic",
    xLabel: "parameters P",
    yLabel: "multiplications",
    ...SIZE,
    x: axis,
    y: axis,
    upright: true,
  });
  let key = "";
  let lines = /** @type {Logs[]} */ ([]);

  return (/** @type {State} */ state) => {
    const wide = state.grow === "width";
    const { [wide ? "width" : "layers"]: _, ...rest } = state;
    if (JSON.stringify(rest) !== key) lines = family(state);
    key = JSON.stringify(rest);
    const now = logCosts(sizesOf(state));
    chart.rename(wide ? "As the hidden layers grow wider" : "As layers are added");
    const axes = domainsOf([...lines, now]);
    const top = axes.yDomain[1];
    chart.place(axes.xDomain, axes.yDomain);
    const at = /** @type {Point} */ ([Math.min(Math.max(chart.x(now.P), 168), SIZE.width - 90), SIZE.top - 8]);
    chart.update({
      ...axes,
      lines: METHODS.map(({ name, kind }) => ({
        kind,
        points: cut(
          lines.map((one) => /** @type {Point} */ ([one.P, one[name]])),
          top,
        ),
      })),
      marks: METHODS.filter(({ name }) => now[name] <= top).map(({ name, kind }) => ({
        kind,
        point: /** @type {Point} */ ([now.P, now[name]]),
        r: 5,
      })),
      labels: now.all_paths > top ? [{ text: "↑ all paths", at, kind: "nnbp-cm-off" }] : [],
    });
  };
}
