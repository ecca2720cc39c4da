// The static page as a host: finds every explorer's embedded state and mounts the same module that Jupyter loads.

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
      write: (text) => window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname + window.location.search),
      link: () => window.location.href,
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
const places = [...document.querySelectorAll("[data-explorer-module]")];
places.forEach((place) => nearby.observe(place));
(window.requestIdleCallback ?? setTimeout)(() => places.forEach(load));

// A link to a state ("#SaturationLab.w=2") leads to its explorer. A place's id is its explorer's name.
const named = window.location.hash.slice(1).split(".")[0];
places.find((place) => place.id === named)?.scrollIntoView();
