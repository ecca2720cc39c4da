// What the tests of every explorer ask the page; what they ask one figure stands beside this. Each function gets the
// element it looks at; explorer_page.py calls them.

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

// @ts-expect-error: a page has an `open` of its own, which is not meant here
const open = (root) => {
  for (const fold of root.querySelectorAll("details.nnbp-more")) fold.open = true;
};

const fold = (root) => {
  for (const each of root.querySelectorAll("details.nnbp-more")) each.open = false;
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
    for (const { target, attributeName, oldValue } of /** @type {any[]} */ (changes))
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

/** A mark that comes in the picture, is painted, and goes again. */
async function comeAndGo(root) {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (let i = 0; i < 3; i += 1) {
    root.querySelector("[data-picture] svg g").append(mark);
    await painted();
    mark.remove();
    await painted();
  }
}

/** Where each row stands while the first slider moves over its track: the second of two rounds. */
async function placesOfRows(root) {
  const control = slider(root);
  const [low, high] = [Number(control.min), Number(control.max)];
  const seen = [];
  for (let i = 0; i < 16; i += 1) {
    control.value = low + ((high - low) * (i % 8)) / 7;
    moved(control);
    await still(root, i < 8 ? "[data-computing], [data-writing]" : "[data-computing]"); // room for the longest words
    const { top, bottom } = root.getBoundingClientRect();
    const rows = [...root.querySelectorAll("tr, svg, button")].filter((part) => part.checkVisibility());
    const places = [bottom, ...rows.map((row) => row.getBoundingClientRect().top)];
    if (i >= 8) seen.push(places.map((y) => Math.round(y - top)).join(" "));
  }
  return seen;
}

/** Milliseconds from a press on a button until something is there, on a screen with a frame every so many of them. */
async function timeOnScreen(root, button, there, every) {
  const [ask, cancel] = [window.requestAnimationFrame, window.cancelAnimationFrame];
  window.requestAnimationFrame = (frame) => setTimeout(() => frame(performance.now()), every);
  window.cancelAnimationFrame = clearTimeout;
  const begun = performance.now();
  root.querySelector(button).click();
  while (!root.querySelector(there) && performance.now() - begun < 9000)
    await new Promise((done) => setTimeout(done, 5));
  [window.requestAnimationFrame, window.cancelAnimationFrame] = [ask, cancel];
  return performance.now() - begun;
}

/** Letters of a picture smaller than so many pixels: {letters: pixels}. */
const smallLetters = (root, least) =>
  Object.fromEntries(
    [...root.querySelectorAll("[data-picture] svg text, [data-picture] svg tspan")]
      .filter((text) => text.checkVisibility() && text.textContent.trim())
      .filter((text) => !text.closest(".nnbp-up, .nnbp-down") && [...text.childNodes].some((part) => part.data?.trim()))
      .map((text) => {
        const drawing = text.ownerSVGElement;
        const scale = drawing.getScreenCTM().a;
        return [text.textContent, Math.round(10 * scale * Number.parseFloat(getComputedStyle(text).fontSize)) / 10];
      })
      .filter(([, size]) => size < least),
  );

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

/** Words in a drawing whose letters are below 10 px on the screen. */
const smallWords = (root) =>
  [...root.querySelectorAll("svg text")]
    .filter((text) => text.textContent.trim() && text.checkVisibility())
    .map((text) => [text.textContent, Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d])
    .filter(([, size]) => size < 9.99);

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

/** From now on, note what a part of a figure says in an attribute, each time that the figure changes. */
function note(root, part, name) {
  root.noted = new Set();
  const look = () => root.noted.add(root.querySelector(part)?.getAttribute(name) ?? null);
  new MutationObserver(look).observe(root, { subtree: true, attributes: true, childList: true });
}
const noted = (root) => [...root.noted];

/** Give a control a value, as a hand would. */
function give(control, value) {
  control.value = value;
  say(control);
}
