// What the tests of the explorers ask the page. Each function gets the element it looks at; explorer_page.py calls them.

/** Words as a reader sees them: what is set high or low carries a mark, so that 10 to the 8th is not 108. */
function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const inside = [...node.childNodes].map(textOf).join("");
  if (node.matches(".nnbp-up, sup")) return `^{${inside}}`;
  return node.matches(".nnbp-down, sub") ? `_{${inside}}` : inside;
}

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 5)));
const slider = (root) => root.querySelector("input[type=range], input[type=number]");
const say = (control) => {
  for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
};
const moved = (control) => control.dispatchEvent(new Event("input", { bubbles: true }));
const longTexts = (root) =>
  ["words", "python"].map((name) => root.querySelector(`[data-${name}]`).textContent).join("");
const still = async (root, busy = "[data-computing]") => {
  do await painted();
  while (root.matches(busy));
};

/** Every number on show: { name: [values] }. */
function quantities(root) {
  const all = {};
  for (const e of root.querySelectorAll("[data-quantity]")) {
    all[e.dataset.quantity] ??= [];
    all[e.dataset.quantity].push(e.dataset.value);
  }
  return all;
}

/** Every number on show, as machines and as readers read it. */
const written = (root) =>
  [...root.querySelectorAll("[data-quantity]")].map((e) => [e.dataset.value, e.value ?? textOf(e)]);

/** What the controls show. */
function stateOf(root) {
  const shown = [...root.querySelectorAll("[data-field]")];
  return Object.fromEntries(shown.map((e) => [e.dataset.field, e.type === "checkbox" ? e.checked : e.value]));
}

const open = (root) => {
  for (const fold of root.querySelectorAll("details.nnbp-more")) fold.open = true;
};

/** Controls that a reader sees before anything is unfolded; what is drawn and can be dragged is none. */
const openControls = (root) =>
  [...root.querySelectorAll("button, input, select, summary")]
    .filter((e) => e.checkVisibility() && e.localName !== "summary" && !e.closest("[data-picture], .nnbp-below"))
    .map((e) => e.dataset.field ?? e.textContent);

/** What a reader would have to scroll sideways to see: all but the lines of its Python. */
const hiddenByAScroller = (root) =>
  [...root.querySelectorAll("*")]
    .filter(
      (e) => !e.closest("pre") && getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1,
    )
    .map((e) => `${e.localName}.${e.className}: ${e.scrollWidth} in ${e.clientWidth} px`);

/** Lists too narrow for their longest choice. */
const cutShort = (root) =>
  [...root.querySelectorAll("select")]
    .filter((list) => {
      const free = list.cloneNode(true);
      free.style.cssText = "position: absolute; width: auto; max-width: none";
      list.after(free);
      const wide = list.checkVisibility() && free.offsetWidth > list.offsetWidth;
      free.remove();
      return wide;
    })
    .map((list) => list.dataset.field);

function step(control) {
  if (Number(control.value) < Number(control.max)) control.stepUp();
  else control.stepDown();
  moved(control);
}

/** Move the first slider: [the long texts before, whether they are said to follow], within one turn of the page. */
function moveAtOnce(root) {
  const before = longTexts(root);
  step(slider(root));
  return [before, root.dataset.writing];
}

function moveAndCopy(root) {
  step(slider(root));
  root.querySelector("[data-copy-python]").click();
  return longTexts(root);
}

/** Attributes that were written with what stood there already, while the first slider moves. */
async function writtenAgain(root) {
  const again = [];
  new MutationObserver((changes) => {
    for (const { target, attributeName, oldValue } of changes)
      if (target.getAttribute(attributeName) === oldValue) again.push(`${target.localName} ${attributeName}`);
  }).observe(root, { subtree: true, attributes: true, attributeOldValue: true });
  const control = slider(root);
  for (let i = 0; i < 6; i += 1) {
    if (i % 2) control.stepUp(3);
    else control.stepDown(2);
    moved(control);
    await painted();
  }
  return again;
}

/** Where each row stands while the first slider moves over its track: the second of two rounds. */
async function placesOfRows(root) {
  const control = slider(root);
  const [low, high] = [Number(control.min), Number(control.max)];
  const seen = [];
  for (let i = 0; i < 32; i += 1) {
    control.value = low + ((high - low) * (i % 16)) / 15;
    moved(control);
    await still(root, i < 16 ? "[data-computing], [data-writing]" : "[data-computing]"); // room for the longest words
    const { top, bottom } = root.getBoundingClientRect();
    const rows = [...root.querySelectorAll("tr, svg, button")].filter((part) => part.checkVisibility());
    const places = [bottom, ...rows.map((row) => row.getBoundingClientRect().top)];
    if (i >= 16) seen.push(places.map((y) => Math.round(y - top)).join(" "));
  }
  return seen;
}

