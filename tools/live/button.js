// On every page with something to run: its buttons, and what was passed. All else comes when a button is pressed.

const HERE = new URL(".", import.meta.url);

/** @param {HTMLElement} root */
async function open(root) {
  root.dataset.state = "loading";
  try {
    const live = await import(`${HERE}live.js${root.dataset.tries ?? ""}`);
    live.open(root);
  } catch {
    root.dataset.state = "idle";
    root.dataset.tries = `?${Date.now()}`; // a browser remembers what it could not import
    if (root.childElementCount < 2) root.append(" The editor could not be fetched: try again when you are online.");
  }
}

// An explorer shows its code when it is asked for. Then it can be run, too.
/** @param {HTMLElement} code */
function add(code) {
  if (code.querySelector("[data-live]")) return;
  const root = document.createElement("div");
  root.dataset.live = code.closest("section")?.dataset.explorer;
  root.dataset.state = "idle";
  root.innerHTML = '<button type="button">Run</button>';
  code.append(root);
}

function mark() {
  /** @type {string[]} */
  let passed = [];
  try {
    passed = JSON.parse(localStorage.getItem("nnbp:passed") ?? "[]");
  } catch {}
  for (const id of passed.sort()) {
    const root = document.querySelector(`[data-live="${id}"]`);
    const there = `.chapter-map a[href*="chapters/${id.split(".")[0].padStart(2, "0")}_"]`;
    const place = root ? root.closest("section")?.querySelector("h2") : document.querySelector(there)?.closest("li");
    if (!place || place.querySelector(`[data-passed="${id}"]`)) continue;
    if (root instanceof HTMLElement && root.dataset.state === "idle") root.dataset.verdict = "passed";
    place.insertAdjacentHTML("beforeend", ` <small data-passed="${id}">✓ ${root ? "passed" : id}</small>`);
  }
}

for (const root of document.querySelectorAll("[data-live]")) root.removeAttribute("hidden");
addEventListener("click", ({ target }) => {
  const root = target instanceof Element ? target.closest("[data-live]") : null;
  if (root instanceof HTMLElement && root.dataset.state === "idle") open(root);
});
addEventListener(
  "toggle",
  ({ target }) => target instanceof HTMLElement && target.matches(".nnbp-code") && add(target),
  true,
);
addEventListener("nnbp-passed", mark);
mark();
