// What the tests ask the page about BackwardStepper; every_figure.js stands before it.

const numberOf = (node, name) => Number(node.getAttribute(name));
const meaning = ({ dataset: { quantity, value, index } }) => ({ quantity, value: Number(value), index });

/** Drag the head of the hairpin to a place on the way, along the way. */
async function bring(root, at) {
  const slider = root.querySelector("[data-handle=step]");
  const matrix = slider.ownerSVGElement.getScreenCTM();
  const dots = [...root.querySelectorAll(".nnbp-heart-dot")].map((dot) => [numberOf(dot, "cx"), numberOf(dot, "cy")]);
  const send = (kind, u) => {
    const i = Math.min(8, Math.floor(u));
    const [x, y] = [0, 1].map((side) => dots[i][side] + (u - i) * (dots[i + 1][side] - dots[i][side]));
    const { x: clientX, y: clientY } = new DOMPoint(x, y).matrixTransform(matrix);
    const hand = { pointerId: 1, pointerType: "mouse", bubbles: true, clientX, clientY };
    slider.dispatchEvent(new PointerEvent(kind, hand));
  };
  slider.setPointerCapture = () => {};
  send("pointerdown", 0);
  const way = at > 4 ? [...Array(Math.floor(at * 4)).keys()].map((i) => i / 4) : [];
  for (const u of [...way, at, at]) send("pointermove", u);
  send("pointerup", at);
  await painted();
}

/** Half the height of a neuron's gate on its right and on its left. */
function gateOf(gate) {
  if (!gate) return null;
  const [, first, last, under] = gate
    .getAttribute("d")
    .match(/^M\S+ (\S+)L\S+ (\S+)V(\S+)L/)
    .map(Number);
  const height = (under - last) / 2;
  return [(first - (last + under) / 2) * -1, height];
}

/** What a neuron draws: how far its point is from its curve, how steep its tangent is, its gate. */
function neuronOf(neuron) {
  const curve = neuron.querySelector(".nnbp-heart-curve").getAttribute("d");
  const line = { getAttribute: () => curve.replaceAll(" ", ",").replaceAll(/(?<=\d),(?=M|L)/g, "") };
  const [tangent, point] = [".nnbp-heart-tangent", ".nnbp-heart-point"].map((part) => neuron.querySelector(part));
  const [x1, y1, x2, y2] =
    tangent
      ?.getAttribute("d")
      .match(/-?[\d.]+/g)
      .map(Number) ?? [];
  return {
    off: point ? far(point, line) : null,
    steep: tangent ? (y1 - y2) / (x2 - x1) : null,
    gate: gateOf(neuron.querySelector(".nnbp-heart-gate")),
  };
}

/** What a gauge draws, as shares of its length: the answer, the target, the gap between them. */
function gaugeOf(root, j) {
  const find = (what) => root.querySelector(`[data-gauge="${what},${j}"]`);
  const [answer, gap, target] = [find("a"), find("gap"), find("y")];
  const numbers = (path) =>
    path
      .getAttribute("d")
      .match(/-?[\d.]+/g)
      .map(Number);
  return {
    a: numbers(answer)[2] / 100,
    y: numbers(target)[0] / 100,
    gap: [numbers(gap)[0] / 100, numbers(gap)[2] / 100],
    dashed: gap.matches(".nnbp-heart-dashed"),
  };
}

/** What the heart draws at a place on its way. */
async function heartAt(root, at) {
  await bring(root, at);
  const all = (what) => [...root.querySelectorAll(what)];
  const values = {};
  for (const mark of all("svg.nnbp-heart [data-quantity]")) {
    const { quantity, value, index } = meaning(mark);
    values[quantity] ??= {};
    values[quantity][index] = value;
  }
  const legend = all(".nnbp-heart-note").find((note) => note.textContent.startsWith("area"));
  return {
    at: numberOf(root.querySelector(".nnbp-heart-head"), "data-at"),
    ratio: Number(/[\d.]+(?=×)/.exec(legend.textContent) ?? 1),
    values,
    beads: all(".nnbp-heart-bead[data-quantity]").map((bead) => {
      const hollow = bead.matches(".nnbp-heart-hollow");
      const r = numberOf(bead, "r") + (hollow ? numberOf(bead, "stroke-width") / 2 : 0);
      return { ...meaning(bead), r, hollow, way: bead.matches(".nnbp-heart-back") ? "back" : "forward" };
    }),
    gradients: all(".nnbp-heart-gradient").map((edge) => ({
      ...meaning(edge),
      width: numberOf(edge, "stroke-width"),
      dashed: edge.matches(".nnbp-heart-dashed"),
    })),
    neurons: Object.fromEntries(all("g[data-neuron]:not([role])").map((g) => [g.dataset.neuron, neuronOf(g)])),
    gauges: all("[data-gauge^=gap]").map((gap) => gaugeOf(root, gap.dataset.gauge.at(-1))),
  };
}

/** The neurons and edges that one can point at. */
const heartParts = (root) => [
  ...[...root.querySelectorAll("g[data-neuron]:not([role])")].map((part) => part.dataset.neuron),
  ...[...root.querySelectorAll("path[data-edge]")].map((part) => part.dataset.edge),
];

/** The numbers of the equation in use when one points at a part. */
async function heartEquation(root, part) {
  const node = root.querySelector(`g[data-neuron="${part}"]:not([role]), path[data-edge="${part}"]`);
  node.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  await painted();
  return textOf(root.querySelector(".nnbp-heart-numbers"));
}

/** What is built anew in the picture while a weight goes up by ten keys: its numbers alone are another. */
async function heartRebuilt(root, name) {
  const built = [];
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) if (target instanceof Element) built.push(target.outerHTML);
  });
  watch.observe(root.querySelector("[data-picture]"), { subtree: true, childList: true });
  for (let i = 0; i < 10; i += 1) {
    root.querySelector(`[data-handle=${name}]`).dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp" }));
    await painted();
  }
  return built;
}

/** A place on an edge, in pixels of the window. */
function heartOnEdge(root, edge, share) {
  const path = root.querySelector(`path[data-edge="${edge}"]`);
  const point = path.getPointAtLength(share * path.getTotalLength()).matrixTransform(path.getScreenCTM());
  return [point.x, point.y];
}
