// What the tests ask the page about VanishingSpeeds; every_figure.js stands before it.

/** How many epochs the lines of the chart reach, those of now and those of what was run before: { line, past }. */
function spans(root) {
  const chart = root.querySelector(".nnbp-vanishing-chart");
  const [[x0, low], ...rest] = drawn(chart).across;
  const [x1, high] = rest[rest.length - 1];
  const reach = (kind) => {
    const places = [...chart.querySelectorAll(kind)].map((path) =>
      [...path.getAttribute("d").matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x)),
    );
    return Math.max(...places.map((xs) => xs[xs.length - 1] - xs[0]));
  };
  const epochs = (kind) => Number(((reach(kind) * (high - low)) / (x1 - x0)).toFixed(1));
  return { line: epochs(".nnbp-line"), past: epochs(".nnbp-vanishing-past") };
}

/** Which digits are drawn as read rightly: by a solid frame and a tick, without regard to colour. */
const verdicts = (root) =>
  [...root.querySelectorAll("[data-digit]")].map((digit) => {
    const solid = getComputedStyle(digit.querySelector("rect")).strokeDasharray === "none";
    const tick = !digit.querySelector(".nnbp-vanishing-mark").getAttribute("d").includes("m0");
    if (solid !== tick) throw new Error(`frame and mark of ${digit.getAttribute("aria-label")} differ`);
    return tick;
  });

/** Which class stands in the ring of what is wanted, and which on the disc of what is read. */
function reading(root) {
  const classes = [...root.querySelectorAll(".nnbp-vanishing-class")];
  const at = (kind) => {
    const x = root.querySelector(kind).getAttribute("cx");
    return Number(classes.find((text) => text.getAttribute("x") === x).textContent);
  };
  return { wanted: at(".nnbp-vanishing-wanted"), read: at(".nnbp-vanishing-read") };
}

/** How many frames a page asks for in a quarter of a second. */
async function framesAsked() {
  const ask = window.requestAnimationFrame;
  let count = 0;
  window.requestAnimationFrame = (frame) => {
    count += 1;
    return ask(frame);
  };
  await new Promise((done) => setTimeout(done, 250));
  window.requestAnimationFrame = ask;
  return count;
}

/** How the layers glow, from layer 2 on: [[how far the halo reaches beyond the neurons, how opaque it is], ...]. */
const glows = (root) =>
  [...root.querySelectorAll("[data-layer]")].reverse().map((layer) => {
    const [outer] = layer.querySelectorAll(".nnbp-vanishing-halo");
    const { height: neuron } = layer.querySelector(".nnbp-vanishing-ring").getBBox();
    return [(Number(outer.getAttribute("height")) - neuron) / 2, Number(outer.getAttribute("fill-opacity"))];
  });

/** A button is pressed: is a wave on its way a quarter of a second later, and has it asked for frames? */
async function wavesAfter(button) {
  const root = button.closest("[data-explorer]");
  button.click();
  const asked = await framesAsked();
  return asked > 0 && root.querySelector(".nnbp-vanishing-up, .nnbp-vanishing-down") !== null;
}

/** The mouse that holds the handle goes on by some pixels, on a machine so slow that nothing can be trained meanwhile. */
function dragSlowly(grip, far) {
  const { now } = performance;
  let time = now.call(performance);
  performance.now = () => (time += 1000);
  const middle = () => {
    const { x, y, width, height } = grip.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const [x, clientY] = middle();
  const event = { pointerId: 1, pointerType: "mouse", bubbles: true, clientX: x + far, clientY };
  grip.dispatchEvent(new PointerEvent("pointermove", event));
  performance.now = now;
  const root = grip.closest("[data-explorer]");
  const asked = grip.getAttribute("aria-valuenow");
  return { moved: middle()[0] - x, waits: "computing" in root.dataset, says: grip.textContent, asked, ...spans(root) };
}
