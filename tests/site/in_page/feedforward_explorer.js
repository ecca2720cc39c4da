// What the tests ask the page about FeedforwardExplorer; every_figure.js stands before it.

/** What stands out in FeedforwardExplorer: handles, edges and neurons of the drawing, cells of the matrices. */
function litPieces(root) {
  const all = (selector, name) => [...root.querySelectorAll(selector)].map((e) => e.dataset[name]);
  const targets = [...root.querySelectorAll("[data-edge]")].map((e) => e.dataset.edge);
  const flows = targets.map((_, i) => root.querySelectorAll(".nnbp-ff-wire")[i].nextElementSibling);
  const rims = [...root.querySelectorAll(".nnbp-ff-rim")].map((rim) => rim.classList.contains("nnbp-ff-lit"));
  return {
    handles: all(".nnbp-ff-grip.nnbp-ff-on", "handle"),
    chosen: all(".nnbp-ff-chosen", "field"),
    cells: all("input.nnbp-ff-lit", "field"),
    edges: targets.filter((_, i) => flows[i].classList.contains("nnbp-ff-lit")),
    neurons: ["2,1", "2,2", "2,3", "3,1"].filter((_, i) => rims[i]),
  };
}

/** The points in the neurons of FeedforwardExplorer, as shares of their plots, and what each part of an edge carries. */
function neuronsOf(svg) {
  const axes = [...svg.querySelectorAll(".nnbp-ff-axis")].map((e) =>
    e
      .getAttribute("d")
      .match(/-?[\d.]+/g)
      .map(Number),
  );
  const radius = Number(svg.querySelector(".nnbp-ff-body").getAttribute("r"));
  const curves = [...svg.querySelectorAll(".nnbp-ff-curve")];
  const points = [...svg.querySelectorAll("[data-point]")].map((point, i) => {
    const [left, zero, length] = axes[i];
    const [x, y] = ["cx", "cy"].map((side) => Number(point.getAttribute(side)));
    return {
      index: point.dataset.point,
      across: (x - left) / length,
      up: (zero - y) / radius,
      far: far(point, curves[i]),
    };
  });
  const edges = [...svg.querySelectorAll("[data-carries]")].map((e) => ({
    value: Number(e.dataset.carries),
    width: Number(e.getAttribute("stroke-width")),
    dash: e.getAttribute("stroke-dasharray"),
  }));
  return { points, edges };
}

/** What FeedforwardExplorer shows of its layers at these times after a key is pressed on a handle. */
async function afterKey(root, handle, key, times) {
  const grip = root.querySelector(`[data-handle=${handle}]`);
  const shown = () =>
    [2, 3].map((layer) =>
      [...root.querySelectorAll(`.nnbp-ff-matrices [data-quantity=a][data-index^="${layer},"]`)]
        .map((e) => e.dataset.value)
        .join(),
    );
  grip.focus();
  const [began, seen] = [performance.now(), [shown()]];
  grip.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  for (const at of times) {
    while (performance.now() - began < at) await new Promise(requestAnimationFrame);
    seen.push(shown());
  }
  return seen;
}

/** [points in neurons, beads on edges]: two frames after the signal is sent, and when the page is pressed then. */
async function sentAndPressed(root) {
  const counts = () => ["[data-point]", ".nnbp-ff-bead"].map((part) => root.querySelectorAll(part).length);
  root.querySelector("[data-send]").click();
  await painted();
  await painted();
  const before = counts();
  root.querySelector(".nnbp-title").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  return [before, counts()];
}

/** Cells of the matrices whose number is wider than they are. */
const cutCells = (root) =>
  [...root.querySelectorAll(".nnbp-ff-cells > *")]
    .filter((cell) => cell.scrollWidth > cell.clientWidth)
    .map((cell) => cell.value ?? cell.textContent);
