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

async function mountAll() {
  await Promise.all(
    [...document.querySelectorAll("[data-explorer-module]")].map(async (place) => {
      const state = JSON.parse(place.querySelector("script").textContent);
      const { default: explorer } = await import(new URL(`${place.dataset.explorerModule}.js`, HERE));
      place.querySelector("[data-waiting]")?.remove();
      explorer.render({ model: staticModel(state), el: place });
    }),
  );
}

mountAll();
