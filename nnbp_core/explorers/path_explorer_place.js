// The measures of the picture, in pixels: where each neuron, edge and bar stands, and what stands at a place.

import { curveOf, edgeAt, edgesOf } from "./shared/edges.js";
import { edgeOf, indexOf, upTo } from "./shared/notation.js";

/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./shared/edges.js").Point} Point */
/** @typedef {ReturnType<typeof placeOf>} Place */

/** The network's room and that of the bars: beside each other, or one below the other. @param {number} width @param {number} layers */
function roomsOf(width, layers) {
  const side = width >= 600 && layers < 5;
  const phone = width < 520;
  const height = side ? 420 : phone ? 480 : 500;
  const top = 28; // below the line of the product
  if (side) {
    const net = { left: 0, right: Math.round(0.6 * width), top, bottom: height - 6 };
    const bars = { left: net.right + 34, right: width - 6, top: top + 88, bottom: height - 58, head: top + 6 };
    return { side, phone, height, net, bars };
  }
  const net = { left: 0, right: width, top, bottom: top + (phone ? 212 : 240) };
  const head = net.bottom + 10;
  const bars = { left: 22, right: width - 8, top: head + (phone ? 60 : 56), bottom: height - 48, head };
  return { side, phone, height, net, bars };
}

/**
 * @param {number} width
 * @param {Run} run
 * @param {readonly [number, number]} range of the sums that the bars come to
 */
export function placeOf(width, { sizes, paths, last }, [low, high]) {
  const { side, phone, height, net, bars } = roomsOf(width, sizes.length);
  const r = phone ? (sizes.length > 4 ? 13 : 15) : 19;
  const pad = r + 6;
  const columns = sizes.length + 1;
  const step = (net.right - net.left - 2 * pad) / (columns - 1);
  const middle = (net.top + net.bottom) / 2 + 6;
  const tall = net.bottom - net.top;
  /** Where a neuron stands; layer L + 1 is C. @param {number} layer @param {number} j @returns {Point} */
  const neuron = (layer, j) => {
    const rows = layer > last ? 1 : sizes[layer - 1];
    return [net.left + pad + (layer - 1) * step, middle + (j - (rows + 1) / 2) * tall * (rows > 2 ? 0.345 : 0.42)];
  };
  const slot = (bars.right - bars.left) / Math.max(paths.length, 3);
  return {
    paths,
    range: [low, high],
    below: step < 80, // no room for the weight's name above its edge
    width,
    height,
    side,
    phone,
    net,
    bars,
    r,
    step,
    neuron,
    neurons: upTo(last).flatMap((layer) => upTo(sizes[layer - 1]).map((j) => indexOf(layer, j))),
    edges: edgesOf([...sizes, 1]),
    gap: phone ? 4 : 5.2, // between two strands
    slot,
    half: Math.min(22, 0.34 * slot), // of a bar
    glyphs: slot >= 26, // room for a small picture of each path
    x: (/** @type {number} */ at) => bars.left + slot * (at + 0.5),
    y: (/** @type {number} */ value) => bars.top + ((high - value) / (high - low || 1)) * (bars.bottom - bars.top),
  };
}

/** Where the name of the weight stands: above its edge, or below, where there is no room for it; clear of a number on it. @param {Run} run @param {Place} place @returns {Point} */
export function weightNameAt({ part: { layer, j, k } }, place) {
  const [x, y] = curveOf(place, indexOf(layer, j, k), 0.5).end;
  return [x, place.below ? y + 26 : y - 9 - 2.2 * place.gap];
}

/**
 * What a hand means: a neuron, the nearest edge (one on offer first), or the column of a bar.
 *
 * @param {Place} place
 * @param {Point} at
 * @param {(edge: string) => number} favour how much an edge is wanted: 1 on offer, less for others
 * @returns {{ neuron: string } | { edge: string } | { slot: number } | null}
 */
export function partAt(place, [x, y], favour) {
  const { bars, net } = place;
  if (x >= bars.left - 12 && y >= bars.top - 8 && (!place.side || x > net.right))
    return { slot: Math.max(0, Math.floor((x - bars.left) / place.slot)) };
  if (x > net.right || y > net.bottom + 6) return null;
  for (const name of place.neurons) {
    const { layer, j } = edgeOf(name);
    const [px, py] = place.neuron(layer, j);
    if (Math.hypot(px - x, py - y) <= place.r + 3) return { neuron: name };
  }
  const edge = edgeAt(place, place.edges, [x, y], favour);
  return edge ? { edge } : null;
}
