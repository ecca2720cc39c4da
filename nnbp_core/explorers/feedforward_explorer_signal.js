// The signal: what changes at one place arrives elsewhere later. The network lies along a track, inputs at 0, layer 2 at
// one leg, layer 3 at two; a change begins at its place and runs on, a leg in LEG milliseconds.

import { BIASES, compute, fieldOf, INPUTS, nameOf, PIECES, WEIGHTS } from "./feedforward_explorer_network.js";

/** @typedef {import("./feedforward_explorer_network.js").State} State */
/** @typedef {import("./feedforward_explorer_network.js").Piece} Piece */
/** @typedef {import("./feedforward_explorer_network.js").Run} Run */
/** @typedef {{ state: State, run: Run }} Moment a state, and what the network makes of it */
/** @typedef {Moment & { arrive: number[] }} Change when it is at layer 1, 2, 3, in ms */
/** @typedef {{ from: number, began: number, touched: Set<string> }} Wave where on the track, when, and what it moves */

export const LEG = 300; // ms a layer
export const PILL = /** @type {Record<number, number>} */ ({ 2: 0.66, 3: 0.33 }); // where on its edge a weight sits
const APART = 170; // ms between two waves of one drag

/** Where on the track a piece acts, in legs. @param {Piece} piece */
const placeOn = ({ layer, k }) => (k ? layer - 2 + PILL[layer] : layer - 1);

/**
 * What differs between two states, and where on the track the first of it is; undefined where nothing does.
 *
 * @param {State} before
 * @param {State} after
 */
export function originOf(before, after) {
  const pieces = PIECES.filter((piece) => before[fieldOf(piece)] !== after[fieldOf(piece)]);
  if (before.activation !== after.activation) pieces.push(...BIASES);
  return pieces.length ? { from: Math.min(...pieces.map(placeOn)), pieces } : undefined;
}

/**
 * When a change arrives at the layers: never before the change that was made earlier.
 *
 * @param {number} from where it begins, in legs
 * @param {number} now
 * @param {number[]} earlier
 */
export const arrivals = (from, now, earlier = [0, 0, 0]) =>
  [0, 1, 2].map((leg, i) => Math.max(earlier[i], now + LEG * Math.max(0, leg - from)));

/** The edges and neurons that a change of these pieces moves. @param {Piece[]} pieces */
export function touchedBy(pieces) {
  const touched = new Set(pieces.map(nameOf));
  for (const edge of WEIGHTS) {
    const name = nameOf(edge);
    if (touched.has(nameOf({ layer: edge.layer - 1, j: edge.k }))) touched.add(name);
    if (touched.has(name)) touched.add(nameOf({ layer: edge.layer, j: edge.j }));
  }
  return touched;
}

/**
 * Where a wave is on the edges of a layer at a time: from 0 at their beginning to 1 at their end; undefined elsewhere.
 *
 * @param {Wave} wave
 * @param {number} layer
 * @param {number} now
 */
export function frontOf({ from, began }, layer, now) {
  const at = from + (now - began) / LEG - (layer - 2);
  return at > 0 && at < 1 ? at : undefined;
}

/** What the layers show, and what is on its way to them. */
export function makeSignal() {
  /** @type {(Moment | null)[]} what has arrived at layer 1, 2, 3; nothing before the signal that is sent anew */
  let shown = [null, null, null];
  let pending = /** @type {Change[]} */ ([]);
  let waves = /** @type {Wave[]} */ ([]);
  let latest = /** @type {Moment | undefined} */ (undefined);

  /** A state is there; what of it is new sets off. @param {State} state @param {number} now @param {boolean} atOnce */
  function change(state, now, atOnce) {
    const origin = latest && originOf(latest.state, state);
    if (latest && !origin) {
      latest.state = state; // the same numbers, another choice
      return;
    }
    latest = { state, run: compute(state) };
    if (!origin || atOnce) {
      settle();
      return;
    }
    pending.push({ ...latest, arrive: arrivals(origin.from, now, pending.at(-1)?.arrive) });
    const last = waves.at(-1);
    if (!last || last.from !== origin.from || now - last.began > APART)
      waves.push({ from: origin.from, began: now, touched: touchedBy(origin.pieces) });
  }
  /** All that is on its way is there. */
  function settle() {
    pending = [];
    waves = [];
    shown = [latest ?? null, latest ?? null, latest ?? null];
  }
  /** Send what is at the inputs through the empty network. @param {number} now */
  function send(now) {
    if (!latest) return;
    shown = [latest, null, null];
    pending = [{ ...latest, arrive: arrivals(0, now) }];
    waves = [{ from: 0, began: now, touched: touchedBy(INPUTS) }];
  }
  /** Let what has arrived by now be shown. Returns whether anything is still on its way. @param {number} now */
  function pass(now) {
    for (const { state, run, arrive } of pending)
      arrive.forEach((at, i) => {
        if (at <= now) shown[i] = { state, run };
      });
    pending = pending.filter(({ arrive }) => arrive[2] > now);
    waves = waves.filter(({ from, began }) => from + (now - began) / LEG < 2);
    return pending.length > 0 || waves.length > 0;
  }
  return {
    change,
    settle,
    send,
    pass,
    at: (/** @type {number} */ layer) => shown[layer - 1],
    waves: () => waves,
    latest: () => /** @type {Moment} */ (latest),
  };
}
