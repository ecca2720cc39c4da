// Symbols and numbers for readers. A symbol is written once, as text with marks, `w^{2}_{31}` or `10^{−4}`, and set where
// it goes: `set` gives it real indices in a drawing or on the page, `plain` Unicode ones where no markup can be (a list of
// choices), `spoken` words for a screen reader.

import { add, put, say } from "./write.js";

const MARKS = /\^\{([^{}]*)\}|_\{([^{}]*)\}/;
const PIECES = /(\S*?)((?:[\^_]\{[^{}]*\})+)/g;
const RAISED = {
  0: "⁰",
  1: "¹",
  2: "²",
  3: "³",
  4: "⁴",
  5: "⁵",
  6: "⁶",
  7: "⁷",
  8: "⁸",
  9: "⁹",
  "−": "⁻",
  "-": "⁻",
  l: "ˡ",
};
const LOWERED = {
  0: "₀",
  1: "₁",
  2: "₂",
  3: "₃",
  4: "₄",
  5: "₅",
  6: "₆",
  7: "₇",
  8: "₈",
  9: "₉",
  "−": "₋",
  "-": "₋",
  j: "ⱼ",
  k: "ₖ",
  a: "ₐ",
};
const SCRIPT_WIDTH = 0.58; // of a digit, in its own font size
const LETTERS = /** @type {Record<string, string>} */ ({
  δ: "delta",
  σ: "sigma",
  "∂C/∂w": "slope of the cost by w",
  "∂C/∂b": "slope of the cost by b",
  "∂C/∂a": "slope of the cost by a",
  "∂C/∂z": "slope of the cost by z",
});

/**
 * A quantity on show: machines read its name, value and index, readers its text. `key` sets it in strong type.
 *
 * @typedef {{ quantity?: string, value?: number, index?: string, text?: string, key?: boolean }} Quantity
 * @typedef {string | Quantity} Part
 */

/**
 * symbol("w", 2, 3, 1) is w with 2 above and 31 below: the layer above, then the neurons.
 *
 * @param {string} letter
 * @param {number | string} layer
 * @param {...(number | string)} indices
 */
export const symbol = (letter, layer, ...indices) =>
  `${letter}^{${layer}}${indices.length ? `_{${indices.join("")}}` : ""}`;

/** @param {string} letter @param {number | string} index */
export const indexed = (letter, index) => `${letter}_{${index}}`;

/** "2,3,1", as states and addresses write it, for an edge; "2,3" for a neuron. @param {...number} numbers */
export const indexOf = (...numbers) => numbers.join(",");

/** The edge that such a text names. @param {string} text @returns {{ layer: number, j: number, k: number }} */
export function edgeOf(text) {
  const [layer, j, k] = text.split(",").map(Number);
  return { layer, j, k };
}

/** 1, 2, ..., n: how layers and neurons are counted. @param {number} n */
export const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

/** A name at the beginning of a sentence. @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

// Numbers ---------------------------------------------------------------------------------------------------------

/** @param {string} text */
const minus = (text) => text.replaceAll("-", "−");

/** @param {number} value */
function inWords(value) {
  if (Number.isNaN(value)) return "not a number";
  return value > 0 ? "too large to show" : "too far below zero to show";
}

/** A power of ten; with a mantissa, a number in scientific form. @param {number} exponent @param {string} [mantissa] */
export const power = (exponent, mantissa) => `${mantissa ? `${mantissa} × ` : ""}10^{${minus(String(exponent))}}`;

/** A number as mantissa and power of ten. @param {number} value @param {number} [digits] */
export function scientific(value, digits = 3) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const whole = Number(mantissa);
  return power(
    Number(exponent),
    Math.abs(whole) === 1 && value === whole * 10 ** Number(exponent) ? (whole < 0 ? "−1" : "") : minus(mantissa),
  );
}

