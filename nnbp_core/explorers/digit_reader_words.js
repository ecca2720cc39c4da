// What DigitReader shows, in words and in Python.

import { SEED, TRAINED } from "./digit_reader_digits.js";
import { BATCH, BATCHES, EXAMPLES, greysOf, HEARD, HIDDEN, UNSEEN, unseen } from "./digit_reader_learner.js";
import { largest } from "./digit_reader_network.js";
import { answered } from "./digit_reader_scene.js";
import { fixed, format, significant } from "./shared/notation.js";
import { float, IMPORTS, inPython } from "./shared/python.js";

/** @typedef {import("./digit_reader_learner.js").Settings & { drawing: string }} State */
/**
 * @typedef {object} Shown
 * @property {State} state
 * @property {import("./digit_reader_learner.js").Learner} learner
 * @property {ArrayLike<number>} outputs
 * @property {boolean} running
 * @property {boolean} given whether the drawing came with the figure
 */

const SURE = 0.9; // of the goal
const STARVED = 8; // times that the first layer's error is smaller
const INK = 3; // pixels full of ink: less is no digit

const digitNamed = (/** @type {number} */ digit) => `${digit === 8 ? "an" : "a"} ${digit}`;
const inkOf = (/** @type {string} */ drawing) => greysOf(drawing).reduce((sum, grey) => sum + grey, 0);
const epochText = (/** @type {number} */ batches) => {
  const epochs = batches / BATCHES;
  const text = fixed(epochs, Number.isInteger(epochs) ? 0 : 1);
  return `${text} ${text === "1" ? "epoch" : "epochs"}`;
};

/** @param {Shown} shown */
export function goalOf({ state, learner, outputs, given }) {
  const own = !given && inkOf(state.drawing) >= INK;
  return {
    text: "Goal: a digit of your own, read with more than 0.90.",
    reached: own && learner.batches() > 0 && outputs[largest(outputs)] > SURE,
  };
}

/** What it makes of the drawing. */
function reading(/** @type {Shown} */ { state, outputs, learner }) {
  if (!inkOf(state.drawing)) return "The grid is empty: draw a digit, or take another one.";
  const it = unseen(state.drawing);
  const what = it ? `this unseen ${it.label}` : "this drawing";
  const best = largest(outputs);
  if (!answered(outputs)) return `No output is above 0.2: it makes nothing of ${what}.`;
  const wrong = it && it.label !== best ? `; the output for ${it.label} is ${fixed(outputs[it.label], 2)}` : "";
  const who = learner.batches() ? "It" : `A ${learner.sizes.join("-")} network of random weights`;
  return `${who} reads ${what} as ${digitNamed(best)} (${fixed(outputs[best], 2)}${wrong}).`;
}

/** How much of the error arrives. */
function hearing(/** @type {Shown} */ { learner }) {
  const { norms } = learner.now();
  const times = norms[norms.length - 1] / norms[0];
  const ends = `The error is ${significant(norms[norms.length - 1], 2)} long at the output and ${significant(norms[0], 2)} in layer 2`;
  if (times > STARVED) return `${ends}, ${fixed(times, 0)} times less: the first layers starve.`;
  return `${ends}: it arrives.`;
}

/** @param {Shown} shown */
export function inWords(shown) {
  const { learner, running, state } = shown;
  const { accuracy } = learner.now();
  const percent = `${fixed(100 * accuracy, 0)}\u00a0%`;
  if (running && !learner.now().batches) return "Training. Blue goes forward; the error comes back in orange.";
  if (running)
    return `Training. After ${epochText(learner.now().batches)}, ${percent} of the unseen digits are read right.`;
  if (learner.diverged())
    return `Stopped: with η = ${format(state.eta)} the steps are too long, and the numbers grow out of all bounds. Take a smaller η. Shown is the last state that was finite.`;
  if (!learner.batches())
    return `${reading(shown)} It reads ${percent} of ${UNSEEN.length} unseen digits right. Press Train, and watch the error come back.`;
  const settled = `After ${epochText(learner.batches())} it reads ${percent} of ${UNSEEN.length} unseen digits right.`;
  return `${reading(shown)} ${settled} ${hearing(shown)}`;
}

/** The lines that train as far as the figure has. */
function training(/** @type {State} */ { eta }, /** @type {number} */ batches) {
  const [epochs, rest] = [Math.floor(batches / BATCHES), batches % BATCHES];
  const whole = `for epoch in nn.sgd(network, learnt, eta=${float(eta)}, epochs=${epochs}, batch_size=${BATCH}, rng=rng):
    network = epoch.network
`;
  const part = `order = rng.permutation(${EXAMPLES})
for start in range(0, ${rest * BATCH}, ${BATCH}):  # the part of an epoch
    batch = order[start : start + ${BATCH}]
    slopes = nn.backprop(network, learnt.x_train[:, batch], learnt.y_train[:, batch])
    weights = [w - ${float(eta)} * nabla for w, nabla in zip(network.weights, slopes.nabla_w)]
    biases = [b - ${float(eta)} * nabla for b, nabla in zip(network.biases, slopes.nabla_b)]
    network = nn.Network(weights, biases, network.activations, network.cost)
`;
  return `${epochs ? whole : ""}${rest ? part : ""}`;
}

/** @param {Pick<Shown, "state" | "learner">} shown */
export function asPython({ state, learner }) {
  const { layers, activation, init, drawing } = state;
  const batches = learner.now().batches;
  const hidden = Array(layers).fill(HIDDEN).join(", ");
  const heard = `deltas = nn.backprop(network, data.x_train[:, :${HEARD}], data.y_train[:, :${HEARD}]).deltas
for layer, delta in enumerate(deltas, start=2):
    print(f"‖δ‖ of layer {layer}:", np.linalg.norm(delta, axis=0).mean())
`;
  return `${IMPORTS}
data = nn.digits()
x, y = data.x_train[:, :${TRAINED}], data.y_train[:, :${TRAINED}]
unseen = data.x_test[:, :${UNSEEN.length}], data.y_test[:, :${UNSEEN.length}]
images = np.pad(x.reshape(8, 8, -1), ((0, 0), (1, 1), (0, 0)))
here, right, left = images[:, 1:9], images[:, :8], images[:, 2:]  # moved by a pixel; the next two lean
leaning = [np.concatenate([right[:4], here[4:]]), np.concatenate([here[:4], right[4:]])]
copies = np.hstack([each.reshape(64, -1) for each in [here, right, left, *leaning]])
learnt = nn.Dataset(copies, np.hstack([y] * 5), *unseen)

rng = np.random.default_rng(${SEED})
layers = [${inPython(activation)}] * ${layers} + [nn.SIGMOID]
network = nn.Network.random([64, ${hidden}, 10], rng, layers, nn.CROSS_ENTROPY, "${init}")
${training(state, batches)}
drawing = "${drawing}"
pixels = np.array([[int(grey, 17) / 16] for grey in drawing])
for output in nn.forward(network, pixels).activations[-1].ravel():
    print(output)
print(nn.accuracy(network, *unseen))
${batches ? heard : ""}`;
}
