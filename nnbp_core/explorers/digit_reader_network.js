// A network of sigmoids at the output and cross-entropy, in flat arrays: fast enough to learn between two frames. It
// computes what nnbp_core.backprop computes, in its order; tests/explorers/test_digit_reader.py holds the two equal.

import { ACTIVATIONS, INITIALISATIONS } from "./shared/engine.js";

/**
 * @typedef {{ sizes: number[], weights: Float64Array[], biases: Float64Array[], activation: string }} Network
 *   weights[i] and biases[i] belong to layer i + 2, row after row; activation is that of the hidden layers
 * @typedef {{ zs: Float64Array[], activations: Float64Array[], deltas: Float64Array[], nablaW: Float64Array[],
 *   nablaB: Float64Array[] }} Room what a pass writes into; zs[i] and deltas[i] belong to layer i + 2
 * @typedef {{ x: Float64Array, label: number }} Example
 */

const arrays = (/** @type {number[]} */ lengths) => lengths.map((n) => new Float64Array(n));

/** The first weights and biases, drawn as Network.random draws them. @param {() => number} normal */
export function randomNetwork(
  /** @type {number[]} */ sizes,
  /** @type {string} */ activation,
  /** @type {string} */ init,
  normal,
) {
  const after = sizes.slice(1);
  const biases = arrays(after).map((layer) => layer.map(normal));
  const weights = after.map((nOut, i) => {
    const spread = INITIALISATIONS[init].spread(sizes[i], nOut);
    return new Float64Array(nOut * sizes[i]).map(() => normal() * spread);
  });
  return { sizes, weights, biases, activation };
}

/** @param {Network} network @returns {Network} */
export const copyOf = ({ weights, biases, ...rest }) => ({
  ...rest,
  weights: weights.map((w) => w.slice()),
  biases: biases.map((b) => b.slice()),
});

/** @param {number[]} sizes @returns {Room} */
export function roomFor(sizes) {
  const after = sizes.slice(1);
  const products = after.map((nOut, i) => nOut * sizes[i]);
  return {
    zs: arrays(after),
    activations: arrays(sizes),
    deltas: arrays(after),
    nablaW: arrays(products),
    nablaB: arrays(after),
  };
}

/** Every layer's activation for one input; the outputs. @param {Network} network @param {Room} room @param {ArrayLike<number>} x */
export function forward({ sizes, weights, biases, activation }, { zs, activations }, x) {
  activations[0].set(x);
  const last = weights.length - 1;
  for (let i = 0; i <= last; i += 1) {
    const { f } = ACTIVATIONS[i === last ? "sigmoid" : activation];
    const [w, b, before, z, a, nIn] = [weights[i], biases[i], activations[i], zs[i], activations[i + 1], sizes[i]];
    for (let j = 0, at = 0; j < a.length; j += 1) {
      let sum = 0;
      for (let k = 0; k < nIn; k += 1, at += 1) sum += w[at] * before[k];
      z[j] = sum + b[j];
      a[j] = f(z[j]);
    }
  }
  return activations[last + 1];
}

/** δ of every layer for one digit, after `forward`: BP1 (a − y, as the slope cancels) and BP2. */
export function backward(
  /** @type {Network} */ { weights, activation },
  /** @type {Room} */ { zs, activations, deltas },
  /** @type {number} */ label,
) {
  const last = weights.length - 1;
  const { slope } = ACTIVATIONS[activation];
  deltas[last].set(activations[last + 1]);
  deltas[last][label] -= 1;
  for (let i = last - 1; i >= 0; i -= 1) {
    const [w, next, delta, z, a] = [weights[i + 1], deltas[i + 1], deltas[i], zs[i], activations[i + 1]];
    const n = delta.length;
    delta.fill(0);
    for (let q = 0, at = 0; q < next.length; q += 1)
      for (let j = 0; j < n; j += 1, at += 1) delta[j] += w[at] * next[q];
    for (let j = 0; j < n; j += 1) delta[j] *= slope(z[j], a[j]);
  }
}

/** The gradient of the mean cost of a batch, into the room: BP3 and BP4. */
export function gradient(
  /** @type {Network} */ network,
  /** @type {Room} */ room,
  /** @type {readonly Example[]} */ batch,
) {
  const { activations, deltas, nablaW, nablaB } = room;
  for (const part of [...nablaW, ...nablaB]) part.fill(0);
  for (const { x, label } of batch) {
    forward(network, room, x);
    backward(network, room, label);
    for (let i = 0; i < deltas.length; i += 1) {
      const [delta, a, byW, byB] = [deltas[i], activations[i], nablaW[i], nablaB[i]];
      for (let j = 0, at = 0; j < delta.length; j += 1) {
        const d = delta[j] / batch.length;
        byB[j] += d;
        for (let k = 0; k < a.length; k += 1, at += 1) byW[at] += d * a[k];
      }
    }
  }
}

/** One step downhill, in the network's own arrays. @param {Network} network @param {Room} room @param {number} eta */
export function step({ weights, biases }, { nablaW, nablaB }, eta) {
  for (let i = 0; i < weights.length; i += 1) {
    for (let at = 0; at < weights[i].length; at += 1) weights[i][at] -= eta * nablaW[i][at];
    for (let j = 0; j < biases[i].length; j += 1) biases[i][j] -= eta * nablaB[i][j];
  }
}

/** Where the largest is; the first of equals, as NumPy's argmax. @param {ArrayLike<number>} values */
export function largest(values) {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i] > values[best]) best = i;
  return best;
}
