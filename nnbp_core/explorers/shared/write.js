// Writing to the page. The browser lays out again what was written, even where nothing changed: so what a figure shows
// is written by these functions, which leave alone what stands there already.

const SVG = "http://www.w3.org/2000/svg";
const XHTML = "http://www.w3.org/1999/xhtml";
const EDGE = 40;

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/**
 * Make a text the content of an element; the text node that is there is used again.
 *
 * @param {Element} node
 * @param {string | number} text
 */
export function say(node, text) {
  const only = node.firstChild;
  const said = String(text);
  if (!(only instanceof Text) || only !== node.lastChild) node.textContent = said;
  else if (only.data !== said) only.data = said;
}

/**
 * Set an attribute; without a value it is taken away.
 *
 * @param {Element} node
 * @param {string} name
 * @param {string | number | boolean | null | undefined} value
 */
export function put(node, name, value) {
  if (value === null || value === undefined) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
}

/**
 * Set many attributes, and the text if one is given.
 *
 * @template {Element} E
 * @param {E} node
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {string | number} [text]
 * @returns {E}
 */
export function write(node, attributes, text) {
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  if (text !== undefined) say(node, text);
  return node;
}

/**
 * Append an element: an SVG one in a drawing, an HTML one elsewhere. `onclick` and the like take a listener.
 *
 * @template {keyof SVGElementTagNameMap} K
 * @overload
 * @param {SVGElement} parent
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {string | number} [text]
 * @returns {SVGElementTagNameMap[K]}
 */
/**
 * @overload
 * @param {HTMLElement} parent
 * @param {"svg"} tag
 * @param {Attributes} [attributes]
 * @returns {SVGSVGElement}
 */
/**
 * @template {keyof HTMLElementTagNameMap} K
 * @overload
 * @param {HTMLElement} parent
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {string | number} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
/**
 * @param {Element} parent
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {string | number} [text]
 * @returns {Element}
 */
export function add(parent, tag, attributes = {}, text) {
  const space = tag === "svg" || parent.namespaceURI === SVG ? SVG : XHTML;
  const node = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else put(node, name, value);
  }
  if (text !== undefined) say(node, text);
  return parent.appendChild(node);
}

/**
 * Keep as many children of one kind in a group as there are items, and draw each. The group holds nothing else.
 *
 * @template T
 * @template {keyof SVGElementTagNameMap} K
 * @overload
 * @param {SVGElement} group
 * @param {K} tag
 * @param {readonly T[]} items
 * @param {(node: SVGElementTagNameMap[K], item: T, i: number) => void} draw
 * @returns {void}
 */
/**
 * @template T
 * @template {keyof HTMLElementTagNameMap} K
 * @overload
 * @param {HTMLElement} group
 * @param {K} tag
 * @param {readonly T[]} items
 * @param {(node: HTMLElementTagNameMap[K], item: T, i: number) => void} draw
 * @returns {void}
 */
/**
 * @param {any} group
 * @param {any} tag
 * @param {readonly any[]} items
 * @param {(node: any, item: any, i: number) => void} draw
 */
export function each(group, tag, items, draw) {
  while (group.childElementCount > items.length) group.lastElementChild.remove();
  items.forEach((item, i) => {
    draw(group.children[i] ?? add(group, tag), item, i);
  });
}

/**
 * A clear rectangle behind a part of a picture. A browser that finds a part larger than it was sorts the layers of the
 * whole page anew; with a ground that covers the picture and a label at its edge, the part never grows.
 *
 * @param {SVGElement} group
 * @param {number} width
 * @param {number} height
 */
export function ground(group, width, height) {
  let rect = group.querySelector(":scope > .nnbp-ground");
  if (!rect) {
    rect = add(group, "rect", { class: "nnbp-ground" });
    group.prepend(rect);
  }
  write(rect, { x: -EDGE, y: -EDGE, width: width + 2 * EDGE, height: height + 2 * EDGE });
}
