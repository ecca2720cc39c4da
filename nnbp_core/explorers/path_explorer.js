// Every path to the cost: click edges and walk from a weight to C. Each edge multiplies, each walk leaves its bar, and
// the bars add up to ∂C/∂w. Then merge: what the paths share is added up once, and the multiplications fall away.

import { rangeOf } from "./path_explorer_bars.js";
import { addHands, addSlider } from "./path_explorer_hands.js";
import { MOST, MOST_FUSED, NETWORKS, orderOf, pathsOf, WEIGHTS, walkedOf } from "./path_explorer_model.js";
import { placeOf } from "./path_explorer_place.js";
import { sceneOf } from "./path_explorer_scene.js";
import { fits, Walk } from "./path_explorer_walk.js";
import { asPython, goalOf, inWords } from "./path_explorer_words.js";
import { choices } from "./shared/address.js";
import { indexed, set, showQuantity, symbol, upTo } from "./shared/notation.js";
import { paint } from "./shared/paint.js";
import { mount } from "./shared/shell.js";
import { watchWidth } from "./shared/width.js";
import { add, put, say } from "./shared/write.js";

/** @typedef {import("./path_explorer_model.js").State} State */

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  { name: "network", label: "network", kind: "choice", options: choices(Object.keys(NETWORKS)) },
  { name: "weight", label: "weight to nudge", kind: "choice", hidden: true, options: choices(WEIGHTS) },
  { name: "added", label: "paths walked", kind: "count", min: 0, max: MOST, hidden: true, plays: true },
  {
    name: "order",
    label: "their order",
    kind: "count",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    hidden: true,
    plays: true,
  },
  { name: "merged", label: "merged", kind: "switch", hidden: true, plays: true },
  { name: "fused", label: "neurons merged so far", kind: "count", min: 0, max: MOST_FUSED, hidden: true, plays: true },
  { name: "x1", label: indexed("input x", 1), kind: "number", min: -2, max: 2, step: 0.1 },
  { name: "x2", label: indexed("input x", 2), kind: "number", min: -2, max: 2, step: 0.1 },
];

const UNMERGED = { merged: false, fused: 0 };
const START = { network: "chapter 9", weight: "2,1,1", added: 0, order: 0, ...UNMERGED, x1: 1, x2: 0.5 };

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Chapter 9",
    state: START,
    note: `The network of the chapter and its weight ${symbol("w", 2, 1, 1)}. Six paths lead to C. Walk them: the sum overshoots and comes back.`,
  },
  {
    label: "One path",
    state: { weight: "4,1,3" },
    note: "A weight into the last layer moves one output only. One path, two factors: walk it, and already the sum is what backprop says.",
  },
  {
    label: "Merged",
    state: { added: 6, merged: true },
    note: "From C backwards, each neuron has added up once what lies behind it. Unmerge, and merge again: see six bars become one.",
  },
  {
    label: "Paths that cancel",
    state: { added: 6, x1: 1.2, x2: 1.6 },
    note: "With these inputs one path says −0.62, another +0.50. The six almost cancel: the slope is −0.0025, though no road is closed.",
  },
  {
    label: "54 paths",
    state: { network: "two layers more" },
    note: "54 paths. Walk one, then let the figure walk the others. Guess before you merge: how few multiplications?",
  },
];

/** The buttons under the picture; returns what shows how things stand. @param {HTMLElement} hand @param {Figure} figure */
function addButtons(hand, figure) {
  const { walk } = figure;
  const { moment } = walk;
  /** @param {string} data @param {() => void} act */
  const button = (data, act) => {
    const onclick = () => {
      figure.hands.pin = null;
      act();
    };
    return add(hand, "button", { type: "button", [data]: "", onclick });
  };
  const wholly = () => moment.fused >= figure.run.fusing.length;
  const many = () => figure.run.deep && moment.walked.length > 0 && walk.left().length > 1;
  const next = button("data-walk", () => {
    if (moment.choosing) return walk.choose(false);
    if (moment.fused || !walk.left().length) return figure.again();
    if (many() && !moment.busy) return walk.rest();
    walk.flush();
    const path = walk.left().find((each) => fits(each, moment.at));
    return path ? walk.to(path.rows) : figure.draw();
  });
  const merge = button("data-merge", () => {
    moment.choosing = false;
    if (moment.merging && moment.fused) return walk.fuse(figure.run.fusing.length);
    if (wholly()) return walk.fuse(0);
    walk.flush();
    if (walk.left().length) walk.rest();
    return walk.merge();
  });
  const back = button("data-back", () => walk.undo());
  const other = button("data-other", () => {
    walk.flush();
    walk.choose(!moment.choosing);
  });
  say(back, "Step back");
  return () => {
    const [open, done] = [walk.left().length, moment.walked.length];
    const onward = many() ? `Walk the other ${open}` : done ? "Walk the next" : "Walk a path";
    say(next, moment.fused || !open ? "Start again" : onward);
    say(merge, moment.merging ? "To the end" : wholly() ? "Unmerge" : "Merge");
    say(other, moment.choosing ? "Keep this weight" : "Another weight");
    put(next, "class", open && !moment.fused ? "nnbp-main" : null);
    put(merge, "class", !open && !wholly() ? "nnbp-path-merge nnbp-path-now" : "nnbp-path-merge");
    put(back, "aria-disabled", !(moment.fused || done || moment.at.length > 1 || moment.busy || moment.choosing));
  };
}

