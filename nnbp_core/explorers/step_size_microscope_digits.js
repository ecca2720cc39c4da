// The subtraction, set as at school: equal digits fall away, and what is left is divided.

import { power, set } from "./shared/notation.js";
import { add, each, put } from "./shared/write.js";
import { PRECISIONS, quotient, SLOPES } from "./step_size_microscope_numbers.js";

/** @typedef {import("./step_size_microscope_numbers.js").State} State */
/** @typedef {readonly [text: string, kind: string]} Sign one digit, and what becomes of it */
/** @typedef {{ name: string, label: string, value?: number, signs: Sign[] }} Row */
/** @typedef {{ rows: Row[], cancelled: number, right: number, decimals: number }} Sum */

const DECIMALS = { float64: 18, float32: 10 };
const LOST = "nnbp-microscope-gone";
const RIGHT = "nnbp-microscope-right";
const WRONG = "nnbp-microscope-wrong";
const EMPTY = "nnbp-microscope-zero";

const minus = (/** @type {string} */ text) => text.replace("-", "−");
/** How long the part is that says nothing: sign, point, leading zeros. @param {string} text */
const silent = (text) => /^[−-]?0?\.?0*/.exec(text)?.[0].length ?? 0;

/** How many signs two numbers begin with alike. @param {string} p @param {string} q */
function alike(p, q) {
  let same = 0;
  while (same < p.length && p[same] === q[same]) same += 1;
  return same;
}

/** The difference of two numbers as they stand there, digit by digit. @param {string} p @param {string} q @param {number} decimals */
function differenceOf(p, q, decimals) {
  const whole = BigInt(p.replace(".", "")) - BigInt(q.replace(".", ""));
  const digits = String(whole < 0n ? -whole : whole).padStart(decimals + 1, "0");
  return `${whole < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const signs = (/** @type {string} */ text, /** @type {(i: number) => string} */ kind) =>
  [...minus(text)].map((sign, i) => /** @type {Sign} */ ([sign, kind(i)]));

/** @param {number} value @returns {Sign[]} */
function scientific(value) {
  const [mantissa, exponent] = value.toExponential(13).split("e");
  return [...signs(mantissa, () => RIGHT), [` × ${power(Number(exponent))}`, RIGHT]];
}

/** The quotient and the slope under each other: which digits are right. @param {number} value @param {number} truth @param {number} decimals */
function compared(value, truth, decimals) {
  const slope = truth.toFixed(decimals);
  if (!Number.isFinite(value))
    return {
      quotient: [/** @type {Sign} */ (["0 ÷ 0: not a number", WRONG])],
      slope: signs(slope, () => ""),
      right: 0,
    };
  const got = value.toFixed(decimals);
  const same = alike(got, slope);
  const right = Math.max(0, slope.slice(silent(slope), same).replace(".", "").length);
  return {
    quotient: signs(got, (i) => (i >= same ? WRONG : i >= silent(got) ? RIGHT : "")),
    slope: signs(slope, (i) => (i < same && i >= silent(slope) ? RIGHT : "")),
    right,
  };
}

/**
 * The five rows for one of the nine weights.
 *
 * @param {State} state
 * @param {number} part
 * @returns {Sum}
 */
export function sumOf(state, part) {
  const { method, precision, activation } = state;
  const decimals = DECIMALS[precision];
  const one = quotient(part, state);
  const truth = SLOPES[activation][part];
  const { quotient: got, slope, right } = compared(one.value, truth, decimals);
  const last = [
    { name: "quotient", label: method === "central" ? "÷ 2ε" : "÷ ε", value: one.value, signs: got },
    { name: "slope", label: "the slope", value: truth, signs: slope },
  ];
  if (method === "complex") {
    const rows = [
      { name: "C_plus", label: "Re C(p + iε)", value: one.plus, signs: signs(one.plus.toFixed(decimals), () => EMPTY) },
      { name: "C_imaginary", label: "Im C(p + iε)", value: one.minus, signs: scientific(one.minus) },
      { name: "", label: "subtracted", signs: [/** @type {Sign} */ (["nothing", RIGHT])] },
    ];
    return { rows: [...rows, ...last], cancelled: 0, right, decimals };
  }
  const [upper, lower] = [one.plus.toFixed(decimals), one.minus.toFixed(decimals)];
  const same = alike(upper, lower);
  const rest = differenceOf(upper, lower, decimals);
  const kind = (/** @type {number} */ i) => (i < same ? LOST : "");
  const rows = [
    { name: "C_plus", label: "C(p + ε)", value: one.plus, signs: signs(upper, kind) },
    { name: "C_minus", label: method === "central" ? "C(p − ε)" : "C(p)", value: one.minus, signs: signs(lower, kind) },
    {
      name: "difference",
      label: "difference",
      value: PRECISIONS[precision].round(one.plus - one.minus),
      signs: signs(rest, (i) => (i < silent(rest) ? EMPTY : "")),
    },
  ];
  const cancelled = Math.max(0, same - upper.indexOf(".") - 1);
  return { rows: [...rows, ...last], cancelled, right, decimals };
}

/** The rows on the page; returns what shows a sum in them. @param {HTMLElement} parent */
export function addDigits(parent) {
  const list = add(parent, "div", { class: "nnbp-microscope-digits" });
  const rows = Array.from({ length: 5 }, () => ({
    label: add(list, "span", { class: "nnbp-microscope-term" }),
    cell: add(list, "span", { class: "nnbp-microscope-number" }),
  }));
  /** @param {Sum} sum @param {string} weight */
  return ({ rows: shown }, weight) =>
    shown.forEach(({ name, label, value, signs: digits }, i) => {
      const { label: term, cell } = rows[i];
      set(term, label);
      const known = value !== undefined && Number.isFinite(value);
      put(cell, "data-quantity", known ? name : null);
      put(cell, "data-value", known ? String(value) : null);
      put(cell, "data-index", known && i > 2 ? weight : null);
      each(cell, "i", digits, (node, [sign, kind]) => {
        put(node, "class", kind || null);
        set(node, sign);
      });
    });
}
