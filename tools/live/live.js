// A cell that runs in the page: an editor, its buttons, what Python says. One function a part.

import { editor } from "./editor.js";
import { asFile, codeOf, fromFile, keep, keeps, pass, passed } from "./kept.js";
import { ask, isReady, stop } from "./python.js";

const HERE = new URL(".", import.meta.url);
const MEGABYTES = BYTES / 1e6; // of all that Python needs, put in by live.py
const TYPING = 500; // ms of rest before code is kept
const FREE =
  "import numpy as np\nimport nnbp_core\nimport nnbp_core as nn\nfrom nnbp_core import *\nfrom nnbp_core.exercises import *";
const SAID = /** @type {Record<string, string>} */ ({
  passed: "Passed.",
  failed: "Not right yet.",
  "not attempted": "Not attempted yet.",
  error: "An error.",
  stopped: "Stopped. Python starts afresh at the next run: names from other cells are gone.",
  ran: "Done.",
});

/** @type {Map<string, { text: () => string, replace: (code: string) => void }>} the editors that are open */
const editors = new Map();

/**
 * An element with attributes, inside another.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {HTMLElement} parent
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
function add(parent, tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.append(element);
  return element;
}

/**
 * @param {HTMLElement} parent
 * @param {string} name
 * @param {() => void} press
 */
function button(parent, name, press) {
  const made = add(parent, "button", { type: "button" }, name);
  made.addEventListener("click", press);
  return made;
}

const codeIn = (/** @type {Element | null | undefined} */ cell) =>
  cell?.querySelector("pre")?.textContent?.trimEnd() ?? "";

/**
 * What a root's place on the page says about it: { kind, imports, stub, question, hides }.
 * @param {HTMLElement} root
 */
function place(root) {
  const free = { imports: FREE, question: "", hides: /** @type {HTMLElement[]} */ ([]) };
  const shown = root.closest(".nnbp-code");
  if (shown) return { ...free, kind: "explorer", stub: "" };
  if (!/^\d+\.\d+$/.test(root.dataset.live ?? "")) return { ...free, kind: "scratch", stub: root.dataset.stub ?? "" };
  const check = /** @type {HTMLElement} */ (root.previousElementSibling);
  const stub = /** @type {HTMLElement} */ (check.previousElementSibling);
  const given = [
    document.querySelector(".bd-article .cell"),
    ...(check.parentElement?.querySelectorAll(":scope > .cell") ?? []),
  ];
  const before = given.slice(0, given.indexOf(stub)).filter((cell, i) => given.indexOf(cell) === i);
  const imports = before.map(codeIn).join("\n\n");
  return { kind: "exercise", imports, stub: codeIn(stub), question: codeIn(check), hides: [stub, check] };
}

/** @param {HTMLElement} root what Python does for this cell, and where the reader sees it */
function screen(root) {
  const status = add(root, "p", { role: "status", class: "live-status" });
  const bar = add(root, "progress", { "aria-label": "Python is loading", max: "100", value: "0" });
  const output = add(root, "pre", { "data-live-output": "", tabindex: "0", "aria-label": "Output" });
  const state = (/** @type {string} */ name, /** @type {string} */ words) => {
    root.dataset.state = name;
    bar.hidden = name !== "loading";
    for (const stops of root.querySelectorAll("[data-stop]")) stops.toggleAttribute("disabled", name === "ready");
    if (status.textContent !== words) status.textContent = words;
  };
  bar.hidden = true;
  return {
    state,
    status,
    clear: () => output.replaceChildren(),
    listener: (/** @type {boolean} */ runs) => ({
      waiting: () => state(root.dataset.state ?? "ready", "Waiting until Python is free …"),
      running: () => state(runs ? "running" : "ready", runs ? "Running …" : "Python is ready."),
      progress: (/** @type {number} */ bytes) => {
        const come = `${Math.min(bytes / 1e6, MEGABYTES).toFixed(0)} of ${MEGABYTES.toFixed(0)} MB`;
        bar.value = (100 * bytes) / BYTES;
        state("loading", bytes < 0.95 * BYTES ? `Python is loading: ${come}` : "Python is starting …");
      },
      output: (/** @type {string} */ kind, /** @type {string} */ text) =>
        add(output, "span", { class: `live-${kind}` }, text),
    }),
  };
}