/**
 * A number with so many decimals, always: columns stand still. One that those decimals cannot show is scientific.
 *
 * @param {number} value
 * @param {number} [decimals]
 */
export function fixed(value, decimals = 3) {
  if (!Number.isFinite(value)) return inWords(value);
  const size = Math.abs(value);
  if (size >= 1e6 || (size !== 0 && size < 5 * 10 ** -decimals && Number(value.toFixed(decimals)) !== value))
    return scientific(value);
  const text = minus(value.toFixed(decimals));
  return Number(value.toFixed(decimals)) === 0 ? text.replace("−", "") : text;
}

/**
 * A number in so many digits, trailing zeros kept; whole numbers are whole, very large and very small ones scientific.
 *
 * @param {number} value
 * @param {number} digits
 * @param {number} [smallest] below which it is scientific
 */
export function significant(value, digits, smallest = 1e-3) {
  if (!Number.isFinite(value)) return inWords(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e5) return minus(String(value === 0 ? 0 : value));
  if (size < smallest || size >= 1e5) return scientific(value, Math.min(digits, 3));
  const text = value.toPrecision(digits);
  return minus(text.includes("e") ? String(Number(text)) : text);
}

/** A number for a reader who has given no number of decimals. @param {number} value */
export const format = (value) => significant(value, 4);

/** In three digits, for places where four do not fit. @param {number} value */
export const short = (value) => significant(value, 3);

// Setting ---------------------------------------------------------------------------------------------------------

/** @param {string} text @param {Record<string, string>} map */
const mapped = (text, map) => [...text].map((sign) => map[sign] ?? sign).join("");

/** With Unicode indices: for options, titles and wherever markup cannot be. @param {string} text */
export const plain = (text) =>
  text
    .replace(/\^\{([^{}]*)\}/g, (_, up) => mapped(up, RAISED))
    .replace(/_\{([^{}]*)\}/g, (_, down) => mapped(down, LOWERED));

