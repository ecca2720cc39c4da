// The static page as a host: finds every explorer's embedded state and mounts the same module that Jupyter loads.

const HERE = new URL(".", import.meta.url);

/** The address of the page, as all its figures share it. */
const address = {
  read: () => window.location.hash,
  /** @param {string} text */
  write: (text) =>
    window.history.replaceState(
      window.history.state,
      "",
      text ? `#${text}` : window.location.pathname + window.location.search,
    ),
  link: () => window.location.href,
  /** @param {() => void} listener */
  on(listener) {
    window.addEventListener("hashchange", listener);
    return () => window.removeEventListener("hashchange", listener);
  },
};

/**
 * A model in anywidget's form, backed by the embedded state instead of a kernel.
 *
 * @param {Record<string, unknown>} state
 * @returns {import("./shell.js").Model}
 */
export function staticModel(state) {
  const listeners = /** @type {Map<string, (() => void)[]>} */ (new Map());
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      for (const listener of listeners.get(name) ?? []) listener();
    },
    save_changes() {},
    on(event, listener) {
      const name = event.replace("change:", "");
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    off() {},
    send() {},
    address,
  };
}

/** @param {HTMLElement} place */
const load = (place) => import(new URL(`${place.dataset.explorerModule}.js`, HERE).href);

const mounted = new Set();

/** @param {HTMLElement} place */
async function mount(place) {
  if (mounted.has(place)) return;
  mounted.add(place);
  const state = JSON.parse(place.querySelector("script")?.textContent ?? "{}");
  const { default: explorer } = await load(place);
  place.querySelector("[data-waiting]")?.remove();
  explorer.render({ model: staticModel(state), el: place });
  place.dataset.mounted = ""; // its room is its own from now on
}

// An explorer is mounted when the reader is within a screen of it; its module is fetched before, when the page rests.
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearby.unobserve(target);
      mount(/** @type {HTMLElement} */ (target));
    }
  },
  { rootMargin: "100% 0px" },
);

const named = () => window.location.hash.slice(1).split(".")[0];

/** A link to a state, "#SaturationLab.w=2", leads to its explorer. @param {HTMLElement} place */
async function lead(place) {
  await mount(place);
  place.scrollIntoView();
}

// Places are found while the page is still being read, so the first explorer need not wait for the rest of it.
// Behind a place's state stands its text for pages without JavaScript: with that, the place is complete.
const places = /** @type {Set<HTMLElement>} */ (new Set());
function find() {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-explorer-module]"))) {
    if (places.has(place) || !place.querySelector("[data-waiting]")) continue;
    places.add(place);
    if (place.id === named()) lead(place);
    else nearby.observe(place);
  }
}
const reading = new MutationObserver(find);
reading.observe(document, { childList: true, subtree: true });
function read() {
  reading.disconnect();
  find();
  (window.requestIdleCallback ?? setTimeout)(() => places.forEach(load));
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", read);
else read();
address.on(() => {
  const asked = [...places].find((place) => place.id === named());
  if (asked) lead(asked);
});
