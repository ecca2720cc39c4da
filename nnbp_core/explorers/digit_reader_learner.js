// One network that learns the digits: where it starts, batch after batch, and what it can do by then. The same settings
// always give the same run: numpy's default_rng draws its weights and shuffles its digits.

import { GENERATOR, GREYS, LABELS, PIXELS, TRAINED } from "./digit_reader_digits.js";
import { backward, copyOf, forward, gradient, largest, randomNetwork, roomFor, step } from "./digit_reader_network.js";
import { generator } from "./shared/random.js";

/** @typedef {import("./digit_reader_network.js").Network} Network */
/** @typedef {import("./digit_reader_network.js").Example} Example */
/** @typedef {{ layers: number, activation: string, init: string, eta: number }} Settings */
/**
 * @typedef {object} Measured what a network can do after so many batches
 * @property {number} batches
 * @property {number} accuracy the share of unseen digits that it reads right
 * @property {number[]} norms the mean length of δ of each layer over the first training digits; before training, nothing has come back
 * @property {Float64Array[]} sizes the mean |δ_j| of each neuron over them
 */

export const SIDE = 8;
export const PIXEL_COUNT = SIDE * SIDE;
export const HIDDEN = 30;
export const BATCH = 10;
export const HEARD = 100; // digits whose errors are measured
/** Copies of each digit: how many pixels its upper and its lower half go to the right. The last two lean. */
const COPIES = [
  [0, 0],
  [1, 1],
  [-1, -1],
  [1, 0],
  [0, 1],
];
export const EXAMPLES = COPIES.length * TRAINED;
export const BATCHES = EXAMPLES / BATCH; // in an epoch
export const EPOCHS = 12;
export const LOOKS = 2; // measurements in an epoch

/** The grey values of a drawing, 0 to 1, from its text of one character a pixel. @param {string} drawing */
export const greysOf = (drawing) => Float64Array.from(drawing, (character) => GREYS.indexOf(character) / 16);

/** The text of a drawing. @param {ArrayLike<number>} greys */
export const textOf = (greys) =>
  Array.from(greys, (grey) => GREYS[Math.round(16 * Math.max(0, Math.min(1, grey)))]).join("");

/** The drawing of the i-th digit. @param {number} i */
const drawingOf = (i) => PIXELS.slice(PIXEL_COUNT * i, PIXEL_COUNT * (i + 1));

/** What the network never learns from. */
export const UNSEEN = Array.from({ length: LABELS.length - TRAINED }, (_, i) => drawingOf(TRAINED + i));
const unseenLabels = Array.from(LABELS.slice(TRAINED), Number);
const placeOfUnseen = new Map(UNSEEN.map((drawing, i) => [drawing, i]));

/** Which of the unseen digits a drawing is: { place, label }, or undefined. @param {string} drawing */
export function unseen(drawing) {
  const place = placeOfUnseen.get(drawing);
  return place === undefined ? undefined : { place, label: unseenLabels[place] };
}

/** An image whose halves go to the right. @param {Float64Array} x @param {number[]} halves */
const moved = (x, halves) =>
  x.map((_, i) => {
    const by = halves[i < PIXEL_COUNT / 2 ? 0 : 1];
    const column = (i % SIDE) - by;
    return column >= 0 && column < SIDE ? x[i - by] : 0;
  });

let known = /** @type {{ learnt: Example[], heard: Example[], asked: Example[] } | undefined} */ (undefined);

/** Every digit, once somebody asks: to learn from (with its moved copies), to measure errors on, to be asked. */
export function digits() {
  if (known) return known;
  const all = Array.from(LABELS, (label, i) => ({ x: greysOf(drawingOf(i)), label: Number(label) }));
  const trained = all.slice(0, TRAINED);
  const learnt = COPIES.flatMap((halves) => trained.map(({ x, label }) => ({ x: moved(x, halves), label })));
  known = { learnt, heard: trained.slice(0, HEARD), asked: all.slice(TRAINED) };
  return known;
}

