// What is written into the picture: the numbers of each run in a corner, and words beside the balls.

import { tangentHalf } from "./saturation_lab_place.js";
import { format } from "./shared/notation.js";

/** @typedef {import("./saturation_lab_runs.js").Run} Run */
/** @typedef {import("./saturation_lab_runs.js").Moment} Moment */
/** @typedef {import("./saturation_lab_place.js").Place} Place */
/** @typedef {import("./saturation_lab_place.js").Ball} Ball */
/** @typedef {import("./shared/paint.js").Shape} Shape */

const STUCK = 0.04; // a speed below it, far from the target

/** Pixels to a hundredth. */
export const n = (/** @type {number} */ value) => Math.round(value * 100) / 100;
/** A number with its decimals, whatever they are. */
export const inShort = (/** @type {number} */ value, digits = 3) => value.toFixed(digits).replace("-", "−");

/** @typedef {{ x: number, y: number, text: string, class?: string, "text-anchor"?: string }} Said */
/** @typedef {Shape & { x: number, y: number, size: number, "text-anchor"?: string }} Label */

/** Where a label lies, about. */
export function boxOf(/** @type {Label} */ label) {
  const said = label.text ?? label.children?.map(({ text }) => text).join("") ?? "";
  const width = 0.62 * label.size * said.length;
  const left = label.x - (label["text-anchor"] === "end" ? width : label["text-anchor"] === "middle" ? width / 2 : 0);
  return { left, right: left + width, top: label.y - 0.8 * label.size, bottom: label.y + 0.25 * label.size };
}

/** The labels that lie on none of those before them. */
export function apart(/** @type {Label[]} */ labels) {
  /** @type {{ label: Label, box: ReturnType<typeof boxOf> }[]} */
  const kept = [];
  for (const label of labels) {
    const box = boxOf(label);
    const meets = kept.some(
      ({ box: b }) => box.left < b.right && b.left < box.right && box.top < b.bottom && b.top < box.bottom,
    );
    if (!meets) kept.push({ label, box });
  }
  return kept.map(({ label: { size, ...shape } }) => shape);
}

/** A number that machines can read too. A z keeps its decimals, so that nothing jumps while it changes. */
const number = (/** @type {string} */ quantity, /** @type {number} */ value, /** @type {string} */ kind, run = "") => {
  const text = quantity === "z" && (value === 0 || Math.abs(value) > 0.01) ? inShort(value) : format(value);
  return { tag: "tspan", class: kind, text, "data-quantity": quantity, "data-value": String(value), "data-of": run };
};
const words = (/** @type {string} */ text, kind = "") => ({ tag: "tspan", class: kind, text });

/** The numbers of a run, three lines in a corner: the reader's own above the curve, the other below it. */
export function numbersOf(
  /** @type {Run} */ run,
  /** @type {Moment | undefined} */ moment,
  /** @type {Place} */ place,
  /** @type {boolean} */ above,
) {
  const size = place.small ? 13 : 15;
  const lead = place.small ? 17 : 21;
  const below = place.y.domain()[0] < 0 ? place.y(0) + 48 : place.top + 0.64 * (place.bottom - place.top);
  const top = above ? (place.small ? 16 : 20) : below;
  const at = {
    tag: "text",
    class: "nnbp-sat-numbers",
    size,
    x: above ? place.left + 6 : place.right - 4,
    "text-anchor": above ? "start" : "end",
  };
  const title = run.label === "your start" ? `${run.label}, ${run.cost}` : run.label;
  const name = words(title, "nnbp-sat-name");
  if (!moment)
    return [
      { ...at, y: top, children: [name] },
      { ...at, y: top + lead, children: [words("left out")] },
    ];
  const feels = run.cost === "quadratic";
  const bar = place.y.domain()[0] < 0 ? "|" : "";
  const factor = feels ? number("slope", moment.slope, "nnbp-sat-forward", run.label) : words("1");
  return [
    { ...at, y: top, children: [name, words("  z = "), number("z", moment.z, "", run.label)] },
    {
      ...at,
      y: top + lead,
      children: [words("speed |∂C/∂w| = "), words(`${bar}a`, "nnbp-sat-it"), words(feels ? ` · σ′${bar}` : bar)],
    },
    {
      ...at,
      y: top + 2 * lead,
      children: [
        words(bar),
        number("a", moment.a, "nnbp-sat-back", run.label),
        words(" × "),
        factor,
        words(`${bar} = `),
        number("speed", Math.abs(moment.speed), "nnbp-sat-back", run.label),
      ],
    },
  ];
}

/** What is written beside a ball. */
export function besides(/** @type {Ball} */ ball, /** @type {Place} */ place, /** @type {number} */ time) {
  const { run, x, y, a, m, cx, cy, r, moment } = ball;
  const size = place.small ? 12 : 13;
  const label = (/** @type {Said} */ said) => ({ class: "nnbp-sat-beside", ...said, tag: "text", size });
  /** @type {Label[]} */
  const labels = [];
  const stuck = time > 0 && place.activation === "sigmoid" && a > 0.8 && Math.abs(moment.speed) < STUCK;
  const tag = run.mild ? "mild start" : stuck ? "stuck" : time > 0 && Math.abs(a) < 0.1 ? "nearly right" : "";
  const over = ball.side < 0 ? cy - r - 6 : y - 12;
  if (tag)
    labels.push(
      label({
        class: "nnbp-sat-beside nnbp-sat-it nnbp-sat-ink",
        x: n(cx),
        y: n(over),
        "text-anchor": "middle",
        text: tag,
      }),
    );
  const half = tangentHalf(ball, place);
  if (run.cost === "quadratic" && !run.mild) {
    labels.push(
      label({
        class: "nnbp-sat-beside nnbp-sat-forward",
        x: n(Math.min(x + half + 4, place.right - 14)),
        y: n(y - half * m + (m < 0.15 ? 16 : 4)),
        text: "σ′",
      }),
    );
    const asked = Math.abs(a) * place.arrow;
    if (asked > 64)
      labels.push(
        label({
          x: n(cx - Math.sign(a) * (r + asked / 2)),
          y: n(cy - 11),
          "text-anchor": "middle",
          text: "without σ′",
        }),
      );
  }
  if (Math.abs(place.y(0) - y) > 40) {
    labels.push(
      label({ class: "nnbp-sat-beside nnbp-sat-it nnbp-sat-back", x: n(x + 6), y: n(place.y(0) - 12), text: "a" }),
    );
  }
  return labels;
}

/** The aim, written on the line of ½. */
export function aim(/** @type {Place} */ place, /** @type {boolean} */ reached) {
  if (place.activation !== "sigmoid") return [];
  const at = {
    tag: "text",
    size: place.small ? 12 : 13,
    x: place.left + 6,
    y: n(place.y(0.5)) + (place.small ? -6 : 16),
  };
  return [{ ...at, class: reached ? "nnbp-sat-forward" : "", text: reached ? "✓ by epoch 20" : "goal: by epoch 20" }];
}