/**
 * Tell of trouble with Python itself, and what one can do.
 * @param {ReturnType<typeof screen>} shown
 * @param {string} trouble
 * @param {() => void} again
 */
function tellTrouble(shown, trouble, again) {
  shown.state("ready", `${trouble.replace(/\.?$/, ".")} Your code is still here. `);
  button(shown.status, "Try again", again);
  const notebook = document.querySelector('a[href*="_sources/"][href$=".ipynb"]')?.getAttribute("href");
  if (notebook) add(shown.status, "a", { href: notebook, download: "" }, "or download the notebook");
}

/**
 * What Run does: ask Python, show what it says, keep what was passed.
 * @param {HTMLElement} root
 * @param {ReturnType<typeof place>} here
 * @param {ReturnType<typeof screen>} shown
 * @param {() => string} text
 */
function runner(root, here, shown, text) {
  let busy = false;
  return async function run() {
    if (busy) return;
    busy = true;
    root.dataset.verdict = "not attempted";
    const id = root.dataset.live ?? "";
    shown.clear();
    shown.state(isReady() ? "running" : "loading", isReady() ? "Running …" : "Python is loading …");
    const cell = { imports: here.imports, source: text(), question: here.question, id, passed: passed() };
    const done = await ask(cell, shown.listener(true));
    busy = false;
    const more = (done.passed ?? []).filter((each) => !passed().includes(each));
    pass(more);
    if (more.length) dispatchEvent(new Event("nnbp-passed"));
    root.dataset.verdict = done.verdict;
    if (done.trouble) return tellTrouble(shown, done.trouble, run);
    shown.state("ready", SAID[done.verdict] ?? "");
  };
}

/**
 * Show the solution's code, taken from its page, under the editor; the page's address where it cannot be had.
 * @param {HTMLElement} root
 * @param {HTMLElement} into
 */
