// What the tests ask the page about DigitReader; every_figure.js stands before it.

/** The drawing, as its cells tell it: a character a pixel, as in an address. */
const drawingOf = (root) =>
  [...root.querySelectorAll("[role=gridcell]")]
    .map((cell) => "0123456789abcdefg"[Number(/ink (\d+)/.exec(cell.getAttribute("aria-label"))?.[1] ?? 0)])
    .join("");

/** How full each layer's neurons are drawn. */
function fillsOf(root) {
  const rings = [...root.querySelectorAll("[data-part=rings] circle")];
  const fills = [...root.querySelectorAll("[data-part=fills] circle")].map((fill) => fill.getAttribute("r"));
  const layers = (rings.length - 10) / 30;
  return [...Array.from({ length: layers }, (_, l) => fills.slice(30 * l, 30 * l + 30)), fills.slice(-10)].map(String);
}

/** Note what a run shows: each epoch, how often the outputs change, how bright the error glows. */
function watchReader(root) {
  const seen = { epochs: new Set(), outputs: 0, glow: new Set() };
  root.seenOfReader = seen;
  new MutationObserver(() => {
    const value = Number(root.querySelector("[data-quantity=epoch]").dataset.value);
    if (value) seen.epochs.add(value);
    for (const halo of root.querySelectorAll("[data-part=halos] g")) seen.glow.add(halo.getAttribute("fill-opacity"));
  }).observe(root.querySelector("[data-picture]"), { subtree: true, attributes: true, childList: true });
  new MutationObserver(() => {
    seen.outputs += 1;
  }).observe(root.querySelector("[data-part=outputs]"), { subtree: true, attributeFilter: ["data-value"] });
}

const seenOfReader = (root) => {
  const { epochs, outputs, glow } = root.seenOfReader;
  return [[...epochs], outputs, [...glow]];
};

/** What the reader draws, as shares of its room: the ten bars, the meters, the head of the line of the run [across, up]. */
function readerDrawn(root) {
  const long = (part) => {
    const [width, height] = ["width", "height"].map((side) => Number(part.getAttribute(side)));
    return { width, height };
  };
  const shares = (rooms, bars) =>
    rooms.map((room, i) => {
      const [whole, part] = [long(room), long(bars[i])];
      return whole.height > whole.width && part.width === whole.width
        ? part.height / whole.height
        : part.width / whole.width;
    });
  const all = (name) => [...root.querySelectorAll(name)];
  const rule = (share) =>
    /M([\d.]+) ([\d.]+)H([\d.]+)/.exec(all("[data-part=chart] .nnbp-digit-rule")[share].getAttribute("d"));
  const [, left, zero, right] = rule(0).map(Number);
  const one = Number(rule(2)[2]);
  const head = root.querySelector(".nnbp-digit-head");
  const [x, y] = ["cx", "cy"].map((side) => Number(head.getAttribute(side)));
  return [
    shares(all("[data-part=outputs] .nnbp-digit-room"), all("[data-part=outputs] .nnbp-digit-bar")),
    shares(all("[data-part=meters] .nnbp-digit-room"), all("[data-part=meters] .nnbp-digit-error")),
    [(x - left) / (right - left), (zero - y) / (zero - one)],
  ];
}
