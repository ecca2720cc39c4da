// Nudge one weight: drag the point along the true cost, and see where the straight line that backprop promises leaves it.
// Then look ten times closer: the mistake shrinks a hundred times.

import { NETWORKS } from "./path_explorer_model.js";
import { edgeAt, edgeUnder, onPress, stepAlong } from "./shared/edges.js";
import { handle, placeIn } from "./shared/handle.js";
import { smooth, tween } from "./shared/motion.js";
import { fixed, indexed, significant, symbol } from "./shared/notation.js";
import { paint } from "./shared/paint.js";
import { networkLines } from "./shared/python.js";
import { mount } from "./shared/shell.js";
import { watchWidth } from "./shared/width.js";
import { add, put, say, write } from "./shared/write.js";
import {
  CLOSEST,
  groundOf,
  ledgerOf,
  nudgeAt,
  offOf,
  outcomeOf,
  REACH,
  WEIGHTS,
  zoomOf,
} from "./weight_nudge_model.js";
import { placeOf, scalesOf, sceneOf } from "./weight_nudge_scene.js";

/** @typedef {import("./weight_nudge_model.js").State} State */
/** @typedef {import("./weight_nudge_model.js").Ground} Ground */

const SLIDE = 400; // ms to a nudge ten times smaller
const CLOSER = 400; // ms to look ten times closer

/** @param {string} weight */
const nameOf = (weight) => {
  const [layer, j, k] = weight.split(",");
  return symbol("w", layer, j, k);
};

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  {
    name: "weight",
    label: "weight to nudge",
    kind: "choice",
    options: WEIGHTS.map((value) => ({ value, label: `${nameOf(value)}: to ${value[2]}, from ${value[4]}` })),
  },
  { name: "nudge", label: "nudge Δw", kind: "number", min: -REACH, max: REACH, hidden: true, plays: true },
  { name: "zoom", label: "times ten times closer", kind: "count", min: 0, max: CLOSEST, hidden: true, plays: true },
  { name: "x1", label: indexed("input x", 1), kind: "number", min: -2, max: 2, step: 0.1 },
  { name: "x2", label: indexed("input x", 2), kind: "number", min: -2, max: 2, step: 0.1 },
];

const START = { weight: "2,1,1", nudge: 0.1, zoom: 0, x1: 1, x2: 0.5 };

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Chapter 9",
    state: START,
    note: "The chapter nudges this weight by 0.1. Drag it further: where do line and curve part?",
  },
  {
    label: "Too large a nudge",
    state: { nudge: -2 },
    note: "A nudge of −2: the straight line promises a rise of 1.52; the true one is 0.42. tanh has bent away long before.",
  },
  {
    label: "Paths that cancel",
    state: { nudge: 0.5, x1: 1.2, x2: 1.6 },
    note: "The slope is almost 0: the line promises that nothing happens. What does happen is all mistake.",
  },
  {
    label: "The last layer",
    state: { weight: "4,1,3", nudge: 1 },
    note: "One neuron moves, then C. Even so the line and the curve part: the tanh and the square are bent.",
  },
];

/** @param {State} state @param {Ground} ground */
export function inWords({ weight, nudge, zoom }, ground) {
  const { predicted, change, mistake, cost } = outcomeOf(ground, nudge);
  if (nudge === 0) return `No nudge of ${nameOf(weight)}: the cost stays at ${fixed(ground.C)}. Drag the point.`;
  const digits = (/** @type {number} */ value) => significant(value, 3, 1e-7);
  const off = offOf({ nudge, predicted, change, mistake, cost });
  const share = Number.isNaN(off) ? "" : `, ${off < 0.0005 ? "less than 0.1" : significant(100 * off, 2)}\u00a0% off`;
  const told = `${nameOf(weight)} is nudged by ${significant(nudge, 3, 1e-5)}: the straight line promises ΔC = ${digits(predicted)}; the true change is ${digits(change)}${share}.`;
  if (ground.C + predicted < 0)
    return `${told} The promise is a cost of ${fixed(ground.C + predicted)}; the true one is ${fixed(cost)}. A slope knows only the place where it was taken.`;
  if (!zoom || !mistake) return told;
  const [before] = ledgerOf(ground, nudge, zoom).slice(-2);
  return `${told} With a nudge ten times larger the mistake was ${Math.round(before.mistake / mistake)} times larger.`;
}

