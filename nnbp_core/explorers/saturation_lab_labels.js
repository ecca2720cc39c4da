// What is written into the picture: the numbers of each run in a corner, and words beside the balls.

import { tangentHalf } from "./saturation_lab_place.js";
import { format } from "./shared/notation.js";

/** @typedef {import("./saturation_lab_runs.js").Run} Run */
/** @typedef {import("./saturation_lab_runs.js").Moment} Moment */
/** @typedef {import("./saturation_lab_place.js").Place} Place */
/** @typedef {import("./saturation_lab_place.js").Ball} Ball */
/** @typedef {import("./shared/paint.js").Shape} Shape */

const LEAD = 16; // px from line to line on a phone
const CLOSE = 1; // px between two labels
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

/** @typedef {ReturnType<typeof boxOf>} Box */
/** Whether two boxes meet, or stand too close beside one another to be told apart. */
const meet = (/** @type {Box} */ a, /** @type {Box} */ b) =>
  a.left < b.right + CLOSE && b.left < a.right + CLOSE && a.top < b.bottom && b.top < a.bottom;

/** Whether a label lies on a ball that can be taken in the hand. */
const hides = (/** @type {Label} */ label, /** @type {Ball} */ { run, cx, cy, r }) =>
  !run.mild && meet(boxOf(label), { left: cx - r, right: cx + r, top: cy - r, bottom: cy + r });

/** The labels that lie on none of those before them. */
export function apart(/** @type {Label[]} */ labels) {
  /** @type {{ label: Label, box: Box }[]} */
  const kept = [];
  for (const label of labels) {
    const box = boxOf(label);
    if (!kept.some((other) => meet(box, other.box))) kept.push({ label, box });
  }
  return kept.map(({ label: { size, ...shape } }) => shape);
}

/** A number that machines can read too. A z keeps its decimals, so that nothing jumps while it changes. */
const number = (/** @type {string} */ quantity, /** @type {number} */ value, /** @type {string} */ kind, run = "") => {
  const text = quantity === "z" && (value === 0 || Math.abs(value) > 0.01) ? inShort(value) : format(value);
  return { tag: "tspan", class: kind, text, "data-quantity": quantity, "data-value": String(value), "data-of": run };
};
const words = (/** @type {string} */ text, kind = "") => ({ tag: "tspan", class: kind, text });

/** Where the numbers below the curve begin: on a phone as low as they can, for there the curve leaves them room. */
function lowerTop(/** @type {Place} */ { y, small, top, bottom }) {
  if (y.domain()[0] < 0) return y(0) + 48;
  return small ? y(0) - 10 - 3 * LEAD : top + 0.64 * (bottom - top);
}

/**
 * The numbers of a run, in a corner: the reader's own above the curve, the other below it. On a phone those below are
 * narrow, as the curve comes near.
 */
export function numbersOf(
  /** @type {Run} */ run,
  /** @type {Moment | undefined} */ moment,
  /** @type {Place} */ place,
  /** @type {boolean} */ above,
) {
  const size = place.small ? 13 : 15;
  const lead = place.small ? LEAD : 21;
  const top = above ? (place.small ? 12 : 20) : lowerTop(place);
  const at = {
    tag: "text",
    class: "nnbp-sat-numbers",
    size,
    x: above ? place.left + 6 : place.right - (place.small ? 0 : 4),
    "text-anchor": above ? "start" : "end",
  };
  const title = run.label === "your start" ? `${run.label}, ${run.cost}` : run.label;
  const name = words(title, "nnbp-sat-name");
  const lines = (/** @type {Shape[][]} */ all) => all.map((children, i) => ({ ...at, y: top + i * lead, children }));
  if (!moment) return lines([[name], [words("left out")]]);
  const feels = run.cost === "quadratic";
  const bar = place.y.domain()[0] < 0 ? "|" : "";
  const z = (gap = "") => [words(`${gap}z = `), number("z", moment.z, "", run.label)];
  const formula = [words("speed |∂C/∂w| = "), words(`${bar}a`, "nnbp-sat-it"), words(feels ? ` · σ′${bar}` : bar)];
  const factor = feels ? number("slope", moment.slope, "nnbp-sat-forward", run.label) : words("1");
  const product = [words(bar), number("a", moment.a, "nnbp-sat-back", run.label), words(" × "), factor];
  const speed = number("speed", Math.abs(moment.speed), "nnbp-sat-back", run.label);
  if (place.small && !above) return lines([[name], z(), [...product, words(bar)], [words("= "), speed]]);
  return lines([[name, ...z("  ")], formula, [...product, words(`${bar} = `), speed]]);
}

/** What is written beside a ball. */
export function besides(
  /** @type {Ball} */ ball,
  /** @type {Place} */ place,
  /** @type {number} */ time,
  /** @type {Ball[]} */ balls,
) {
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
    const low = place.small ? Math.min(place.y(0), lowerTop(place)) - LEAD : place.y(0) - 12; // above those numbers
    labels.push(
      label({
        class: "nnbp-sat-beside nnbp-sat-it nnbp-sat-back",
        x: n(x + 6),
        y: n(Math.max(low, y + 16)),
        text: "a",
      }),
    );
  }
  return labels.filter((each) => !balls.some((other) => hides(each, other)));
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
