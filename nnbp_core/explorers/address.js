// The state of a figure in the page's address, and what a field can hold.

/** Options of a field that are called by their values. */
export const choices = (values) => values.map((value) => ({ value, label: value }));

/** A value for a field, or undefined where the field cannot hold it. */
export function accepted(field, value) {
  if (field.kind === "choice") return field.options.some((option) => option.value === value) ? value : undefined;
  if (field.kind === "switch") return typeof value === "boolean" ? value : undefined;
  const fits = typeof value === "number" && value >= field.min && value <= field.max;
  if (!fits || (field.kind === "count" && !Number.isInteger(value))) return undefined;
  return value;
}

function parsed(field, text) {
  if (field.kind === "choice") return text;
  if (field.kind === "switch") return { true: true, false: false }[text];
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : NaN;
}

/** The state that an address asks for: { state, trouble }. Whatever it cannot use is told, and nothing of it is shown. */
export function fromAddress(hash, name, fields) {
  const state = {};
  let trouble = false;
  const pairs = [...new URLSearchParams(hash.slice(1))].filter(([key]) => key.startsWith(`${name}.`));
  for (const [key, text] of pairs) {
    const field = fields.find((each) => `${name}.${each.name}` === key);
    const value = field && accepted(field, parsed(field, text));
    if (value === undefined) trouble = true;
    else state[field.name] = value;
  }
  return { state, trouble };
}

/** The part of an address that leads to a state: what differs from the defaults. */
export function toAddress(name, fields, state, defaults) {
  const parameters = new URLSearchParams();
  for (const field of fields) {
    if (state[field.name] !== defaults[field.name]) parameters.set(`${name}.${field.name}`, String(state[field.name]));
  }
  return parameters.toString();
}

/** An address in which a figure's part is replaced by another; the parts of other figures stay. */
export function withPart(hash, name, part) {
  const others = [...new URLSearchParams(hash.slice(1))].filter(([key]) => key.includes(".") && !key.startsWith(`${name}.`));
  return [new URLSearchParams(others).toString(), part].filter(Boolean).join("&");
}