// Drawings --------------------------------------------------------------------------------------------------------

/** What a chart draws outside of its own picture. */
const outside = (root) =>
  [...root.querySelectorAll("svg.nnbp-chart")].flatMap((chart) => {
    const { width, height } = chart.viewBox.baseVal;
    return [...chart.querySelectorAll(".nnbp-line, .nnbp-mark")]
      .map((e) => [e.getAttribute("class"), e.getBBox()])
      .filter(([, { x, y, width: w, height: h }]) => x < 0 || y < 0 || x + w > width || y + h > height)
      .map(([kind, { x, y, width: w, height: h }]) => `${kind} at ${x}, ${y}, ${w} by ${h}`);
  });

/** The numbers along a chart's axes with their places, and the places of its marks. */
function drawn(chart) {
  const number = (text) =>
    Number(
      textOf(text)
        .replaceAll("−", "-")
        .replace(/^10\^\{(.*)\}$/, "1e$1"),
    );
  const numbers = (anchor, side) =>
    [...chart.querySelectorAll(`.nnbp-axis text[text-anchor=${anchor}]`)].map((text) => [
      Number(text.getAttribute(side)),
      Number(text.dataset.at ?? number(text)),
    ]);
  const marks = [...chart.querySelectorAll(".nnbp-mark")].map((mark) =>
    ["cx", "cy"].map((side) => Number(mark.getAttribute(side))),
  );
  return { across: numbers("middle", "x"), up: numbers("end", "y").map(([y, value]) => [y - 4, value]), marks };
}

/** How far a mark is from a line. */
function far(mark, path) {
  const [x, y] = ["cx", "cy"].map((side) => Number(mark.getAttribute(side)));
  const corners = path
    .getAttribute("d")
    .replaceAll("Z", "")
    .split(/(?=[ML])/)
    .filter(Boolean);
  const points = corners.map((corner) => corner.slice(1).split(",").map(Number));
  return Math.min(
    ...points.map(([px, py], i) => {
      const [qx, qy] = points[i - 1] ?? [px, py];
      const [dx, dy] = [px - qx, py - qy];
      const t = Math.max(0, Math.min(1, ((x - qx) * dx + (y - qy) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - qx - t * dx, y - qy - t * dy);
    }),
  );
}

/**
 * Marks that stand on no line of their chart, by more than a unit, and what is drawn outside of it, in every preset and
 * after each choice in a list: [how many marks it looked at, those].
 */
async function offTheirLines(root) {
  const off = [];
  let looks = 0;
  const look = async (when) => {
    await still(root);
    off.push(...outside(root));
    for (const chart of root.querySelectorAll("svg.nnbp-chart")) {
      const lines = [...chart.querySelectorAll(".nnbp-line[d]")].filter((line) => line.getAttribute("d"));
      for (const mark of chart.querySelectorAll(".nnbp-mark")) {
        if (!mark.checkVisibility()) continue;
        looks += 1;
        if (!lines.some((line) => far(mark, line) < 1)) off.push(`${when}: ${chart.getAttribute("aria-label")}`);
      }
    }
  };
  for (const preset of root.querySelectorAll("[aria-label=Presets] button")) {
    for (const list of root.querySelectorAll("select[data-field]")) {
      for (const { value } of list.options) {
        preset.click();
        list.value = value;
        say(list);
        await look(`${preset.textContent}, ${list.dataset.field}=${value}`);
      }
    }
  }
  return [looks, off];
}

/** Words in a drawing that lie on other words, by more than a hair: a letter's middle half counts. */
function wordsOnWords(root) {
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return [...root.querySelectorAll("svg")].flatMap((svg) => {
    const boxes = [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && text.checkVisibility())
      .map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const cut = (bottom - top) / 4;
        return { text: text.textContent, left, right, top: top + cut, bottom: bottom - cut };
      });
    return boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => meet(a, b))
        .map((b) => `${a.text} on ${b.text}`),
    );
  });
}

/** The values to try of a control: each choice of a list, each of a few steps, else the ends. */
function tries({ min, max, step: width, options }) {
  if (options) return [...options].map((option) => option.value);
  const steps = (max - min) / width;
  return steps <= 12 ? Array.from({ length: steps + 1 }, (_, i) => Number(min) + i * width) : [min, max];
}

/** The same, after every change of one control from a preset: [how often it looked, { "field=value": words on words }]. */
async function wordsOnWordsAnywhere(root) {
  const found = {};
  let looks = 0;
  const look = async (when) => {
    await still(root);
    const words = wordsOnWords(root);
    looks += 1;
    if (words.length) found[when] = words;
  };
  for (const preset of root.querySelectorAll("[aria-label=Presets] button")) {
    for (const control of root.querySelectorAll("select[data-field], input[type=range][data-field]")) {
      for (const value of tries(control)) {
        preset.click();
        control.value = value;
        say(control);
        await look(`${preset.textContent}, ${control.dataset.field}=${value}`);
      }
    }
    preset.click();
    await look(preset.textContent);
  }
  return [looks, found];
}

