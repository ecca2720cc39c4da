// The neurons at one moment: each a small plot of σ, on which z finds its a; on the way back the slope at that point lets
// through only a part of the error.

import { bead, means, pillWidth, radius, trail } from "./backward_stepper_marks.js";
import { neuronsOf } from "./backward_stepper_networks.js";
import { insideOf, mix, n, onGauge } from "./backward_stepper_place.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {import("./backward_stepper_scene.js").Moment} Moment */
/** @typedef {ReturnType<typeof insideOf>} Inside */
/** @typedef {{ under: Shape[], over: Shape[] }} Drawn */

const path = (/** @type {string} */ kind, /** @type {string} */ d, more = {}) => ({
  tag: "path",
  class: kind,
  d,
  ...more,
});

/** σ in a neuron. @param {Inside} inside @param {Moment} moment */
function curveIn(inside, { plot }) {
  const points = Array.from({ length: 21 }, (_, i) => (i / 10 - 1) * plot.reach);
  return `M${points.map((z) => `${n(inside.across(z))} ${n(inside.up(plot.f(z)))}`).join("L")}`;
}

/** The part of a disc between two heights. @param {Inside} inside @param {number} r @param {number} from @param {number} to */
function pool({ cx, cy }, r, from, to) {
  const half = (/** @type {number} */ y) => Math.sqrt(Math.max(0, r * r - (y - cy) ** 2));
  const [p, q] = [half(from), half(to)];
  const turn = to < from ? 1 : 0;
  return `M${n(cx - p)} ${n(from)}A${r} ${r} 0 0 ${turn} ${n(cx - q)} ${n(to)}H${n(cx + q)}A${r} ${r} 0 0 ${turn} ${n(cx + p)} ${n(from)}Z`;
}

/** A line through a point, as far as the disc goes. @param {Inside} inside @param {number} r @param {number} x @param {number} y @param {number} steep @param {number} share */
function tangent({ cx, cy }, r, x, y, steep, share) {
  const long = Math.hypot(1, steep);
  const [dx, dy] = [1 / long, -steep / long];
  const along = (cx - x) * dx + (cy - y) * dy;
  const off = (cx - x) ** 2 + (cy - y) ** 2 - along ** 2;
  const half = Math.sqrt(Math.max(0, r * r - off));
  const end = (/** @type {number} */ t) => `${n(x + t * dx)} ${n(y + t * dy)}`;
  return `M${end(share * (along - half))}L${end(share * (along + half))}`;
}

/** What has gone forward in a neuron. @param {Moment} moment @param {Inside} inside @param {number} l @param {number} j @returns {Record<"pool" | "drop" | "point", Shape[]>} */
function forwardIn({ run, place, p }, inside, l, j) {
  const [add, rise] = [p(`z${l}.add`), p(`a${l}.rise`)];
  const { zero, across, up } = inside;
  const [a, z] = [run.a(l, j), run.z(l, j)];
  const level = mix(zero, up(a), rise);
  const kind = `nnbp-heart-pool${a < 0 ? " nnbp-heart-hollow" : ""}`;
  const [x, y] = [n(mix(across(0), across(z), add)), n(level)];
  const r = place.small ? 3.2 : 4;
  return {
    pool: rise ? [path(kind, pool(inside, place.r - 1, zero, level), means("a", a, l, j))] : [],
    drop: add ? [path("nnbp-heart-drop", `M${x} ${n(zero)}V${y}`)] : [],
    point: add ? [{ tag: "circle", class: "nnbp-heart-point", cx: x, cy: y, r, ...means("z", z, l, j) }] : [],
  };
}

