// What the tests ask the page about PathExplorer; every_figure.js stands before it.

/** The bars of PathExplorer from left to right, [[x, top, height], ...], their products, the heights of 0 and of backprop's number. */
function waterfall(root) {
  const number = (part, name) => Number(part.getAttribute(name));
  const bars = [...root.querySelectorAll("rect[data-quantity=product]")];
  return [
    bars.map((bar) => [number(bar, "x"), number(bar, "y"), number(bar, "height")]),
    bars.map((bar) => Number(bar.dataset.value)),
    number(root.querySelector(".nnbp-path-zero"), "y1"),
    number(root.querySelector("[data-level=nabla_w]"), "y1"),
  ];
}

/** The edges of the path that is lit in PathExplorer, and the factors written on them. */
function litPath(root) {
  const edges = [...root.querySelectorAll("path[data-edge]")];
  const lit = [...root.querySelectorAll("path.nnbp-path-lit")].map((path) => path.getAttribute("d"));
  return [
    edges.filter((edge) => lit.includes(edge.getAttribute("d"))).map((edge) => edge.dataset.edge),
    [...root.querySelectorAll(".nnbp-path-pill text")].map((text) => Number(text.textContent.replace("−", "-"))),
  ];
}

/** The numbers that lie on a neuron, on C or on the name of the weight: [number, what lies under it]. */
function coveredByNumbers(root) {
  const box = (part) => part.getBoundingClientRect();
  const under = [...root.querySelectorAll(".nnbp-path-neuron, .nnbp-path-weight")];
  const share = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  return [...root.querySelectorAll(".nnbp-path-pill")].flatMap((pill) =>
    under
      .filter((part) => share(box(pill), box(part), "left", "right") > 2)
      .filter((part) => share(box(pill), box(part), "top", "bottom") > 2)
      .map((part) => [pill.textContent, part.dataset.neuron ?? part.textContent]),
  );
}

/** The place at a share of an edge, in pixels of the window: [x, y]. */
function onEdge(edge, share) {
  const { x, y } = edge.getPointAtLength(share * edge.getTotalLength()).matrixTransform(edge.getScreenCTM());
  return [x, y];
}

/** The edge that has the focus. */
function focused() {
  return document.activeElement?.getAttribute("data-edge") ?? null;
}