/** @param {Ground} ground @param {number} nudge */
export function goalOf(ground, nudge) {
  const text = "Goal: nudge until the line promises a cost below 0. No quadratic cost can be.";
  return { text, reached: ground.C + ground.slope * nudge < 0 };
}

/** @param {State} state @param {Ground} ground */
export function asPython({ nudge, x1, x2 }, { part }) {
  return `import numpy as np
import nnbp_core as nn

${networkLines(NETWORKS["chapter 9"])}x, y = np.array([[${x1}], [${x2}]]), np.array([[1.0], [0.0]])
layer, j, k = ${part.layer}, ${part.j - 1}, ${part.k - 1}  # rows count from 0

slope = nn.backprop(network, x, y).nabla_w[layer - 2][j, k]
weights = [w.copy() for w in network.weights]
weights[layer - 2][j, k] += ${nudge}
moved = nn.Network(weights, network.biases, nn.TANH)
cost = [nn.mean_cost(n, x, y) for n in (network, moved)]
print(f"predicted = {slope * ${nudge}}")
print(f"change = {cost[1] - cost[0]}")
print(f"mistake = {abs(slope * ${nudge} - (cost[1] - cost[0]))}")
`;
}

/** The figure: its picture, its handle and its two buttons. */
class Figure {
  /** @param {import("./shared/shell.js").Parts<State>} parts */
  constructor(parts) {
    this.parts = parts;
    this.svg = add(parts.picture, "svg", {
      class: "nnbp-nudge-picture",
      role: "group",
      "aria-label":
        "The cost over the nudge: the straight promise and the true curve; and the network where the nudge spreads",
    });
    this.watch = watchWidth(parts.picture, () => this.fit());
    this.place = placeOf(this.watch.width());
    this.ground = groundOf(parts.get());
    this.key = "";
    this.been = [0, 0];
    this.view = { nudge: 0, zoom: 0 };
    this.edge = { stop: parts.get().weight, pointed: "" };
    this.stop = () => {};
    this.buttons = this.addButtons();
    this.take();
    this.addHandle();
    this.addEdges();
  }

  fit() {
    this.place = placeOf(this.watch.width());
    this.draw();
  }

  addButtons() {
    const closer = () => this.step(1);
    const farther = () => this.step(-1);
    const near = add(this.parts.hand, "button", {
      type: "button",
      class: "nnbp-main",
      "data-closer": "",
      onclick: closer,
    });
    const far = add(this.parts.hand, "button", { type: "button", "data-farther": "", onclick: farther });
    say(near, "Δw ÷ 10");
    say(far, "Δw × 10");
    return () => {
      const { zoom } = this.now();
      const closest = zoom >= CLOSEST;
      write(near, { "aria-disabled": closest, class: closest ? null : "nnbp-main" });
      put(far, "aria-disabled", zoom <= 0);
    };
  }

  addHandle() {
    const node = this.svg.querySelector("[data-handle=nudge]");
    if (!(node instanceof SVGElement)) return;
    const { set } = this.parts;
    const get = () => this.now();
    const wide = () => REACH * 10 ** -get().zoom;
    handle(node, {
      name: "nudge",
      label: "nudge of the weight, as a share of the picture",
      min: -1,
      max: 1,
      step: 0.005,
      value: () => Number((get().nudge / wide()).toFixed(6)),
      move: (share, moving) => set({ nudge: nudgeAt(share, get().zoom) }, { moving }),
      at: ({ x }, { point, value }) =>
        value + scalesOf(this.place, this.ground, get().zoom).nudge(x - point.x + this.middle()) / wide(),
    });
  }