/** What the slope does to the error. @param {Moment} moment @param {Inside} inside @param {number} l @param {number} j @returns {{ below: Shape[], above: Shape[] }} */
function gateIn({ run, place, plot, scales, p }, inside, l, j) {
  const way = l === 3 ? "BP1" : "BP2";
  const [slope, gate, fade] = [p(`${way}.slope`), p(`${way}.gate`), 1 - p("BP3.down")];
  const { cx, cy, across, up, steep } = inside;
  const { r } = place;
  const below = [];
  const above = [];
  if (gate && fade > 0.02 && run.comes(l, j)) {
    const first = radius(scales, "back", run.comes(l, j));
    const last = mix(first, run.delta(l, j) ? radius(scales, "back", run.delta(l, j)) : 0, gate);
    const from = cx + Math.sqrt(Math.max(0, r * r - first * first));
    const to = mix(from, cx - Math.sqrt(Math.max(0, r * r - last * last)), gate);
    const d = `M${n(from)} ${n(cy - first)}L${n(to)} ${n(cy - last)}V${n(cy + last)}L${n(from)} ${n(cy + first)}Z`;
    below.push(path("nnbp-heart-gate", d, { "data-gate": `${l},${j}`, opacity: fade < 1 ? n(fade) : null }));
  }
  if (slope && !(l === 3 && run.cancels)) {
    const steepness = run.slope(l, j) * steep;
    const d = tangent(inside, r - 2, across(run.z(l, j)), up(plot.f(run.z(l, j))), steepness, slope);
    above.push(path("nnbp-heart-tangent", d, means("slope", run.slope(l, j), l, j)));
  }
  return { below, above };
}

/** How the error comes from the gauge to its neuron. @param {Moment} moment @param {number} j */
function liftOf({ run, place, plot }, j) {
  const { r, x, small } = place;
  const [px, py] = [x[3] + r, place.y(3, j)];
  const from = onGauge(place, plot, j, (run.a(3, j) + run.y[j - 1][0]) / 2);
  const [, fy] = place.gaugeAt(j);
  const [bx, by] = small ? [px + 15, (fy + py) / 2] : [(from + px) / 2, py];
  const at = (/** @type {number} */ t) =>
    /** @type {const} */ ([
      (1 - t) ** 2 * from + 2 * t * (1 - t) * bx + t * t * px,
      (1 - t) ** 2 * fy + 2 * t * (1 - t) * by + t * t * py,
    ]);
  const line = (/** @type {number} */ t) => {
    const [ex, ey] = at(t);
    return `M${n(from)} ${n(fy)}Q${n(mix(from, bx, t))} ${n(mix(fy, by, t))} ${n(ex)} ${n(ey)}`;
  };
  return { at, line };
}

/** The error at a neuron: it comes in at the right, and leaves at the left. @param {Moment} moment @param {number} l @param {number} j @returns {Drawn} */
function errorAt(moment, l, j) {
  const { run, place, scales, p } = moment;
  const { x, r } = place;
  const y = place.y(l, j);
  const came = l === 3 ? p("BP1.lift") : p("BP2.add");
  const [gate, down, thick] = [p(`${l === 3 ? "BP1" : "BP2"}.gate`), p("BP3.down"), p("BP4.thick")];
  if (!came) return { under: [], over: [] };
  const [comes, delta] = [run.comes(l, j), run.delta(l, j)];
  const first = radius(scales, "back", comes) * (l === 3 ? 1 : came);
  const size = mix(first, delta ? radius(scales, "back", delta) : 0, gate);
  const lift = l === 3 ? liftOf(moment, j) : undefined;
  const at = gate || !lift ? /** @type {const} */ ([mix(x[l] + r, x[l] - r, gate), y]) : lift.at(came);
  const mark = gate < 1 ? means("comes", comes, l, j) : means("delta", delta, l, j);
  const fade = (1 - down) * (place.small ? mix(1, 0.4, gate) : 1);
  const over = thick < 1 ? bead("back", at, comes, size * (1 - thick), mark) : [];
  if (down && delta) {
    const [bx, by] = place.beadAt(l, j);
    const rest = radius(scales, "back", delta);
    const angle = Math.PI * (1 - down / 2); // along the rim, down to the bias
    const [ex, ey] = [bx - pillWidth(place.pill - 1, run.b(l, j), run.b(l, j) < 0 ? "" : "+") / 2 - 0.7 * rest, by];
    const spot = /** @type {const} */ ([
      mix(x[l] + r * Math.cos(angle), ex, down),
      mix(y + r * Math.sin(angle), ey, down),
    ]);
    over.push(...bead("back", spot, delta, rest, means("nabla_b", run.nabla_b(l, j), l, j)));
  }
  return { under: lift ? trail("back", lift.line(came), comes, first, fade) : [], over };
}

