// The digits being read: each as 8 × 8 pixels, what the network reads, and whether that is right.

import { pictureOf } from "./vanishing_speeds_place.js";
import { DIGITS, labelOf } from "./vanishing_speeds_runs.js";

/** @typedef {import("./shared/paint.js").Shape} Shape */
/** @typedef {ReturnType<typeof import("./vanishing_speeds_place.js").galleryOf>} Gallery */

const BAR = 8; // height of the bar

/** How many digits are read right: a bar, and a flag where the goal is. @param {Gallery} place @param {number} right @param {boolean} aims @param {boolean} reached @returns {Shape[]} */
function score({ width }, right, aims, reached) {
  const [x, y, length] = [1, 21, width - 3];
  const goal = x + length / 2;
  const flag = [
    { tag: "path", class: "nnbp-vanishing-flag", d: `M${goal} ${y - 4}V${y + BAR + 2}` },
    {
      tag: "text",
      class: "nnbp-vanishing-aim",
      x: goal,
      y: y + 20,
      "text-anchor": "middle",
      text: `goal${reached ? " ✓" : ""}`,
    },
  ];
  return [
    {
      tag: "text",
      x,
      y: 14,
      children: [
        { tag: "tspan", text: "reads " },
        {
          tag: "tspan",
          class: "nnbp-vanishing-key",
          "data-quantity": "right",
          "data-value": right,
          text: String(right),
        },
        { tag: "tspan", text: ` of ${DIGITS}` },
      ],
    },
    { tag: "rect", class: "nnbp-vanishing-bar", x, y, width: length, height: BAR, rx: 2 },
    { tag: "rect", class: "nnbp-vanishing-full", x, y, width: (length * right) / DIGITS, height: BAR, rx: 2 },
    ...(aims ? flag : []),
  ];
}

/** A digit's picture. @param {number} digit @param {number} x @param {number} y @param {number} size @returns {Shape} */
export const inkOf = (digit, x, y, size) => ({
  tag: "g",
  class: "nnbp-vanishing-ink",
  "stroke-width": size / 8,
  children: pictureOf(digit, x, y, size).map((d, shade) => ({
    tag: "path",
    class: `nnbp-vanishing-shade-${shade}`,
    d,
  })),
});

/** A tick, or a cross. @param {number} x @param {number} y @param {boolean} right */
const mark = (x, y, right) => (right ? `M${x} ${y}l3 3.5l5.5 -8` : `M${x + 1} ${y - 3.5}l6.5 6.5m0 -6.5l-6.5 6.5`);

/**
 * All of it.
 *
 * @param {{ answers: number[], right: number, digit: number, stop: number, aims: boolean, reached: boolean }} seen digit: the
 *   one that goes through the column; stop: the one that the Tab key comes to; aims: the goal can be reached from here
 * @param {Gallery} gallery
 * @returns {Shape[]}
 */
export function digitsOf({ answers, right, digit: chosen, stop, aims, reached }, gallery) {
  const { size } = gallery;
  const cells = gallery.cells.map(({ digit, x, y }) => {
    const [answer, label] = [answers[digit], labelOf(digit)];
    const good = answer === label;
    const kind = good ? "right" : "wrong";
    return {
      tag: "g",
      id: `digit ${digit}`,
      class: `nnbp-vanishing-digit nnbp-vanishing-${kind}${digit === chosen ? " nnbp-lit" : ""}`,
      role: "button",
      tabindex: digit === stop ? 0 : -1,
      "data-digit": digit,
      "aria-label": `a ${label}, read as ${answer}: ${kind}`,
      "aria-pressed": digit === chosen,
      children: [
        { tag: "rect", class: "nnbp-vanishing-frame", x: x - 3, y: y - 3, width: size + 6, height: size + 6, rx: 4 },
        inkOf(digit, x, y, size),
        { tag: "text", class: "nnbp-vanishing-answer", x: x + size + 6, y: y + size / 2 + 5, text: String(answer) },
        { tag: "path", class: "nnbp-vanishing-mark", d: mark(x + size + 16.5, y + size / 2, good) },
      ],
    };
  });
  return [...score(gallery, right, aims, reached), ...cells];
}