async function showSolution(root, into) {
  const link = root.parentElement?.querySelector('a[href*="/solutions/"], a[href*="solutions/"]');
  if (!(link instanceof HTMLAnchorElement)) return;
  const page = await fetch(link.href).then(
    (reply) => (reply.ok ? reply.text() : ""),
    () => "",
  );
  const anchor = new DOMParser().parseFromString(page, "text/html").getElementById(link.hash.slice(1));
  const section = anchor?.closest("p")?.nextElementSibling ?? anchor?.parentElement?.nextElementSibling;
  into.replaceChildren();
  const cells = [...(section?.querySelectorAll(".cell_input") ?? [])].map(codeIn); // what the answer needs may stand before it
  const code = cells.filter((cell) => !/^check\(/.test(cell)).join("\n\n\n");
  const lines = code.split("\n").filter((line) => !/^ *### (BEGIN|END) SOLUTION/.test(line));
  if (code) add(into, "pre", { tabindex: "0", "aria-label": "Solution" }, lines.join("\n"));
  add(into, "a", { href: link.href }, "The solution on its page");
}

/**
 * Download and restore all answers of this browser.
 * @param {HTMLElement} parent
 */
function answers(parent) {
  const box = add(parent, "details");
  add(box, "summary", {}, "Your answers");
  const kept = "They are kept in this browser, on this device. Take them elsewhere, or hand them in, as one file:";
  const words = add(
    box,
    "p",
    {},
    keeps ? kept : "This browser keeps nothing after you leave. Take your answers with you, as one file:",
  );
  button(box, "Download", () => {
    const codes = new Map([...editors].map(([id, editor]) => [id, editor.text()]));
    const link = add(box, "a", { download: "answers.py" });
    link.href = URL.createObjectURL(new Blob([asFile(codes)], { type: "text/x-python" }));
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  const label = add(box, "label", {}, "Restore from a file ");
  const file = add(label, "input", { type: "file", accept: ".py,text/x-python" });
  file.addEventListener("change", async () => {
    const codes = fromFile((await file.files?.[0]?.text()) ?? "");
    for (const [id, code] of codes) editors.get(id)?.replace(code);
    words.textContent = codes.size
      ? `Restored: ${[...codes.keys()].join(", ")}.`
      : "There are no answers in that file: it should be one that was downloaded here.";
    dispatchEvent(new Event("nnbp-passed"));
  });
}

/**
 * The buttons of a cell.
 * @param {HTMLElement} root
 * @param {ReturnType<typeof place>} here
 * @param {ReturnType<typeof screen>} shown
 * @param {() => void} run
 * @param {(code: string) => void} replace
 */
function buttons(root, here, shown, run, replace) {
  const bar = add(root, "div", { class: "live-bar" });
  root.prepend(bar);
  button(bar, "Run", run);
  button(bar, "Stop", () => stop()).dataset.stop = "";
  if (here.kind === "explorer") return bar;
  button(bar, here.kind === "scratch" ? "Reset" : "Reset to the stub", () => {
    replace(here.stub);
    shown.state(root.dataset.state ?? "ready", "This is the stub again. Undo (Ctrl or ⌘ + Z) brings your code back.");
  });
  if (here.kind === "scratch") return bar;
  let number = 0;
  let hints = 1;
  button(bar, "Hint", async () => {
    shown.state("loading", "Python is loading …");
    number = (number % hints) + 1;
    const done = await ask({ hint: number, id: root.dataset.live }, shown.listener(false));
    if (done.trouble) tellTrouble(shown, done.trouble, run);
    else shown.state("ready", "");
    hints = done.hints ?? hints;
  });
  button(bar, "Show the solution", () => showSolution(root, solution));
  const solution = add(root, "div", { class: "live-solution" });
  return bar;
}

/**
 * Run the code that an explorer shows; what it printed goes when the explorer shows other code.
 * @param {HTMLElement} root
 */
function openExplorer(root) {
  const here = place(root);
  const shown = screen(root);
  const code = /** @type {HTMLElement} */ (root.closest(".nnbp-code")?.querySelector("[data-python]"));
  const run = runner(root, here, shown, () => code.textContent ?? "");
  buttons(root, here, shown, run, () => {});
  const forget = () => {
    shown.clear();
    shown.state(root.dataset.state ?? "ready", "");
  };
  new MutationObserver(forget).observe(code, { childList: true, characterData: true, subtree: true });
  return run();
}

/**
 * Open the editor in place of an exercise's stub and check, or at the foot of a chapter, and load Python meanwhile.
 * @param {HTMLElement} root
 */
function openCell(root) {
  const id = root.dataset.live ?? "";
  const here = place(root);
  const shown = screen(root);
  for (const cell of here.hides) cell.hidden = true;
  const label = here.kind === "scratch" ? "Python to try things" : `Your answer to ${id}`;
  const box = document.createElement("div");
  box.className = "live-editor";
  root.prepend(box);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const save = () => {
    clearTimeout(resting);
    if (resting) keep(id, text() === here.stub ? undefined : text());
    resting = undefined;
  };
  const written = () => {
    clearTimeout(resting);
    resting = setTimeout(save, TYPING);
  };
  addEventListener("pagehide", save);
  const text = () => opened.text();
  const run = runner(root, here, shown, text);
  const opened = editor(box, { code: codeOf(id) ?? here.stub, label, run, written });
  const { replace, focus } = opened;
  editors.set(id, { text, replace });
  box.after(buttons(root, here, shown, run, replace));
  answers(root);
  if (!keeps) shown.state("loading", "This browser keeps nothing: download your answers before you leave.");
  focus();
  return warm(root, shown, run);
}

/**
 * Open what a button stands for.
 * @param {HTMLElement} root
 */
export function open(root) {
  if (!document.querySelector("link[data-live-style]"))
    add(document.head, "link", { rel: "stylesheet", href: `${HERE}live.css`, "data-live-style": "" });
  root.replaceChildren();
  root.classList.add("live");
  return root.closest(".nnbp-code") ? openExplorer(root) : openCell(root);
}

/**
 * Load Python while the reader reads.
 * @param {HTMLElement} root
 * @param {ReturnType<typeof screen>} shown
 * @param {() => void} run
 */
async function warm(root, shown, run) {
  const before = shown.status.textContent ?? "";
  shown.state(isReady() ? "ready" : "loading", "Python is loading …");
  const done = await ask({ warm: true }, shown.listener(false));
  if (done.trouble) return tellTrouble(shown, done.trouble, run);
  const words = done.verdict === "stopped" ? SAID.stopped : before || "Python is ready.";
  if (root.dataset.state !== "running") shown.state("ready", words);
}