/** How far an output is from what is wanted: the gap is the error that goes back. @param {Moment} moment @param {number} j @returns {Shape[]} */
function gaugeOf({ run, place, plot, p }, j) {
  const [x, y] = place.gaugeAt(j);
  const [rise, gap] = [p("a3.rise"), p("C.gap")];
  if (!rise) return [];
  const on = (/** @type {number} */ value) => onGauge(place, plot, j, value);
  const [a, wanted, zero] = [run.a(3, j), run.y[j - 1][0], on(0)];
  const bar = `nnbp-heart-bar${a < 0 ? " nnbp-heart-dashed" : ""}`;
  /** @type {Shape[]} */
  const shapes = [
    path(
      "nnbp-heart-track",
      `M${n(x)} ${n(y)}h${place.gauge}M${n(x)} ${n(y - 5)}v10M${n(x + place.gauge)} ${n(y - 5)}v10`,
    ),
    path(bar, `M${n(zero)} ${n(y)}H${n(mix(zero, on(a), rise))}`, { "data-gauge": `a,${j}` }),
  ];
  if (gap && a !== wanted) {
    const kind = `nnbp-heart-gap${a < wanted ? " nnbp-heart-dashed" : ""}`;
    const d = `M${n(on(wanted))} ${n(y)}H${n(on(mix(wanted, a, gap)))}`;
    shapes.push(path(kind, d, { "data-gauge": `gap,${j}` }));
  }
  if (plot.gauge[0] !== 0 || plot.gauge[1] !== 1)
    for (const [value, i] of plot.gauge.map((end, i) => [end, i]))
      shapes.push({
        tag: "text",
        class: "nnbp-heart-note nnbp-heart-halo",
        x: n(x + i * place.gauge),
        y: n(y - 7),
        "text-anchor": "middle",
        text: String(value).replace("-", "−"),
      });
  return shapes;
}

/** One neuron. @param {Moment} moment @param {number} l @param {number} j @returns {Drawn} */
function neuron(moment, l, j) {
  const { place, pointed } = moment;
  const inside = insideOf(place, moment.plot, l, j);
  const disc = { tag: "circle", cx: n(inside.cx), cy: n(inside.cy), r: place.r };
  const gate = gateIn(moment, inside, l, j);
  const forward = forwardIn(moment, inside, l, j);
  const error = errorAt(moment, l, j);
  const body = {
    tag: "g",
    id: `neuron ${l},${j}`,
    "data-neuron": `${l},${j}`,
    children: [
      { ...disc, class: "nnbp-heart-disc" },
      ...forward.pool,
      ...gate.below,
      ...forward.drop,
      path("nnbp-heart-axis", `M${n(inside.cx - inside.half)} ${n(inside.zero)}h${n(2 * inside.half)}`),
      path("nnbp-heart-curve", curveIn(inside, moment)),
      ...gate.above,
      ...forward.point,
      { ...disc, class: `nnbp-heart-rim${pointed(l, j) ? " nnbp-heart-on" : ""}` },
    ],
  };
  return {
    under: [...error.under, ...(l === 3 ? gaugeOf(moment, j) : []), body],
    over: [...sumAt(moment, l, j), ...error.over],
  };
}

/** The sum of what has come, before it becomes an activation. @param {Moment} moment @param {number} l @param {number} j @returns {Shape[]} */
function sumAt({ run, place, scales, p }, l, j) {
  const [add, rise] = [p(`z${l}.add`), p(`a${l}.rise`)];
  if (!add || rise === 1) return [];
  const z = run.z(l, j);
  const size = radius(scales, "forward", z) * add * (1 - rise);
  return bead("forward", [place.x[l] - place.r, place.y(l, j)], z, size, means("z", z, l, j));
}

/** All of them. @param {Moment} moment @returns {Drawn} */
export function neurons(moment) {
  const drawn = neuronsOf(moment.run.sizes).map(([l, j]) => neuron(moment, l, j));
  return { under: drawn.flatMap(({ under }) => under), over: drawn.flatMap(({ over }) => over) };
}