  /** The network's edges: each a weight to nudge. */
  addEdges() {
    const { parts, svg, edge } = this;
    const near = (/** @type {MouseEvent} */ event) => {
      const held = /** @type {Element} */ (event.target).closest("[data-handle]");
      return held ? "" : edgeAt(this.place, WEIGHTS, placeIn(svg, event));
    };
    const choose = (/** @type {string} */ weight) => weight && parts.set({ weight });
    const look = (/** @type {Partial<typeof edge>} */ now) => {
      Object.assign(edge, now);
      svg.style.cursor = edge.pointed ? "pointer" : "";
      this.draw();
    };
    const point = (/** @type {string} */ pointed) => pointed !== edge.pointed && look({ pointed });
    onPress(svg, { at: (_, event) => choose(near(event)), edge: choose });
    svg.addEventListener("pointermove", (event) => event.pointerType === "touch" || point(near(event)));
    svg.addEventListener("pointerleave", () => point(""));
    parts.picture.addEventListener("focusin", ({ target }) => {
      const stop = edgeUnder(target);
      if (stop) look({ stop });
    });
    svg.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const stop = edgeUnder(event.target);
      if (stop && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        choose(stop);
      } else stepAlong(svg, event);
    });
  }

  /** The state, as close as one can look. */
  now() {
    const state = this.parts.get();
    return { ...state, zoom: zoomOf(state) };
  }

  middle() {
    return (this.place.chart.left + this.place.chart.right) / 2;
  }

  /** Ten times smaller, or larger: first the nudge goes there, then the picture is looked at from as near. @param {number} by */
  step(by) {
    this.stop();
    const { nudge, zoom } = this.now();
    if (zoom + by < 0 || zoom + by > CLOSEST) return;
    const goal = { nudge: Number((nudge * 10 ** -by).toPrecision(12)), zoom: zoom + by };
    const draw = (/** @type {number} */ t) => {
      const [slide, look] = by > 0 ? [Math.min(1, t), Math.max(0, t - 1)] : [Math.max(0, t - 1), Math.min(1, t)];
      this.view = { nudge: nudge + (goal.nudge - nudge) * smooth(slide), zoom: zoom + by * smooth(look) };
      this.draw();
    };
    this.stop = tween({
      from: 0,
      to: 2,
      ms: SLIDE + CLOSER,
      ease: (t) => t,
      draw,
      done: () => this.parts.set(goal, { running: true }),
    });
  }

  /** Stand where the state stands. */
  take() {
    this.stop();
    const { nudge, zoom, ...rest } = this.now();
    const asked = JSON.stringify(rest);
    if (asked !== this.key) {
      this.ground = groundOf(this.parts.get());
      this.been = [0, 0];
    }
    this.key = asked;
    this.view = { nudge, zoom };
    this.draw();
  }

  draw() {
    const { nudge, zoom } = this.view;
    this.been = [Math.min(this.been[0], nudge), Math.max(this.been[1], nudge)];
    put(this.svg, "viewBox", `0 0 ${this.place.width} ${this.place.height}`);
    const view = { nudge, zoom, been: /** @type {const} */ ([this.been[0], this.been[1]]), ...this.edge };
    const { predicted, change } = outcomeOf(this.ground, nudge);
    const words = `nudge ${significant(nudge, 3, 1e-5)}: promised ${significant(predicted, 3, 1e-7)}, true ${significant(change, 3, 1e-7)}`;
    paint(this.svg, sceneOf(this.place, this.ground, view, words));
    this.buttons();
  }
}

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const figure = new Figure(parts);
  parts.halted(() => figure.take());
  parts.afresh(() => {
    figure.been = [0, 0];
    figure.draw();
  });
  return {
    update() {
      figure.take();
      const state = figure.now();
      return {
        words: inWords(state, figure.ground),
        python: asPython(state, figure.ground),
        goal: goalOf(figure.ground, state.nudge),
      };
    },
    stop() {
      figure.stop();
      figure.watch.stop();
    },
  };
}

const explorer = {
  name: "WeightNudge",
  intro: "Drag the blue point, or click another edge. The derivative's promise is dashed.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
