// The state of a figure: what its fields hold, kept equal to the model's, whoever changes it.

import { accepted } from "./address.js";

/**
 * @typedef {import("./address.js").Field} Field
 * @typedef {import("./address.js").Value} Value
 * @typedef {{ moving?: boolean, running?: boolean }} How
 *   moving: more changes are on their way; running: the figure's own clock makes the change, so it goes on
 */

/**
 * Returns { state, defaults, set }: `set` changes what its patch names; values that a field cannot hold are left out.
 * `changed` is called after every request, with whether it changed anything.
 *
 * @param {import("./shell.js").Model} model
 * @param {Field[]} fields
 * @param {(how: How, any: boolean) => void} changed
 */
export function keepState(model, fields, changed) {
  const defaults = Object.fromEntries(
    fields.map((field) => [field.name, /** @type {Value} */ (model.get(field.name))]),
  );
  const state = { ...defaults };

  /** The value that a field is asked to take, if it is another one. @param {Field} field @param {unknown} asked */
  function fresh(field, asked) {
    const value = accepted(field, asked);
    return value === state[field.name] ? undefined : value;
  }

  /** @param {Record<string, unknown>} patch @param {How} [how] */
  function set(patch, how = {}) {
    let any = false;
    for (const field of fields) {
      const value = field.name in patch ? fresh(field, patch[field.name]) : undefined;
      if (value === undefined) continue;
      state[field.name] = value;
      model.set(field.name, value);
      any = true;
    }
    if (any) model.save_changes();
    changed(how, any);
  }

  for (const field of fields) {
    model.on(`change:${field.name}`, () => {
      const value = fresh(field, model.get(field.name));
      if (value === undefined) return;
      state[field.name] = value;
      changed({}, true);
    });
  }
  return { state, defaults, set };
}
