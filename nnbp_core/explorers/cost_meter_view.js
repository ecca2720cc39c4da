// The picture of CostMeter: the network, its two handles, the lanes; and the race, by the clock.

import { costs, goalOf, METHODS, MOST, rateOf, shareOf, sizesOf } from "./cost_meter_counts.js";
import { placeOf, sceneOf } from "./cost_meter_scene.js";
import { handle } from "./shared/handle.js";
import { run } from "./shared/motion.js";
import { paint } from "./shared/paint.js";
import { add, ground, put, say, write } from "./shared/write.js";

/** @typedef {import("./cost_meter_counts.js").State} State */
/** @typedef {import("./shared/shell.js").Parts<State>} Parts */

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
    arrows: "M-4 -13l4 -4l4 4M-4 13l4 4l4 -4",
  });
  const layers = addGrip(svg, parts, {
    name: "layers",
    label: "layers in all",
    min: 2,
    max: MOST.layers,
    doubles: 75,
    arrows: "M-24 -4l-4 4l4 4M24 -4l4 4l-4 4",
  });
  return (/** @type {ReturnType<typeof placeOf>} */ { columns, middle, apart, right, small }) => {
    const last = columns[columns.length - 1];
    const hidden = columns[Math.floor((columns.length - 1) / 2)];
    const inner = columns.length > 2 ? hidden : columns[0];
    width(inner.x, Math.max(12, middle - inner.height / 2 - (small ? 14 : 16)), columns.length > 2);
    layers(Math.min(right + 22, last.x + Math.min(46, Math.max(30, apart * 0.5))), middle, true);
  };
}

/**
 * @param {Parts} parts
 * @param {(moving: boolean) => void} changed the race has gone on, or stopped
 */
export function makeView(parts, changed) {
  const { picture, hand, get, halted } = parts;
  const svg = add(picture, "svg", {
    class: "nnbp-cm-picture",
    role: "group",
    "aria-label": "The network, and the work of three ways to its gradient as three bars",
  });
  const art = add(svg, "g", { class: "nnbp-cm-art" });
  const place = addGrips(svg, parts);
  const button = add(hand, "button", { type: "button", class: "nnbp-main", "data-run-button": "", onclick: toggle });
  let width = Math.round(picture.clientWidth) || 640;
  let count = costs(sizesOf(get()));
  let seconds = 0;
  let stop = /** @type {(() => void) | undefined} */ (undefined);
  const all = () => METHODS.every(({ name }) => shareOf(count[name], rateOf(count), seconds) === 1);
  const over = () => seconds >= LAST || all();

  function draw() {
    const measures = placeOf(width, get());
    put(svg, "viewBox", `0 0 ${measures.width} ${measures.height}`);
    ground(svg, measures.width, measures.height);
    paint(art, sceneOf(measures, count, { seconds, over: over(), reached: goalOf(get(), count).reached }));
    place(measures);
    say(button, stop ? "Pause" : "Run");
  }
  function pause() {
    stop?.();
    stop = undefined;
    draw();
    changed(false);
  }
  function toggle() {
    if (stop) return pause();
    if (over()) seconds = 0;
    stop = run({
      from: seconds,
      to: LAST,
      rate: 1,
      draw(at) {
        seconds = at;
        if (over()) return pause();
        draw();
        return changed(true);
      },
    });
    draw();
  }
  halted(() => {
    stop?.();
    stop = undefined;
    seconds = 0;
  });
  const watch = new ResizeObserver(() => {
    const now = Math.round(picture.clientWidth);
    if (!now || now === width) return;
    width = now;
    draw();
  });
  watch.observe(picture);
  return {
    /** @param {State} state */
    show(state) {
      count = costs(sizesOf(state));
      draw();
      return count;
    },
    race: () => ({ seconds, over: over() }),
    stop() {
      stop?.();
      watch.disconnect();
    },
  };
}
