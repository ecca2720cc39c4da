// The buttons under the picture of SaturationLab: the run, and a lane for each cost.

import { COSTS, takes } from "./engine.js";
import { EPOCHS } from "./saturation_lab_runs.js";

/** @typedef {import("./saturation_lab_runs.js").State} State */
/** @typedef {any} Selection of D3 */
/** @typedef {{ get: () => State, set: (patch: Partial<State>, moving?: boolean) => void }} Figure */
/** @typedef {ReturnType<typeof import("./saturation_lab_clock.js").makeClock>} Clock */

const button = (
  /** @type {Selection} */ parent,
  /** @type {string} */ name,
  /** @type {string} */ value,
  /** @type {() => void} */ act,
) => parent.append("button").attr("type", "button").attr(name, value).on("click", act);

/** Two lanes, each on or off; one ball must stay. Returns a function that shows which are on. */
function addLanes(/** @type {Selection} */ bar, /** @type {Figure} */ { get, set }, /** @type {Clock} */ clock) {
  const costs = Object.keys(COSTS);
  const isOn = (/** @type {string} */ cost) => get().compare === "costs" || get().cost === cost;
  const row = bar.append("div").attr("class", "nnbp-sat-lanes").attr("role", "group").attr("aria-label", "Costs");
  const lanes = costs.map((cost) => {
    const lane = button(row, "data-lane", cost, () => {
      const others = costs.filter((each) => each !== cost && isOn(each));
      if (!others.length) return;
      clock.pause();
      set(isOn(cost) ? { compare: "starts", cost: others[0], epoch: 0 } : { compare: "costs", epoch: 0 });
    });
    const sign = lane.append("svg").attr("viewBox", "-8 -8 16 16").attr("aria-hidden", "true");
    sign
      .append("circle")
      .attr("class", `nnbp-sat-ball nnbp-sat-${cost}`)
      .attr("r", cost === "quadratic" ? 7 : 5.5);
    lane.append("span").text(cost);
    return lane;
  });
  return () =>
    lanes.forEach((lane, i) => {
      lane.attr("aria-pressed", String(isOn(costs[i])));
      lane.property("disabled", !takes(costs[i], get().activation));
    });
}

/** All of them; returns a function that shows how things stand. */
export function addButtons(
  /** @type {Selection} */ controls,
  /** @type {Figure} */ figure,
  /** @type {Clock} */ clock,
) {
  const { get, set } = figure;
  const bar = controls.insert("div", ":first-child").attr("class", "nnbp-bar nnbp-sat-bar");
  bar.attr("role", "group").attr("aria-label", "Race");
  const run = button(bar, "data-run-button", "", clock.toggle);
  button(bar, "data-step", "", () => {
    clock.pause();
    set({ epoch: Math.min(get().epoch + 1, EPOCHS) });
  }).text("Step");
  const showLanes = addLanes(bar, figure, clock);
  return () => {
    run.text(clock.isRunning() ? "Pause" : "Run");
    showLanes();
  };
}