/** The first draws of the generator and where it stands after them, by their number. */
const draws = /** @type {Map<number, { values: number[], after: import("./shared/random.js").Seed }>} */ (new Map());

/** @param {number} n */
function drawn(n) {
  const before = draws.get(n);
  if (before) return before;
  const random = generator(GENERATOR);
  const now = { values: Array.from({ length: n }, random.normal), after: random.seed() };
  draws.set(n, now);
  return now;
}

/** @param {Settings} settings */
export const sizesOf = ({ layers }) => [PIXEL_COUNT, ...Array(layers).fill(HIDDEN), 10];

/** @param {Network} network */
const isSound = ({ weights, biases }) => [...weights, ...biases].every((part) => part.every(Number.isFinite));

/** @param {Network} network @param {import("./digit_reader_network.js").Room} room @param {number} batches @returns {Measured} */
export function measured(network, room, batches) {
  const { heard, asked } = digits();
  const right = asked.filter(({ x, label }) => largest(forward(network, room, x)) === label).length;
  const norms = room.deltas.map(() => 0);
  const sizes = room.deltas.map((delta) => new Float64Array(delta.length));
  for (const { x, label } of batches ? heard : []) {
    forward(network, room, x);
    backward(network, room, label);
    room.deltas.forEach((delta, i) => {
      norms[i] += Math.hypot(...delta) / heard.length;
      for (let j = 0; j < delta.length; j += 1) sizes[i][j] += Math.abs(delta[j]) / heard.length;
    });
  }
  return { batches, accuracy: right / asked.length, norms, sizes };
}

/** The network that a run begins with, and the generator that then shuffles its digits. @param {Settings} settings */
function startOf(settings) {
  const sizes = sizesOf(settings);
  const count = sizes.slice(1).reduce((sum, nOut, i) => sum + nOut + nOut * sizes[i], 0);
  const { values, after } = drawn(count);
  let next = 0;
  const first = randomNetwork(sizes, settings.activation, settings.init, () => values[next++]);
  return { random: generator(after), first: /** @type {Network} */ (first) };
}

/**
 * A network with random weights, ready to learn.
 *
 * @param {Settings} settings
 */
export function makeLearner(settings) {
  const sizes = sizesOf(settings);
  const room = roomFor(sizes);
  const { random, first } = startOf(settings);
  let network = first;
  let order = new Int32Array(0);
  let batches = 0;
  let diverged = false;
  let now = measured(network, room, 0);
  let kept = copyOf(network);
  const history = [now];

  /** What it can do now; where its numbers are no longer finite, it goes back to when they were. */
  function look() {
    if (now.batches === batches) return;
    const seen = isSound(network) ? measured(network, room, batches) : undefined;
    diverged = !seen?.norms.every(Number.isFinite);
    if (!seen || diverged) {
      network = copyOf(kept);
      batches = now.batches;
      return;
    }
    now = seen;
    kept = copyOf(network);
    if (history.length > 1 && history[history.length - 1].batches % (BATCHES / LOOKS)) history.pop();
    history.push(now);
  }

  /** Learn from one batch. Returns whether it is time to look at what it can do. */
  function learn() {
    const { learnt } = digits();
    const at = (batches % BATCHES) * BATCH;
    if (at === 0) order = random.permutation(EXAMPLES);
    const batch = Array.from(order.subarray(at, at + BATCH), (i) => learnt[i]);
    gradient(network, room, batch);
    step(network, room, settings.eta);
    batches += 1;
    return batches % (BATCHES / LOOKS) === 0;
  }

  return {
    settings,
    sizes,
    history,
    look,
    learn,
    network: () => network,
    now: () => now,
    batches: () => batches,
    diverged: () => diverged,
    over: () => diverged || batches >= EPOCHS * BATCHES,
    /** Every layer's activation for a drawing, in arrays of its own. @param {ArrayLike<number>} x */
    read: (x) => {
      forward(network, room, x);
      return room.activations.map((a) => a.slice());
    },
  };
}

/** @typedef {ReturnType<typeof makeLearner>} Learner */
