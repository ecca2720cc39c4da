// Line charts in one style: axes with names, lines told apart by colour and dash, one moving mark a line.

import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";

import { format, powerOfTen } from "./numbers.js";
import { ground } from "./quiet.js";

const WIDTH = 330;
const HEIGHT = 190;
const MARGIN = { top: 26, right: 14, bottom: 34, left: 48 };

const tickText = (value) => {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const power = Math.log10(size);
  if ((size >= 1e4 || size < 1e-3) && Number.isInteger(Math.round(power * 1e9) / 1e9)) return (value < 0 ? "−" : "") + powerOfTen(Math.round(power));
  return size >= 1e4 || size < 1e-3 ? format(value) : String(value).replace("-", "−");
};

/*
 * The axes of a chart whose lines stand between left and right, top and bottom. Returns draw(x, y), each { scale, ticks,
 * text }: a number at each tick, a short mark (or one `tick` long) below the chart, a rule across it on the left. The
 * ticks have no transform of their own: where transforms come and go, a browser sorts the layers of the page anew.
 */
export function axesIn(parent, { left, right, top, bottom, tick = 6 }) {
  const group = parent.append("g").attr("class", "nnbp-axis");
  return function draw(x, y) {
    const rules = [
      [left, top, left, bottom],
      [left, bottom, right, bottom],
      ...x.ticks.map((value) => [x.scale(value), bottom, x.scale(value), bottom + tick]),
      ...y.ticks.map((value) => [left, y.scale(value), right, y.scale(value)]),
    ];
    const numbers = [
      ...x.ticks.map((value) => ({ at: [x.scale(value), bottom + 17], anchor: "middle", text: x.text(value) })),
      ...y.ticks.map((value) => ({ at: [left - 9, y.scale(value) + 4], anchor: "end", text: y.text(value) })), // clear of a mark on the axis
    ];
    group.selectAll("line").data(rules).join("line").attr("x1", (d) => d[0]).attr("y1", (d) => d[1]).attr("x2", (d) => d[2]).attr("y2", (d) => d[3]);
    group.selectAll("text").data(numbers).join("text").attr("x", (d) => d.at[0]).attr("y", (d) => d.at[1])
      .attr("text-anchor", (d) => d.anchor).text((d) => d.text);
  };
}

// Every power of ten in a domain; every second or third where there would be more than `most`.
export function powersOfTen([low, high], most = 6) {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const every = Math.ceil((last - first + 1) / most);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((e) => (e - first) % every === 0).map((e) => 10 ** e);
}

/*
 * A chart. options: { title, xLabel, log, floor }. Returns { update(lines, marks, xDomain, yDomain) } where
 * lines = [{ kind: "a" | "b", points: [[x, y], ...] }] and marks = [{ kind, point: [x, y] }]. The same array of points
 * as before, on the same axes, is not drawn again.
 */
export function lineChart(parent, { title, xLabel, log = false, floor = 1e-12 }) {
  const svg = parent.append("svg").attr("class", "nnbp-chart").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.attr("role", "img").attr("aria-label", title);
  const name = svg.append("text").attr("class", "nnbp-title").attr("x", 4).attr("y", 14).text(title);
  const drawAxes = axesIn(svg, { left: MARGIN.left, right: WIDTH - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom });
  svg.append("text").attr("class", "nnbp-label").attr("x", WIDTH - MARGIN.right).attr("y", HEIGHT - 4).attr("text-anchor", "end").text(xLabel);
  const plot = svg.append("g");
  ground(plot, WIDTH, HEIGHT);
  const x = scaleLinear().range([MARGIN.left, WIDTH - MARGIN.right]);
  const y = (log ? scaleLog() : scaleLinear()).range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const clamp = (value) => (log ? Math.max(value, floor) : value);
  const usable = ([, value]) => Number.isFinite(value) && (!log || value > 0);
  const path = line().digits(2).defined(usable).x(([u]) => x(u)).y(([, v]) => y(clamp(v)));
  let drawn = "";
  let known = new WeakMap(); // the path of a line, as long as the axes stay
  const pathOf = (points) => {
    if (!known.has(points)) known.set(points, path(points));
    return known.get(points);
  };

  function update(lines, marks, xDomain, yDomain) {
    x.domain(xDomain);
    y.domain(yDomain);
    const axes = `${xDomain} ${yDomain}`;
    if (axes !== drawn) {
      drawn = axes;
      known = new WeakMap();
      drawAxes({ scale: x, ticks: x.ticks(5), text: x.tickFormat(5) }, { scale: y, ticks: log ? powersOfTen(yDomain) : y.ticks(4), text: tickText });
    }
    plot.selectAll("path").data(lines).join("path").attr("class", (d) => `nnbp-line nnbp-${d.kind}`).attr("d", (d) => pathOf(d.points));
    const shown = marks.filter(({ point }) => usable(point) && point[0] >= xDomain[0] && point[0] <= xDomain[1]);
    plot.selectAll("circle").data(shown).join("circle").attr("class", (d) => `nnbp-mark nnbp-${d.kind}`).attr("r", 5)
      .attr("cx", (d) => x(d.point[0])).attr("cy", (d) => y(clamp(d.point[1])));
  }
  return { update, rename: (text) => { name.text(text); svg.attr("aria-label", text); } };
}

// A domain around values: whole powers of ten for a logarithmic axis, from 0 or below for a linear one.
export function domainOf(values, { log = false, floor = 1e-12, ceiling = 1e12, least = 1 } = {}) {
  const usable = values.filter((v) => Number.isFinite(v) && (!log || v > 0));
  if (!usable.length) return log ? [1e-3, 1] : [0, least];
  let low = Math.max(Math.min(...usable), log ? floor : -ceiling);
  let high = Math.min(Math.max(...usable), ceiling);
  if (!log) return [Math.min(0, low), Math.max(least, high)];
  low = 10 ** Math.floor(Math.log10(low));
  high = 10 ** Math.ceil(Math.log10(Math.max(high, low * 1.0001)));
  return [low, high];
}
