// What the tests ask the page about SaturationLab; every_figure.js stands before it.

/** What the rail of SaturationLab draws of each run, in pixels: the arrow of its speed, the one that the error alone would ask for, the tangent; and how long a speed of 1 is. */
function railOf(rail) {
  const ends = (path) => {
    const steps = [...path.getAttribute("d").matchAll(/([MHL])(-?[\d.]+)(?:[ ,](-?[\d.]+))?/g)];
    return steps.map(([, kind, x, y]) => [Number(x), kind === "H" ? null : Number(y)]);
  };
  const all = (name, part) =>
    Object.fromEntries(
      [...rail.querySelectorAll(`[data-${name}]`)].map((path) => [path.getAttribute(`data-${name}`), part(path)]),
    );
  const measure = rail.querySelector(".nnbp-sat-measure");
  const bar = ends(measure).map(([x]) => x);
  return {
    unit: (Math.max(...bar) - Math.min(...bar)) / Number(measure.getAttribute("data-speed")),
    arrows: all("arrow", (head) => ends(head.previousElementSibling)[0][0] - ends(head)[0][0]),
    asked: all("asked", (path) => ends(path)[0][0] - Math.min(...ends(path).map(([x]) => x))),
    tangents: all("tangent", (path) => {
      const [[px, py], [qx, qy]] = ends(path);
      return (py - qy) / (qx - px);
    }),
  };
}

/** The numbers that the curve comes near; the words and numbers on a ball that can be taken in the hand, or on the sign of the target. */
function inTheWay(rail) {
  const curve = rail.querySelector(".nnbp-sat-rail");
  const length = curve.getTotalLength();
  const points = Array.from({ length: 400 }, (_, i) => curve.getPointAtLength((i * length) / 399));
  const discs = [...rail.querySelectorAll("[data-handle] .nnbp-sat-ball, .nnbp-sat-sign")].map((disc) => {
    const { x, y, width } = disc.getBBox();
    return { x: x + width / 2, y: y + width / 2, r: width / 2 + 1 };
  });
  const far = (box, { x, y }) =>
    Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
  return [...rail.querySelectorAll("text")]
    .filter((text) => {
      const box = text.getBBox();
      const lower = text.matches(".nnbp-sat-numbers[text-anchor=end]");
      return (lower && points.some((point) => far(box, point) < 4)) || discs.some((disc) => far(box, disc) < disc.r);
    })
    .map((text) => text.textContent);
}

/** A pointer that is down goes on to a place in the window. */
function pull(svg, pointerType, clientX, clientY) {
  svg.dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, pointerType, bubbles: true, clientX, clientY }));
}

/** The z that each of 60 frames of a run shows, and the one that it stops at. */
async function glide(root) {
  const seen = [];
  const look = () => seen.push(Number(root.querySelector("[data-quantity=z][data-of=cross-entropy]").dataset.value));
  root.querySelector("[data-run-button]").click();
  for (let i = 0; i < 60; i += 1) {
    await new Promise(requestAnimationFrame);
    look();
  }
  root.querySelector("[data-run-button]").click();
  look();
  return seen;
}

/** Milliseconds from a move of the hand to the painted frame; a counter in the corner lets the browser paint at once. */
async function timesOfFrames(svg, x, y, moves) {
  const counter = document.body.appendChild(document.createElement("small"));
  counter.style.cssText = "position: fixed; top: 0; left: 0; contain: strict; width: 3em; height: 1em";
  let count = 0;
  const frame = () =>
    /** @type {Promise<void>} */ (
      new Promise((done) =>
        requestAnimationFrame(() => {
          count += 1;
          counter.textContent = String(count);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done();
          port2.postMessage(0);
        }),
      )
    );
  const times = [];
  for (let i = 0; i < moves; i += 1) {
    await frame();
    const begun = performance.now();
    pull(svg, "mouse", x - 10 - 7 * (i % 40), y + 2 * (i % 40));
    await frame();
    times.push(performance.now() - begun);
  }
  counter.remove();
  return times;
}

/** Press Run and Reset within one turn of the page: no epoch passes in between. */
function runAndReset(root) {
  root.querySelector("[data-run-button]").click();
  root.querySelector("[data-reset]").click();
}