/** The multiplications once more, under More: for the weight, as chapter 9 counts it, and for its whole layer. @param {HTMLElement} more */
function addCounts(more) {
  const table = add(add(more, "div", { class: "nnbp-readout" }), "table");
  const head = add(add(table, "thead"), "tr");
  add(head, "td", {}, "multiplications");
  for (const name of ["path by path", "merged"]) add(head, "th", { scope: "col" }, name);
  const body = add(table, "tbody");
  const rows = upTo(3).map(() => {
    const row = add(body, "tr");
    return [add(row, "th", { scope: "row" }), add(row, "td"), add(row, "td")];
  });
  return (/** @type {import("./path_explorer_model.js").Run} */ { part: { layer, j, k }, counts }) => {
    const shown = /** @type {[string, string, number, string, number][]} */ ([
      [`${symbol("w", layer, j, k)} alone`, "listed_one", counts.listed, "merged_one", counts.merged],
      [
        `${symbol("w", layer, j, k)}, and the slopes of its layer`,
        "listed_one",
        counts.listed,
        "merged_slopes",
        counts.mergedWithNeighbours,
      ],
      [`all of ${symbol("w", layer)}`, "listed_layer", counts.listedLayer, "merged_layer", counts.mergedLayer],
    ]);
    rows.forEach(([name, listed, merged], i) => {
      const [label, one, many, two, few] = shown[i];
      set(name, label);
      showQuantity(listed, one, many);
      showQuantity(merged, two, few);
    });
  };
}

/** The drawing, as wide as its room. @param {HTMLElement} picture @param {() => void} resized */
function addDrawing(picture, resized) {
  const svg = add(picture, "svg", {
    class: "nnbp-path-picture",
    role: "group",
    "aria-label":
      "The network and the cost C, and the bars of the paths. Arrow keys choose an edge, Enter walks it; Escape goes a step back.",
  });
  return { svg, ...watchWidth(picture, resized) };
}

/** The figure: its walk, its picture and its hands. */
class Figure {
  /** @param {import("./shared/shell.js").Parts<State>} parts */
  constructor(parts) {
    this.parts = parts;
    this.run = pathsOf(parts.get());
    this.key = "";
    this.own = false; // the walk itself changes the state
    this.drawing = addDrawing(parts.picture, () => this.draw());
    this.place = placeOf(this.drawing.width(), this.run, [0, 0]);
    this.walk = new Walk({
      run: () => this.run,
      walked: (walked, more) =>
        this.keep({ added: walked.length, order: orderOf(walked, this.run.paths.length), ...UNMERGED }, more),
      fused: (fused, more) => {
        const merged = fused === this.run.fusing.length;
        this.keep({ merged, fused: merged ? 0 : fused }, more);
      },
      draw: (moving) => {
        this.draw();
        parts.tell(this.news(), moving);
      },
    });
    this.hands = addHands(parts.picture, this.drawing.svg, this);
    this.refresh = addButtons(parts.hand, this);
    this.count = addCounts(parts.more);
    this.take();
    this.draw();
    addSlider(this.drawing.svg, this);
  }

  /** The walk changes the state. @param {Partial<State>} patch @param {boolean} moving */
  keep(patch, moving) {
    this.own = true;
    this.parts.set(patch, { moving, running: true });
    this.own = false;
  }

  /** @param {string} weight */
  choose(weight) {
    this.parts.set({ weight, added: 0, order: 0, ...UNMERGED });
    this.walk.begin();
  }

  again() {
    this.parts.set({ added: 0, order: 0, ...UNMERGED });
  }

  draw() {
    const { run, walk, hands } = this;
    const width = this.drawing.width();
    const range = rangeOf(run, walk.moment, walk.falling()?.i);
    const { place } = this;
    if (place.width !== width || place.paths !== run.paths || String(place.range) !== String(range))
      this.place = placeOf(width, run, range);
    put(this.drawing.svg, "viewBox", `0 0 ${width} ${this.place.height}`);
    const pointed = hands.hover ?? hands.focus ?? hands.pin;
    const shapes = sceneOf(run, walk.moment, this.place, { pointed, stop: hands.stop, column: hands.column });
    paint(this.drawing.svg, shapes);
    this.refresh();
    put(this.parts.root, "data-computing", walk.moment.busy ? "" : null);
  }

  /** Stand where the state stands. */
  take() {
    const { added, order, merged, fused, ...rest } = this.parts.get();
    const asked = JSON.stringify(rest);
    if (asked !== this.key) {
      this.run = pathsOf(this.parts.get());
      this.count(this.run);
      Object.assign(this.hands, { pin: null, hover: null, column: 0 });
    }
    this.key = asked;
    const [many, all] = [this.run.paths.length, this.run.fusing.length];
    const done = merged ? all : Math.min(fused, all);
    this.walk.take(walkedOf(order, done ? many : added, many), done);
  }

  news() {
    const { run, walk } = this;
    const state = this.parts.get();
    return {
      words: inWords(run, walk.moment),
      python: asPython(state, run, walk.moment.walked),
      goal: goalOf(run, walk.moment),
    };
  }
}

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const figure = new Figure(parts);
  parts.halted(() => {
    figure.take();
    figure.draw();
  });
  parts.afresh(() => {
    Object.assign(figure.hands, { pin: null, hover: null, focus: null, column: 0 });
    figure.draw();
  });
  return {
    update() {
      if (!figure.own) figure.take();
      figure.draw();
      return figure.news();
    },
    stop() {
      figure.walk.halt();
      figure.drawing.stop();
    },
  };
}

const explorer = {
  name: "PathExplorer",
  intro: "Click a glowing edge and walk to C. Every edge multiplies; every walk leaves a bar.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
