// What CostMeter draws, as shapes: the network as large as it is, and under it a lane for each way to the gradient.

import {
  isBeyond,
  METHODS,
  multiplications,
  rateOf,
  rateTold,
  shareOf,
  sizesOf,
  standing,
  told,
} from "./cost_meter_counts.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./cost_meter_counts.js").State} State */
/** @typedef {import("./cost_meter_counts.js").Costs} Costs */
/** @typedef {{ seconds: number, over: boolean, reached: boolean }} Race */
/** @typedef {ReturnType<typeof placeOf>} Place */

const DOTS = 40; // neurons of a layer that are drawn one by one
const APART = 9; // px between two of them, where there is room
const LINES = 420; // edges that are drawn, at most
const LANE = 47;
const BAR = 22;

/** Pixels to a tenth. @param {number} value */
const n = (value) => Math.round(10 * value) / 10;

/** How high a layer of so many neurons is. @param {number} size @param {number} most */
export function heightOf(size, most) {
  const few = Math.min(most * 0.62, (size - 1) * APART);
  const more = size > 1 ? (most * 0.38 * Math.log(size)) / Math.log(1000) : 0;
  return Math.min(most, few + more);
}

/** The measures of the picture for a network. @param {number} width @param {State} state */
export function placeOf(width, state) {
  const small = width < 520;
  const [tall, left] = [small ? 116 : 130, small ? 22 : 30];
  const sizes = sizesOf(state);
  const middle = 40 + tall / 2;
  const right = width - (small ? 68 : 78);
  const apart = Math.min(small ? 92 : 150, (right - left) / (sizes.length - 1));
  const columns = sizes.map((size, i) => ({ size, x: left + i * apart, height: heightOf(size, tall) }));
  const race = middle + tall / 2 + 26;
  return { width, small, tall, middle, right, apart, columns, race, height: race + 24 + 3 * LANE - 4 };
}

/** Where the neurons of a layer are whose edges are drawn: all of them, or some. @param {{ size: number, height: number }} column @param {number} middle @param {number} most */
function spots({ size, height }, middle, most) {
  const count = size <= most + 3 && most > 8 ? size : Math.min(size, most);
  const shares = Array.from({ length: count }, (_, i) =>
    count > 1 ? Math.round((i * (size - 1)) / (count - 1)) / (size - 1) : 0.5,
  );
  return shares.map((share) => n(middle + height * (share - 0.5)));
}

/** @param {Place} place @returns {Shape[]} */
export function networkOf({ columns, middle, apart, small }) {
  const each = Math.max(2, Math.min(9, Math.floor(Math.sqrt(LINES / (columns.length - 1)))));
  const edges = columns.slice(1).map((to, i) => {
    const from = columns[i];
    const ends = spots(to, middle, each);
    return spots(from, middle, each)
      .map((y) => ends.map((end) => `M${n(from.x)} ${y}L${n(to.x)} ${end}`).join(""))
      .join("");
  });
  const thick = Math.max(2, Math.min(small ? 6 : 7, 0.7 * apart));
  const layers = columns.map(({ size, x, height }) => {
    const [top, gap] = [n(middle - height / 2), height / Math.max(1, size - 1)];
    const dotted = size <= DOTS && gap >= 3;
    return {
      tag: "path",
      class: dotted ? "nnbp-cm-dots" : "nnbp-cm-layer",
      d: `M${n(x)} ${top}v${n(height + 0.3)}`,
      "stroke-width": n(Math.min(thick, dotted && size > 1 ? 0.8 * gap : thick)),
      "stroke-dasharray": dotted && size > 1 ? `0 ${Math.floor(1000 * gap) / 1000}` : "",
      "data-layer": size,
    };
  });
  return [{ tag: "path", class: "nnbp-cm-edges", d: edges.join("") }, ...layers];
}

/** How many neurons there are, under the layers. @param {Place} place @returns {Shape[]} */
function sizesSaid({ columns, middle, tall, apart }) {
  const last = columns.length - 1;
  const text = (/** @type {{ size: number, x: number }} */ { size, x }, said = String(size)) => ({
    tag: "text",
    class: "nnbp-cm-size",
    x: n(x),
    y: middle + tall / 2 + 15,
    text: said,
  });
  if (apart >= 30) return columns.map((column) => text(column));
  if (last < 2) return columns.map((column) => text(column));
  const inner = { size: columns[1].size, x: (columns[0].x + columns[last].x) / 2 };
  return [text(columns[0]), text(inner, `${inner.size} each`), text(columns[last])];
}

