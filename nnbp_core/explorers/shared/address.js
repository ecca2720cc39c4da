// A state in the page's address, "#SaturationLab.w=2&CostMeter.layers=5": what a figure asks of it, and what it writes.

/**
 * @typedef {string | number | boolean} Value
 * @typedef {{ value: string, label: string }} Option
 * @typedef {{ name: string, label: string, kind: "number" | "count" | "choice" | "switch" | "text", min?: number, max?: number,
 *   step?: number, scale?: "log", decimals?: number, options?: Option[], pattern?: string, hidden?: boolean,
 *   open?: boolean, plays?: boolean, when?: (state: any) => boolean }} Field
 *   pattern what the whole of a text must be; a text has no control, so it is hidden
 *   open    its control stands under the picture, not under More
 *   hidden  it has no control: the picture is its control
 *   plays   it moves while a preset's story goes on: the story's note stays
 *   when    whether it does something in a state; its control is shown only then
 */

/** Options that are called by their values. @param {string[]} values @returns {Option[]} */
export const choices = (values) => values.map((value) => ({ value, label: value }));

/**
 * A value for a field, or undefined where the field cannot hold it.
 *
 * @param {Field} field
 * @param {unknown} value
 * @returns {Value | undefined}
 */
export function accepted(field, value) {
  if (field.kind === "choice")
    return field.options?.some((option) => option.value === value) ? String(value) : undefined;
  if (field.kind === "switch") return typeof value === "boolean" ? value : undefined;
  if (field.kind === "text")
    return typeof value === "string" && new RegExp(`^(?:${field.pattern})$`).test(value) ? value : undefined;
  const { min = -Infinity, max = Infinity } = field;
  if (typeof value !== "number" || !(value >= min && value <= max)) return undefined;
  return field.kind === "count" && !Number.isInteger(value) ? undefined : value;
}

/** @param {Field} field @param {string} text @returns {Value | undefined} */
function parsed(field, text) {
  if (field.kind === "choice" || field.kind === "text") return text;
  if (field.kind === "switch") return { true: true, false: false }[text];
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** @param {string} hash @returns {[string, string][]} */
const pairsOf = (hash) => [...new URLSearchParams(hash.replace(/^#/, ""))];

/**
 * The state that an address asks for. Whatever it cannot use is told, and nothing of it is shown.
 *
 * @param {string} hash
 * @param {string} name
 * @param {Field[]} fields
 * @returns {{ state: Record<string, Value>, trouble: boolean, asked: boolean }}
 */
export function fromAddress(hash, name, fields) {
  const state = /** @type {Record<string, Value>} */ ({});
  let trouble = false;
  const pairs = pairsOf(hash).filter(([key]) => key.startsWith(`${name}.`));
  for (const [key, text] of pairs) {
    const field = fields.find((each) => `${name}.${each.name}` === key);
    const value = field && accepted(field, parsed(field, text));
    if (field === undefined || value === undefined) trouble = true;
    else state[field.name] = value;
  }
  return { state, trouble, asked: pairs.length > 0 };
}

/**
 * The address with this figure's state in it, before those of the other figures on the page, which it keeps.
 *
 * @param {string} hash
 * @param {string} name
 * @param {Field[]} fields
 * @param {Record<string, Value>} state
 * @param {Record<string, Value>} defaults
 */
export function toAddress(hash, name, fields, state, defaults) {
  const own = fields
    .filter((field) => state[field.name] !== defaults[field.name])
    .map((field) => [`${name}.${field.name}`, String(state[field.name])]);
  const others = pairsOf(hash).filter(([key]) => key.includes(".") && !key.startsWith(`${name}.`));
  return new URLSearchParams([...own, ...others]).toString();
}
