// The way there and back: ten stops, and what happens on the way to each. A place on the way is a number: 1 is the stop z²,
// 1.5 is half way from it to a².

import { smooth } from "./shared/motion.js";

/** What happens on the way to each stop, in milliseconds. @type {[string, Record<string, number>][]} */
const WAYS = [
  ["z2", { go: 350, mul: 200, come: 350, add: 300 }],
  ["a2", { rise: 400 }],
  ["z3", { go: 350, mul: 200, come: 350, add: 300 }],
  ["a3", { rise: 400 }],
  ["C", { target: 300, gap: 350 }],
  ["BP1", { lift: 350, slope: 250, gate: 400, out: 200 }],
  ["BP2", { go: 400, mul: 200, come: 400, add: 300, slope: 250, gate: 400, out: 200 }],
  ["BP3", { down: 400 }],
  ["BP4", { meet: 400, thick: 400 }],
];
export const STOPS = ["x", ...WAYS.map(([name]) => name)];
export const [A3, TURN, BP1, BP2, BP3, BP4] = [4, 5, 6, 7, 8, 9];
export const LAST = BP4;
export const DWELL = 450; // ms at each stop, to read

const LENGTHS = [0, ...WAYS.map(([, moves]) => Object.values(moves).reduce((sum, ms) => sum + ms, 0))];

/** How long the way to a stop takes, in ms. */
export const lengthOf = (/** @type {number} */ stop) => LENGTHS[stop];

const parts = new Map(
  WAYS.flatMap(([name, moves], i) => {
    let before = 0;
    return Object.entries(moves).map(([move, ms]) => {
      const from = before / LENGTHS[i + 1];
      before += ms;
      return /** @type {[string, { way: number, from: number, to: number }]} */ ([
        `${name}.${move}`,
        { way: i, from, to: before / LENGTHS[i + 1] },
      ]);
    });
  }),
);

/** How much of each move has happened at a place, from 0 to 1. @param {number} at */
export const progress = (at) => (/** @type {string} */ move) => {
  const part = parts.get(move);
  if (!part) throw new Error(`no move ${move}`);
  const { way, from, to } = part;
  return smooth(Math.min(1, Math.max(0, (at - way - from) / (to - from))));
};

/** The stop whose equation is in use: where one stands, or where one is going. */
export const stopAt = (/** @type {number} */ at) => Math.ceil(at - 1e-6);

/** A state's step counts the equations; the turn, where the cost is seen, belongs to a³. */
export const stepAt = (/** @type {number} */ at) => stopAt(at) - (stopAt(at) >= TURN ? 1 : 0);
export const stopOf = (/** @type {number} */ step) => step + (step > A3 ? 1 : 0);

/** The layer that a stop fills in; 0 where it is all of them. */
export const layerOf = (/** @type {number} */ stop) => [1, 2, 2, 3, 3, 3, 3, 2, 0, 0][stop];