/** The sign of a method, as in the book's pictures: circle, triangle, square. @param {string} kind @param {number} x @param {number} y @param {number} r */
const sign = (kind, x, y, r) => ({
  tag: "path",
  class: `nnbp-cm-sign nnbp-cm-${kind}`,
  d: {
    a: `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    b: `M${n(x - r)} ${n(y - r)}h${2 * r}v${2 * r}h${-2 * r}Z`,
    c: `M${n(x - r - 1)} ${n(y + r)}h${2 * r + 2}l${-r - 1} ${-2 * r - 1}Z`,
  }[kind],
});

/** @param {string} quantity @param {bigint} value @param {string} [text] */
const number = (quantity, value, text = told(value)) => ({
  tag: "tspan",
  text,
  "data-quantity": quantity,
  "data-value": String(value),
});

/** A count and what it counts. @param {string} quantity @param {bigint} value @param {string} what @returns {Shape[]} */
function counted(quantity, value, what) {
  if (isBeyond(value)) return [{ tag: "tspan", text: "a number of " }, number(quantity, value)];
  const raised = told(value).includes("^"); // what follows an exponent comes down to the line
  return [number(quantity, value), { tag: "tspan", dy: raised ? "0.385em" : "", text: ` ${what}` }];
}

/** What goes through the network, or along it. @param {string} name @param {Costs} count */
function passes(name, { P, paths }) {
  if (name === "differences") return counted("passes", 2n * P, "passes");
  if (name === "all_paths") return counted("paths", paths, paths === 1n ? "path" : "paths");
  return counted("passes", 2n, "passes");
}

/** One lane. @param {Place} place @param {Costs} count @param {Race} race @param {number} i @returns {Shape[]} */
function laneShapes({ width, small, race: top }, count, { seconds, over, reached }, i) {
  const { name, kind, label } = METHODS[i];
  const work = count[name];
  const rate = rateOf(count);
  const share = shareOf(work, rate, seconds);
  const y = top + 24 + i * LANE;
  const bar = y + 18;
  const said = standing(work, rate, seconds, over);
  const won = reached && name === "all_paths" ? "  ✓ fewest" : "";
  return [
    sign(kind, 7, y + 7, 5),
    { tag: "text", class: "nnbp-cm-name", x: 19, y: y + 12, text: label },
    ...(small
      ? []
      : [
          {
            tag: "text",
            class: "nnbp-cm-passes",
            x: 150,
            y: y + 12,
            children: passes(name, count),
          },
        ]),
    {
      tag: "text",
      class: "nnbp-cm-count",
      x: width,
      y: y + 12,
      children: counted(name, work, multiplications(work)),
    },
    { tag: "rect", class: "nnbp-cm-track", x: 0.5, y: bar, width: width - 1, height: BAR, rx: 4 },
    {
      tag: "rect",
      class: `nnbp-cm-bar nnbp-cm-${kind}`,
      x: 0.5,
      y: bar,
      width: n(share * (width - 1)),
      height: BAR,
      rx: 4,
      "data-lane": name,
      "data-share": share,
    },
    ...(seconds > 0 && share < 1 ? [sign(kind, Math.max(6, share * (width - 1)), bar + BAR / 2, 5)] : []),
    {
      tag: "text",
      class: `nnbp-cm-said${share === 1 ? " nnbp-cm-done" : ""}`,
      x: Math.min(width - 100, 16 + (share < 1 ? share * (width - 1) * (share < 0.5 ? 1 : 0) : 0)),
      y: bar + 15.5,
      text: said + won,
    },
  ];
}

/**
 * The whole picture.
 *
 * @param {Place} place
 * @param {Shape[]} network drawn once for a network, not once a frame
 * @param {Costs} count
 * @param {Race} race
 * @returns {Shape[]}
 */
export function sceneOf(place, network, count, race) {
  const y = place.race + 11;
  return [
    ...network,
    ...sizesSaid(place),
    { tag: "path", class: "nnbp-cm-rule", d: `M0 ${place.race - 7}H${place.width}` },
    {
      tag: "text",
      class: "nnbp-cm-rate",
      x: 0,
      y,
      text: `each does ${rateTold(rateOf(count))}`,
    },
    {
      tag: "text",
      class: "nnbp-cm-clock",
      x: place.width,
      y,
      text: race.seconds > 0 ? `${race.seconds.toFixed(1)} s` : "",
    },
    ...METHODS.flatMap((_, i) => laneShapes(place, count, race, i)),
  ];
}
