// What draw_posters.py asks a page.

const TAKEN =
  "fill stroke stroke-width stroke-dasharray stroke-opacity fill-opacity opacity font-size font-weight font-style " +
  "text-anchor dominant-baseline stroke-linecap paint-order";

/** @type {Record<string, string>} */
const INITIAL = {
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-opacity": "1",
  "fill-opacity": "1",
  opacity: "1",
  "font-weight": "400",
  "font-style": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  "stroke-linecap": "butt",
  "paint-order": "normal",
  stroke: "none",
};

/** @type {(colour: string) => boolean} */
const isClear = (colour) => colour === "none" || colour === "rgba(0, 0, 0, 0)";

/**
 * Write into a copy the styles that its original has and that do not come to it from above; what is unseen goes.
 * @param {Element} from
 * @param {Element} to
 * @param {Record<string, string>} above
 */
function writeStyles(from, to, above) {
  const own = getComputedStyle(from);
  const unseen = own.display === "none" || own.visibility === "hidden";
  if (unseen || (from.matches("rect, circle, path, line") && isClear(own.fill) && isClear(own.stroke))) {
    to.remove();
    return;
  }
  const text = from.tagName === "text" || from.tagName === "tspan";
  for (const { name } of [...to.attributes])
    if (/^(class|id|style|tabindex|role|data-|aria-|on)/.test(name)) to.removeAttribute(name);
  const inherited = { ...above };
  for (const name of TAKEN.split(" ")) {
    const value = own.getPropertyValue(name);
    const ofText = /^(font|text|dominant)/.test(name);
    if ((text || !ofText) && value !== (above[name] ?? INITIAL[name])) to.setAttribute(name, value);
    if (name !== "opacity") inherited[name] = value;
  }
  const children = [...to.children];
  for (const [i, child] of [...from.children].entries()) writeStyles(child, children[i], inherited);
}

/**
 * The largest drawing of a figure, with the styles that it has on the page written into it.
 * @param {HTMLElement} root
 */
function drawing(root) {
  /** @type {(svg: SVGSVGElement) => number} */
  const area = (svg) => svg.getBoundingClientRect().width * svg.getBoundingClientRect().height;
  const svg = [...root.querySelectorAll("svg")].sort((a, b) => area(b) - area(a))[0];
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  writeStyles(svg, copy, {});
  const { width, height } = svg.getBoundingClientRect();
  return { inside: copy.innerHTML, box: svg.getAttribute("viewBox") ?? `0 0 ${width} ${height}`, width, height };
}
