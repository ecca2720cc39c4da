// The buttons under the picture of SaturationLab: the run, and a lane for each cost.

import { EPOCHS } from "./saturation_lab_runs.js";
import { COSTS, takes } from "./shared/engine.js";
import { add, put, say } from "./shared/write.js";

/** @typedef {import("./saturation_lab_runs.js").State} State */
/** @typedef {{ get: () => State, set: import("./shared/shell.js").Parts<State>["set"] }} Figure */
/** @typedef {ReturnType<typeof import("./saturation_lab_clock.js").makeClock>} Clock */

/** Two lanes, each on or off; one ball must stay. Returns a function that shows which are on. */
function addLanes(/** @type {HTMLElement} */ hand, /** @type {Figure} */ { get, set }) {
  const costs = Object.keys(COSTS);
  const isOn = (/** @type {string} */ cost) => get().compare === "costs" || get().cost === cost;
  const toggle = (/** @type {string} */ cost) => {
    const other = costs.find((each) => each !== cost && isOn(each));
    if (other) set(isOn(cost) ? { compare: "starts", cost: other, epoch: 0 } : { compare: "costs", epoch: 0 });
  };
  const row = add(hand, "div", { class: "nnbp-sat-lanes", role: "group", "aria-label": "Costs" });
  const lanes = costs.map((cost) => {
    const lane = add(row, "button", { type: "button", "data-lane": cost, onclick: () => toggle(cost) });
    const sign = add(lane, "svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" });
    add(sign, "circle", { class: `nnbp-sat-ball nnbp-sat-${cost}`, r: cost === "quadratic" ? 7 : 5.5 });
    add(lane, "span", {}, cost);
    return lane;
  });
  return () =>
    lanes.forEach((lane, i) => {
      put(lane, "aria-pressed", isOn(costs[i]));
      lane.disabled = !takes(costs[i], get().activation);
    });
}

/** All of them; returns a function that shows how things stand. */
export function addButtons(
  /** @type {{ hand: HTMLElement, more: HTMLElement }} */ { hand, more },
  /** @type {Figure} */ figure,
  /** @type {Clock} */ clock,
) {
  const { get, set } = figure;
  const run = add(hand, "button", { type: "button", class: "nnbp-main", "data-run-button": "", onclick: clock.toggle });
  const step = () => {
    set({ epoch: Math.min(get().epoch + 1, EPOCHS) });
  };
  add(more, "button", { type: "button", "data-step": "", onclick: step }, "Step");
  const showLanes = addLanes(hand, figure);
  return () => {
    say(run, clock.isRunning() ? "Pause" : "Run");
    showLanes();
  };
}
