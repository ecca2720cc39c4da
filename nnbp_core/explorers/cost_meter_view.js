// The picture of CostMeter: the network, its two handles, the lanes; and the race, by the clock.

import { costs, goalOf, METHODS, MOST, rateOf, shareOf, sizesOf } from "./cost_meter_counts.js";
import { networkOf, placeOf, sceneOf } from "./cost_meter_scene.js";
import { handle } from "./shared/handle.js";
import { run } from "./shared/motion.js";
import { paint } from "./shared/paint.js";
import { watchWidth } from "./shared/width.js";
import { add, ground, put, say, write } from "./shared/write.js";

/** @typedef {import("./cost_meter_counts.js").State} State */
/** @typedef {import("./shared/shell.js").Parts<State>} Parts */

const NAME =
  "The network, whose layers and width can be dragged, and the work of three ways to its gradient as three bars";
export const LAST = 10; // seconds that a race goes on

/** A handle of the network: dragged to the right (or up) there is more. @param {SVGSVGElement} svg @param {Parts} parts @param {{ name: "layers" | "width", label: string, min: number, max: number, doubles: number, arrows: string }} what */
function addGrip(svg, { get, set }, { name, label, min, max, doubles, arrows }) {
  const group = add(svg, "g", { class: "nnbp-cm-grip" });
  add(group, "rect", { class: "nnbp-cm-reach", x: -24, y: -17, width: 48, height: 34 });
  add(group, "rect", { class: "nnbp-cm-pill", x: -21, y: -10, width: 42, height: 20, rx: 10 });
  add(group, "path", { class: "nnbp-cm-arrows", d: arrows });
  const text = add(group, "text", { y: 4.3 });
  const tell = handle(group, {
    name,
    label,
    min,
    max,
    step: 1,
    value: () => get()[name],
    move: (value, moving) => set({ [name]: value }, { moving }),
    at: ({ x, y }, { point, value }) => value * 2 ** ((x - point.x - (name === "width" ? y - point.y : 0)) / doubles),
    words: (value) => `${value} ${name === "layers" ? "layers" : "neurons in each hidden layer"}`,
  });
  return (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ shown) => {
    write(group, { transform: `translate(${Math.round(x)} ${Math.round(y)})`, display: shown ? null : "none" });
    say(text, get()[name]);
    tell();
  };
}

/** @param {SVGSVGElement} svg @param {Parts} parts */
function addGrips(svg, parts) {
  const width = addGrip(svg, parts, {
    name: "width",
    label: "width of the hidden layers",
    min: 1,
    max: MOST.width,
    doubles: 45,
    arrows: "M-4 -13l4 -4l4 4M-4 13l4 4l4 -4M-24 -4l-4 4l4 4M24 -4l4 4l-4 4",
  });
  const layers = addGrip(svg, parts, {
    name: "layers",
    label: "layers in all",
    min: 2,
    max: MOST.layers,
    doubles: 75,
    arrows: "M-24 -4l-4 4l4 4M24 -4l4 4l-4 4",
  });
  return (/** @type {ReturnType<typeof placeOf>} */ { columns, middle, small }) => {
    const last = columns[columns.length - 1];
    const hidden = columns[Math.max(1, Math.floor((columns.length - 1) / 2))];
    width(hidden.x, middle - hidden.height / 2 - 25, columns.length > 2);
    layers(last.x + (small ? 40 : 46), middle, true);
  };
}

/**
 * The race's clock.
 *
 * @param {() => boolean} won whether all are done
 * @param {() => void} draw
 * @param {(moving: boolean) => void} changed
 */
function makeRace(won, draw, changed) {
  let seconds = 0;
  let stop = /** @type {(() => void) | undefined} */ (undefined);
  const over = () => seconds >= LAST || won();

  function halt() {
    stop?.();
    stop = undefined;
  }
  function pause() {
    halt();
    draw();
    changed(false);
  }
  function toggle() {
    if (stop) return pause();
    if (over()) seconds = 0;
    const go = (/** @type {number} */ at) => {
      seconds = at;
      if (over()) return pause();
      draw();
      return changed(true);
    };
    stop = run({ from: seconds, to: LAST, rate: 1, draw: go });
    return draw();
  }
  function clear() {
    halt();
    seconds = 0;
  }
  return { toggle, clear, halt, seconds: () => seconds, over, runs: () => Boolean(stop) };
}

/**
 * @param {Parts} parts
 * @param {(moving: boolean) => void} changed the race has gone on, or stopped
 */
export function makeView(parts, changed) {
  const { picture, hand, get, halted } = parts;
  const svg = add(picture, "svg", { class: "nnbp-cm-picture", role: "group", "aria-label": NAME });
  const art = add(svg, "g", { class: "nnbp-cm-art" });
  const place = addGrips(svg, parts);
  const watch = watchWidth(picture, () => lay());
  let count = costs(sizesOf(get()));
  let measures = placeOf(watch.width(), get());
  let network = networkOf(measures);
  const done = () => METHODS.filter(({ name }) => shareOf(count[name], rateOf(count), race.seconds()) === 1).length;
  const race = makeRace(() => done() === METHODS.length, draw, changed);
  const button = add(hand, "button", {
    type: "button",
    class: "nnbp-main",
    "data-run-button": "",
    onclick: race.toggle,
  });

  function draw() {
    const reached = goalOf(get(), count).reached;
    paint(art, sceneOf(measures, network, count, { seconds: race.seconds(), over: race.over(), reached }));
    say(button, race.runs() ? "Pause" : "Run");
  }
  function lay() {
    count = costs(sizesOf(get()));
    measures = placeOf(watch.width(), get());
    network = networkOf(measures);
    put(svg, "viewBox", `0 0 ${measures.width} ${measures.height}`);
    ground(svg, measures.width, measures.height);
    place(measures);
    draw();
    return count;
  }
  halted(() => {
    const before = race.seconds();
    race.clear();
    if (!before) return;
    draw();
    changed(false);
  });
  return {
    show: lay, // draws the state as it is now; returns its counts
    race: () => ({ seconds: race.seconds(), over: race.over(), done: done() }),
    stop() {
      race.halt();
      watch.stop();
    },
  };
}