/** @param {string} base @param {string} marks */
function spokenSymbol(base, marks) {
  const up = /\^\{([^{}]*)\}/.exec(marks)?.[1];
  const down = /_\{([^{}]*)\}/.exec(marks)?.[1];
  if (/^\(?10$/.test(base) && up) return `10 to the ${up.replace("−", "minus ")}`;
  const open = /^\(*/.exec(base)?.[0] ?? "";
  const letter = base.slice(open.length);
  const name = LETTERS[letter] ?? letter;
  const layer = up ? ` of layer ${up}` : "";
  if (down === undefined) return `${open}${name}${layer}`;
  const indices = [...down];
  const edge = up && indices.length === 2 && indices.every((index) => /[\djk]/.test(index));
  return `${open}${name}${layer}${edge ? `, to ${indices[0]}, from ${indices[1]}` : ` ${indices.join(" ")}`}`;
}

/** In words: "w of layer 2, to 3, from 1", "10 to the minus 4". @param {string} text */
export const spoken = (text) => text.replace(PIECES, (_, base, marks) => spokenSymbol(base, marks));

/** @param {string} text @returns {{ text: string, up?: string, down?: string }[]} */
function pieces(text) {
  const found = [];
  let rest = text;
  for (let at = MARKS.exec(rest); at; at = MARKS.exec(rest)) {
    const piece = /** @type {{ text: string, up?: string, down?: string }} */ ({
      text: rest.slice(0, at.index),
      up: at[1],
      down: at[2],
    });
    rest = rest.slice(at.index + at[0].length);
    const next = MARKS.exec(rest);
    if (next?.index === 0 && (next[1] === undefined) !== (piece.up === undefined)) {
      piece.up ??= next[1];
      piece.down ??= next[2];
      rest = rest.slice(next[0].length);
    }
    found.push(piece);
  }
  return rest ? [...found, { text: rest }] : found;
}

/** @param {SVGElement} node @param {ReturnType<typeof pieces>} list */
function setInDrawing(node, list) {
  let fall = 0; // how far below the line the last script stood, to come back from it
  for (const { text, up, down } of list) {
    if (text) add(node, "tspan", { dy: fall ? `${-fall}em` : null }, text);
    if (text) fall = 0;
    if (up) add(node, "tspan", { class: "nnbp-up", dy: `${-0.55 - fall}em` }, up);
    if (up && down) add(node, "tspan", { class: "nnbp-down", dx: `${-SCRIPT_WIDTH * up.length}em`, dy: "0.9em" }, down);
    else if (down) add(node, "tspan", { class: "nnbp-down", dy: `${0.35 - fall}em` }, down);
    fall = (down ? 0.35 : up ? -0.55 : 0) * 0.7; // scripts are set in 0.7 of the size
  }
}

/** @param {HTMLElement} node @param {ReturnType<typeof pieces>} list */
function setOnPage(node, list) {
  for (const { text, up, down } of list) {
    if (!up && !down) {
      node.append(text);
      continue;
    }
    const number = /\S+ × 10$/.exec(text); // its power of ten stays on its line
    const start = number?.index ?? Math.max(text.lastIndexOf(" "), text.lastIndexOf("=")) + 1;
    node.append(text.slice(0, start));
    const base = text.slice(start);
    const marks = `${up ? `^{${up}}` : ""}${down ? `_{${down}}` : ""}`;
    const whole = add(
      node,
      "span",
      { class: "nnbp-symbol", role: "math", "aria-label": spoken(`${base}${marks}`) },
      base,
    );
    const scripts = up && down ? add(whole, "span", { class: "nnbp-scripts" }) : whole;
    if (up) add(scripts, "sup", {}, up);
    if (down) add(scripts, "sub", {}, down);
  }
}

const written = /** @type {WeakMap<Element, string>} */ (new WeakMap());

/**
 * Set a text with its symbols into an element of the page or of a drawing; what stands there already stays.
 *
 * @param {Element} node
 * @param {string} text
 */
export function set(node, text) {
  if (written.get(node) === text) return;
  written.set(node, text);
  if (!MARKS.test(text)) {
    say(node, text);
    return;
  }
  node.textContent = "";
  if (node instanceof SVGElement) setInDrawing(node, pieces(text));
  else setOnPage(/** @type {HTMLElement} */ (node), pieces(text));
}

/**
 * Show a number so that machines can read it too: its plain name and full value stand beside the text.
 *
 * @param {Element} node
 * @param {string} name
 * @param {number | bigint} value
 * @param {string} [text]
 */
export function showQuantity(node, name, value, text) {
  put(node, "data-quantity", name);
  put(node, "data-value", String(value));
  set(node, text ?? format(Number(value)));
}

/** Show that there is no such number now: machines find none. @param {Element} node @param {string} [text] */
export function showNone(node, text = "") {
  put(node, "data-quantity", null);
  put(node, "data-value", null);
  set(node, text);
}

/**
 * Write a row of parts into an element, one child each: texts with symbols, and numbers for readers and machines.
 *
 * @param {Element} node
 * @param {Part | Part[] | null | undefined} parts
 */
export function setParts(node, parts) {
  const list = parts === null || parts === undefined ? [] : Array.isArray(parts) ? parts : [parts];
  while (node.childElementCount > list.length) node.lastElementChild?.remove();
  list.forEach((part, i) => {
    const item =
      node.children[i] ??
      (node instanceof SVGElement ? add(node, "tspan") : add(/** @type {HTMLElement} */ (node), "span"));
    const number = typeof part === "string" ? /** @type {Quantity} */ ({}) : part;
    put(item, "data-quantity", number.quantity);
    put(item, "data-value", number.value === undefined ? null : String(number.value));
    put(item, "data-index", number.index);
    put(item, "class", number.key ? "nnbp-strong" : null);
    set(item, typeof part === "string" ? part : (part.text ?? (part.value === undefined ? "" : format(part.value))));
  });
}
