// What the browser keeps: the reader's code of each cell, and the exercises passed. One file holds all of it.

export const PREFIX = "nnbp:";
const PASSED = `${PREFIX}passed`;
const MARK = /^# %% Exercise (\S+)\n/m;
const HEAD = `# Answers to the exercises of “How Backpropagation Works”, as Python cells.
# The course's pages take this file back: open an exercise there, "Your answers", "Restore from a file".
`;

/** @returns {Storage | undefined} none where the browser keeps nothing */
function storage() {
  try {
    localStorage.setItem(`${PREFIX}probe`, "");
    localStorage.removeItem(`${PREFIX}probe`);
    return localStorage;
  } catch {
    return undefined;
  }
}
const store = storage();
export const keeps = Boolean(store);
/** @type {string[]} what was passed, where the browser keeps nothing */
let here = [];

/** @param {string} id */
export const codeOf = (id) => store?.getItem(`${PREFIX}code:${id}`) ?? undefined;

/**
 * Keep a cell's code; without code, forget it.
 * @param {string} id
 * @param {string | undefined} code
 * @returns {boolean} whether it is kept
 */
export function keep(id, code) {
  try {
    if (code === undefined) store?.removeItem(`${PREFIX}code:${id}`);
    else store?.setItem(`${PREFIX}code:${id}`, code);
    return keeps;
  } catch {
    return false; // the store is full
  }
}

/** @returns {string[]} */
export function passed() {
  try {
    return store ? JSON.parse(store.getItem(PASSED) ?? "[]") : here;
  } catch {
    return [];
  }
}

/** @param {string[]} ids */
export function pass(ids) {
  here = [...new Set([...passed(), ...ids])];
  try {
    store?.setItem(PASSED, JSON.stringify(here));
  } catch {
    return; // the store is full: the marks of this page stay
  }
}

const byNumber = (/** @type {string} */ a, /** @type {string} */ b) => a.localeCompare(b, "en", { numeric: true });

/** @param {Map<string, string>} open the code of the cells that are open, which need not be kept */
export function asFile(open) {
  const codes = new Map(open);
  for (const key of Object.keys(store ?? {})) {
    const id = key.startsWith(`${PREFIX}code:`) ? key.slice(`${PREFIX}code:`.length) : "";
    if (id && !codes.has(id)) codes.set(id, codeOf(id) ?? "");
  }
  const cells = [...codes.keys()].sort(byNumber).map((id) => `# %% Exercise ${id}\n${codes.get(id)?.trimEnd()}\n`);
  return `${HEAD}# passed: ${passed().sort(byNumber).join(" ")}\n\n${cells.join("\n\n")}`;
}

/**
 * Take a file back: its code replaces what is kept of the same exercises; what was passed stays passed.
 * @param {string} text
 * @returns {Map<string, string>} the code of each exercise in it
 */
export function fromFile(text) {
  const [head, ...parts] = text.replaceAll("\r\n", "\n").split(MARK);
  /** @type {Map<string, string>} */
  const codes = new Map();
  for (let i = 0; i + 1 < parts.length; i += 2) codes.set(parts[i], parts[i + 1].trimEnd());
  for (const [id, code] of codes) keep(id, code);
  pass(/^# passed: (.*)$/m.exec(head)?.[1].split(" ").filter(Boolean) ?? []);
  return codes;
}
