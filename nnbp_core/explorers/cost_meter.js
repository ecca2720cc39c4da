// Three ways to one gradient in a race: as the network grows, their work drifts apart.

import { addChart } from "./cost_meter_chart.js";
import { asPython, goalOf, inWords, MOST, nameOf, told } from "./cost_meter_counts.js";
import { makeView } from "./cost_meter_view.js";
import { set as setText, showQuantity } from "./shared/notation.js";
import { mount } from "./shared/shell.js";
import { add } from "./shared/write.js";

/** @typedef {import("./cost_meter_counts.js").State} State */
/** @typedef {import("./cost_meter_counts.js").Costs} Costs */

/** @type {import("./shared/address.js").Field[]} */
export const fields = [
  { name: "inputs", label: "inputs", kind: "count", min: 1, max: MOST.inputs, step: 1 },
  { name: "layers", label: "layers in all", kind: "count", min: 2, max: MOST.layers, step: 1, open: true },
  {
    name: "width",
    label: "hidden layer width",
    kind: "count",
    min: 1,
    max: MOST.width,
    step: 1,
    open: true,
    when: ({ layers }) => layers > 2,
  },
  { name: "outputs", label: "outputs", kind: "count", min: 1, max: MOST.outputs, step: 1 },
  {
    name: "grow",
    label: "the lines show",
    kind: "choice",
    options: [
      { value: "width", label: "wider hidden layers" },
      { value: "depth", label: "more layers" },
    ],
  },
];

const START = { inputs: 64, layers: 3, width: 30, outputs: 10, grow: "width" };

/** @type {import("./shared/shell.js").Preset<State>[]} */
export const presets = [
  {
    label: "Chapter 5",
    state: START,
    note: "The reader of digits, 64-30-10. Run: backpropagation is there at once, listing the paths a little later. Will the differences arrive while you watch?",
  },
  {
    label: "Nielsen's network",
    state: { inputs: 784 },
    note: "784-30-10, eleven times the parameters. Backpropagation costs ten times as much as before, differences a hundred times as much.",
  },
  {
    label: "Deep and narrow",
    state: { inputs: 2, layers: 50, width: 2, outputs: 2, grow: "depth" },
    note: "Two neurons in each of 50 layers, 294 parameters. Here the differences are nearer. But the paths double with every layer: guess how long they take, then run.",
  },
  {
    label: "A tie",
    state: { inputs: 6, layers: 4, width: 1, outputs: 1 },
    note: "The smallest network in which listing all paths costs exactly what backpropagation costs: 6-1-1-1, 21 multiplications each. Add one neuron anywhere, and see who wins.",
  },
  {
    label: "Beyond all numbers",
    state: { inputs: 1000, layers: 120, width: 1000, outputs: 10, grow: "depth" },
    note: "A large network of today. Backpropagation: some hundred million multiplications, a moment's work for a machine. No machine will ever list the paths.",
  },
];

const CAPTION =
  "All counts are for one example. Listing paths needs all rate factors first; that work is not counted, as in the chapter.";

/** The network in a sentence, with its numbers. @param {HTMLElement} parent */
function addNetworkSaid(parent) {
  const line = add(parent, "p", { class: "nnbp-readout nnbp-cm-network" });
  const [name, parameters, , forward] = ["", "", " parameters, ", "", " multiplications in a forward pass."].map(
    (text) => add(line, "span", {}, text),
  );
  add(parent, "p", { class: "nnbp-cm-caption" }, CAPTION);
  return (/** @type {State} */ state, /** @type {Costs} */ count) => {
    setText(name, `${nameOf(state)}: `);
    showQuantity(parameters, "P", count.P, told(count.P));
    showQuantity(forward, "forward", count.forward, told(count.forward));
  };
}

/** @param {import("./shared/shell.js").Parts<State>} parts */
function build(parts) {
  const { more, get, tell } = parts;
  let count = /** @type {Costs | undefined} */ (undefined);
  let arrived = 0;
  const view = makeView(parts, (moving) => {
    const { done } = view.race();
    if (!moving || done !== arrived) tell(news(), moving); // who has arrived, not every tick
    arrived = done;
  });
  const showNetwork = addNetworkSaid(more);
  const drawChart = addChart(more);
  const fold = more.closest("details");
  fold?.addEventListener("toggle", () => drawChart(get())); // not while nobody sees it
  const news = () => {
    const now = count ?? view.show();
    const { seconds, over } = view.race();
    return { words: inWords(get(), now, seconds, over), python: asPython(get()), goal: goalOf(get(), now) };
  };
  return {
    update(/** @type {State} */ state) {
      count = view.show();
      showNetwork(state, count);
      if (!fold || fold.open) drawChart(state);
      return news();
    },
    stop: view.stop,
  };
}

const explorer = {
  name: "CostMeter",
  intro: "Pull the network longer or wider, then let three ways to its gradient race.",
  fields,
  presets,
  build,
};

export default { render: (/** @type {any} */ context) => mount(context, explorer) };
