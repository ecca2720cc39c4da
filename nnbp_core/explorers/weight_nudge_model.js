// A nudge of one weight in the network of chapter 9: what the derivatives predict, neuron by neuron and for the cost,
// and what a second forward pass finds.

import { NETWORKS, pathsOf, sizesOf, Y } from "./path_explorer_model.js";
import { edgesOf } from "./shared/edges.js";
import { forward, meanCost } from "./shared/engine.js";

/** @typedef {{ weight: string, nudge: number, zoom: number, x1: number, x2: number }} State */
/** @typedef {ReturnType<typeof groundOf>} Ground */
/** @typedef {{ nudge: number, predicted: number, change: number, mistake: number, cost: number }} Outcome */

const NETWORK = NETWORKS["chapter 9"];
export const SIZES = sizesOf(NETWORK);
export const WEIGHTS = edgesOf(SIZES);
export const REACH = 2; // of a nudge, to both sides
export const CLOSEST = 3; // times ten times closer

/** What does not hang on the nudge: the slope, and the rate at which each activation follows the weight. @param {State} state */
export function groundOf({ weight, x1, x2 }) {
  const walk = { network: "chapter 9", weight, added: 0, order: 0, merged: false, fused: 0, x1, x2 };
  const { part, slope, first, factors, C, x } = pathsOf(walk);
  let rates = SIZES[part.layer - 1] ? factors[part.layer - 2].map((_, row) => (row === part.j - 1 ? first : 0)) : [];
  const found = /** @type {Record<string, number[]>} */ ({ [part.layer]: rates });
  for (let layer = part.layer + 1; layer <= SIZES.length; layer += 1) {
    const before = rates;
    rates = factors[layer - 2].map((row) => row.reduce((sum, f, k) => sum + f * before[k], 0));
    found[layer] = rates;
  }
  const { activations } = forward(NETWORK, x);
  const ground = { part, slope, C, x, rates: found, activations, high: 0 };
  ground.high = highest(ground);
  return ground;
}

/** The network after the nudge. @param {{ layer: number, j: number, k: number }} part @param {number} nudge */
function nudged({ layer, j, k }, nudge) {
  const weights = NETWORK.weights.map((w, i) =>
    i === layer - 2 ? w.map((row, q) => row.map((v, p) => (q === j - 1 && p === k - 1 ? v + nudge : v))) : w,
  );
  return { ...NETWORK, weights };
}

/** How far the cost goes from where it is, at the farthest nudges. @param {Pick<Ground, "part" | "slope" | "C" | "x">} ground */
function highest(ground) {
  const far = Array.from({ length: 41 }, (_, i) => outcomeOf(ground, (i / 20 - 1) * REACH));
  const most = Math.max(...far.flatMap(({ predicted, change }) => [Math.abs(predicted), Math.abs(change)]));
  return 1.12 * (most || 1);
}

/** What a nudge does to the cost. @param {Pick<Ground, "part" | "slope" | "C" | "x">} ground @param {number} nudge @returns {Outcome} */
export function outcomeOf({ part, slope, C, x }, nudge) {
  const cost = meanCost(nudged(part, nudge), x, Y);
  const [predicted, change] = [slope * nudge, cost - C];
  return { nudge, predicted, change, mistake: Math.abs(predicted - change), cost };
}

/** How far each activation moves: as its rate says, and truly. Layers count from 1. @param {Ground} ground @param {number} nudge */
export function movesOf({ part, rates, activations, x }, nudge) {
  const after = forward(nudged(part, nudge), x).activations;
  return Object.entries(rates).flatMap(([name, rows]) =>
    rows.map((rate, row) => ({
      layer: Number(name),
      j: row + 1,
      rate,
      predicted: rate * nudge,
      change: after[Number(name) - 1][row][0] - activations[Number(name) - 1][row][0],
    })),
  );
}

/** The nudge at each step of the zoom, each ten times smaller than the one before. @param {Ground} ground @param {number} nudge @param {number} zoom @returns {Outcome[]} */
export function ledgerOf(ground, nudge, zoom) {
  return Array.from({ length: zoom + 1 }, (_, i) => outcomeOf(ground, nudge * 10 ** (zoom - i)));
}

/** The mistake as a share of the true change. @param {Outcome} outcome */
export const offOf = ({ mistake, change }) => (change === 0 ? Number.NaN : mistake / Math.abs(change));

/** How often one can look ten times closer and still see the nudge. @param {State} state */
export function zoomOf({ nudge, zoom }) {
  const fits = (/** @type {number} */ times) => Math.abs(nudge) <= REACH * 10 ** -times * (1 + 1e-9);
  return [3, 2, 1].find((times) => times <= zoom && fits(times)) ?? 0;
}

/** A nudge on a step of the handle, at a zoom. @param {number} share of the reach @param {number} zoom */
export const nudgeAt = (share, zoom) => Number((share * REACH * 10 ** -zoom).toPrecision(6));
