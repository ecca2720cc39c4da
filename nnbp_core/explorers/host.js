// The static page as a host: finds every explorer's embedded state and mounts the same module that Jupyter loads.

import { withPart } from "./address.js";

const HERE = new URL(".", import.meta.url);

// A model in anywidget's form, backed by the embedded state instead of a kernel.
export function staticModel(state) {
  const listeners = new Map();
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      (listeners.get(name) ?? []).forEach((callback) => callback());
    },
    save_changes() {},
    on(event, callback) {
      const name = event.replace("change:", "");
      listeners.set(name, [...(listeners.get(name) ?? []), callback]);
    },
    off() {},
    send() {},
    address: {
      read: () => window.location.hash,
      write(name, part) {
        const text = withPart(window.location.hash, name, part);
        window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname + window.location.search);
      },
      link: () => window.location.href,
      listen: (follow) => window.addEventListener("hashchange", follow),
    },
  };
}

const load = (place) => import(new URL(`${place.dataset.explorerModule}.js`, HERE));

async function mount(place) {
  const state = JSON.parse(place.querySelector("script").textContent);
  const { default: explorer } = await load(place);
  place.querySelector("[data-waiting]")?.remove();
  explorer.render({ model: staticModel(state), el: place });
}

// An explorer is mounted when the reader is within a screen of it; its module is fetched before, when the page rests.
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearby.unobserve(target);
      mount(target);
    }
  },
  { rootMargin: "100% 0px" },
);

// Places are found while the page is still being read, so the first explorer need not wait for the rest of it.
// Behind a place's state stands its text for pages without JavaScript: with that, the place is complete.
const named = window.location.hash.slice(1).split(".")[0];
const places = new Set();
function find() {
  for (const place of document.querySelectorAll("[data-explorer-module]")) {
    if (places.has(place) || !place.querySelector("[data-waiting]")) continue;
    places.add(place);
    if (place.id === named) {
      mount(place).then(() => place.scrollIntoView()); // a link to a state, "#SaturationLab.w=2", leads to its explorer
    } else {
      nearby.observe(place);
    }
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
