// Pointing and pressing in the picture of VanishingSpeeds: layers, digits, the buttons that add a layer and take one away.

/**
 * @typedef {{ point: (layer: number | null) => void, read: (digit: number) => void, change: (layers: number) => void }} Act
 */

/** @param {Event} event @param {string} name */
const found = (event, name) => /** @type {Element} */ (event.target).closest(`[data-${name}]`);

/** @param {Element | null} part @param {string} name */
const number = (part, name) => Number(part?.getAttribute(`data-${name}`));

/** How far an arrow key goes: layers stand one above the other, digits in columns of five. */
const WAYS = /** @type {Record<string, Record<string, number>>} */ ({
  layer: { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 },
  digit: { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -5, ArrowRight: 5 },
});

/** The Tab key comes to one of the layers and to one of the digits; the arrows go on from there. @param {HTMLElement} scene @param {KeyboardEvent} event */
function walk(scene, event) {
  for (const [name, ways] of Object.entries(WAYS)) {
    const part = found(event, name);
    const way = ways[event.key];
    if (!part || !way) continue;
    const all = [...scene.querySelectorAll(`[data-${name}]`)];
    const to = /** @type {SVGElement | undefined} */ (all[all.indexOf(part) + way]);
    event.preventDefault();
    to?.focus();
  }
}

/**
 * @param {HTMLElement} scene
 * @param {Act} act
 */
export function addHands(scene, { point, read, change }) {
  let pinned = /** @type {number | null} */ (null);
  const press = (/** @type {Event} */ event) => {
    const [layer, digit, changer] = ["layer", "digit", "layers"].map((name) => found(event, name));
    if (changer) change(number(changer, "layers"));
    else if (digit) read(number(digit, "digit"));
    else {
      const chosen = layer ? number(layer, "layer") : null;
      pinned = chosen === pinned ? null : chosen;
      point(pinned);
    }
  };
  scene.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const layer = found(event, "layer");
    point(layer ? number(layer, "layer") : pinned);
  });
  scene.addEventListener("pointerleave", () => point(pinned));
  scene.addEventListener("focusin", (event) => {
    const layer = found(event, "layer");
    if (layer?.matches(":focus-visible")) point(number(layer, "layer"));
  });
  scene.addEventListener("focusout", () => point(pinned));
  scene.addEventListener("click", press);
  scene.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      pinned = null;
      point(null);
    } else if (event.key === "Enter" || event.key === " ") {
      if (!(/** @type {Element} */ (event.target).closest("[role=button]"))) return;
      event.preventDefault();
      press(event);
    } else walk(scene, event);
  });
}