/** Give a control a value, as a hand would. */
function give(control, value) {
  control.value = value;
  say(control);
}

/** The bars of the paths and their axes: [[x, width], ...], the products, the places of the upright lines. */
function bars(root) {
  const number = (part, name) => Number(part.getAttribute(name));
  const rows = [...root.querySelectorAll(".nnbp-path-row")];
  const lines = [...rows[0].closest("svg").querySelectorAll("line")];
  return [
    rows.map((row) => row.querySelector("rect")).map((bar) => [number(bar, "x"), number(bar, "width")]),
    rows.map((row) => Number(row.querySelector("[data-quantity=product]").dataset.value)),
    lines.map((line) => number(line, "x1")),
  ];
}

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

/** What the lens of StepSizeMicroscope draws: how steep chord (or Im C sideways) and slope are, how many levels C has, and where the feet stand. */
function lensOf(lens) {
  const points = (kind) =>
    [...(lens.querySelector(kind)?.getAttribute("d") ?? "").matchAll(/(-?[\d.]+)[, ](-?[\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
  const steep = (kind) => {
    const line = points(kind);
    const [[px, py], [qx, qy]] = [line[0], line.at(-1)];
    return (qy - py) / (qx - px);
  };
  const feet = [...lens.querySelectorAll("circle.nnbp-microscope-foot-mark, .nnbp-microscope-origin[r='4.5']")];
  const chord = lens.querySelector(".nnbp-microscope-chord");
  return {
    slope: steep(".nnbp-microscope-slope"),
    chord: steep(chord ? ".nnbp-microscope-chord" : ".nnbp-microscope-sideways"),
    levels: new Set(points(".nnbp-microscope-cost").map(([, y]) => y)).size,
    far: feet.map((foot) =>
      far(foot, lens.querySelector(chord ? ".nnbp-microscope-cost" : ".nnbp-microscope-sideways")),
    ),
  };
}

/** The ends of the V's lines, in pixels, and where the handle's mark stands. */
function veeOf(vee) {
  const ends = Object.fromEntries(
    [...vee.querySelectorAll("[data-curve]")].map((line) => {
      const corners = (line.getAttribute("d") ?? "")
        .slice(1)
        .split("L")
        .map((corner) => corner.split(",").map(Number));
      return [line.dataset.curve, [corners[0][0], corners.at(-1)[0]]];
    }),
  );
  const marks = [...vee.querySelectorAll(".nnbp-mark")].map((mark) => [
    mark.dataset.of ?? "",
    Number(mark.getAttribute("cx")),
    Number(mark.getAttribute("cy")),
    mark.dataset.value ?? "",
  ]);
  return { ends, marks, names: [...vee.querySelectorAll(".nnbp-microscope-branch")].map(textOf) };
}

// The heart -------------------------------------------------------------------------------------------------------

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

/** What CostMeter draws: its layers, how much of each bar is full, where the handle of the layers stands. */
function meterOf(svg) {
  const number = (node, name) => Number(node.getAttribute(name));
  const layers = [...svg.querySelectorAll("[data-layer]")].map((path) => {
    const height = Number(path.getAttribute("d").split("v")[1]);
    const gap = Number(path.getAttribute("stroke-dasharray")?.split(" ")[1]);
    const dotted = path.matches(".nnbp-cm-dots");
    return { size: number(path, "data-layer"), height, dots: dotted && gap ? 1 + Math.floor(height / gap) : null };
  });
  const full = number(svg.querySelector(".nnbp-cm-track"), "width");
  const bars = [...svg.querySelectorAll("[data-lane]")].map((bar) => [bar.dataset.lane, number(bar, "width") / full]);
  const [last] = [...svg.querySelectorAll("[data-layer]")].slice(-1);
  return {
    layers,
    bars: Object.fromEntries(bars),
    seconds: Number.parseFloat(svg.querySelector(".nnbp-cm-clock").textContent || "0"),
    last: Number(last.getAttribute("d").match(/[\d.]+/)[0]),
    handle: Number(
      svg
        .querySelector("[data-handle=layers]")
        .getAttribute("transform")
        .match(/[\d.]+/)[0],
    ),
    width: svg.viewBox.baseVal.width,
  };
}

/** Whether a shape is filled with the colour of a token. */
function isFilledWith(shape, token) {
  const probe = shape.closest(".nnbp").appendChild(document.createElement("i"));
  probe.style.color = `var(${token})`;
  const same = getComputedStyle(probe).color === getComputedStyle(shape).fill;
  probe.remove();
  return same;
}

// VanishingSpeeds -------------------------------------------------------------------------------------------------

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
async function frames() {
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
