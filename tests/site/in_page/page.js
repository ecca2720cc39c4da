// What the tests of every page ask it. Each function gets the page's root; asking.py calls them.

/** What axe finds, each as a line. */
async function findings() {
  for (const _ of "ab") await new Promise(requestAnimationFrame); // course.js learns of new sizes with the next frame
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.target}: ${node.failureSummary.split("\n")[1] ?? ""}`),
  );
}

/** A chapter has a thousand coloured words of code of a dozen kinds. One of each keeps its colour; the rest become text. */
function keepOneTokenOfEachKind(page) {
  const seen = new Set();
  for (const token of page.querySelectorAll(".highlight span")) {
    const kind = `${token.className} in ${token.closest(".highlight").parentElement.className}`;
    if (seen.has(kind)) token.replaceWith(...token.childNodes);
    seen.add(kind);
  }
}

/**
 * The same of formulas, of which a chapter has hundreds with ten or more elements each: what is drawn of them is hidden
 * from readers of the screen, what is read to them is not drawn. One of each kind stays whole; the others keep their
 * frames and their sizes.
 */
function keepOneFormulaOfEachKind(page) {
  const seen = new Set();
  const others = [...page.querySelectorAll("mjx-container")].filter((formula) => {
    const kind = [
      formula,
      formula.firstChild,
      formula.lastChild,
      formula.parentElement,
      formula.parentElement.parentElement,
    ]
      .map((each) => `${each.localName}[${each.getAttributeNames()}].${each.className}`)
      .join(" ");
    return seen.has(kind) || !seen.add(kind);
  });
  const sizes = others.map((formula) => formula.querySelector("mjx-table, mjx-math").getBoundingClientRect());
  for (const [i, formula] of others.entries()) {
    const stead = document.createElement("span");
    stead.style.cssText = `display: inline-block; width: ${sizes[i].width}px; height: ${sizes[i].height}px`;
    formula.querySelector("mjx-math").replaceChildren(stead);
    formula.querySelector("math").replaceChildren("x");
  }
}

/** Fetch the pictures that wait for the reader to come near, and wait for the letters, too. */
async function allPictures(page) {
  const pictures = [...page.querySelectorAll("img[loading=lazy]")];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.all([document.fonts.ready, ...pictures.map((picture) => picture.decode())]);
}

/** Formulas are classes whose style holds the character: a broken rule leaves a hole. */
const missingGlyphs = (page) =>
  [...new Map([...page.querySelectorAll("mjx-c")].map((glyph) => [glyph.className, glyph])).entries()]
    .filter(([, glyph]) => getComputedStyle(glyph, "::before").content === "none")
    .map(([name]) => name);

/** A formula that is too wide scrolls; what sticks out on the left could never be reached. */
const cutFormulas = (page) =>
  [...page.querySelectorAll("div.math > mjx-container")]
    .filter((formula) => formula.getBoundingClientRect().left < formula.parentElement.getBoundingClientRect().left - 1)
    .map((formula) => formula.textContent.slice(0, 80));

/** Open whatever can be opened. */
function openAll(page) {
  for (const box of page.querySelectorAll("details.sd-dropdown, .bd-article details")) box.open = true;
}

/** How many pixels a page is wider than its window, once all is laid out in it. */
async function tooWide(page) {
  do for (const _ of "abc") await painted();
  while (page.querySelector("[data-explorer][data-computing]"));
  return page.scrollWidth - innerWidth;
}

/** Try what the policy forbids: a script in the page, one in an attribute, a picture from elsewhere, text as code. */
function tryThePolicy() {
  const inline = document.createElement("script");
  inline.textContent = "window.inlineRan = true";
  const button = document.createElement("button");
  button.setAttribute("onclick", "window.handlerRan = true");
  const outside = new Image();
  outside.src = "https://example.org/pixel.png";
  document.body.append(inline, button, outside);
  button.click();
  try {
    setTimeout(/** @type {any} */ ("window.textRan = true"), 0);
  } catch {} // refused at once, too
}

/** Where the keyboard is, and whether a reader sees it there. */
function stopOfTheKeyboard() {
  const active = document.activeElement;
  // the theme's summaries hold a span that looks like a button
  const shown = active.matches("summary") ? (active.firstElementChild ?? active) : active;
  const { width, height, top, bottom } = shown.getBoundingClientRect();
  const look = getComputedStyle(shown);
  return {
    body: shown === document.body,
    path: [...document.querySelectorAll("*")].indexOf(active),
    inside: Boolean(shown.closest("[data-explorer]")),
    wide: width > 0 && height > 0,
    shown: bottom > 0 && top < innerHeight,
    marked:
      [active, shown, ...active.querySelectorAll("svg *")].some((e) => getComputedStyle(e).outlineStyle !== "none") ||
      look.boxShadow !== "none" ||
      look.textDecorationLine !== "none",
    what: shown.outerHTML.slice(0, 90),
  };
}

/** From now on, add up by how much what stands there moves of itself. */
function addUpShifts() {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const each of /** @type {any[]} */ (list.getEntries()))
      if (!each.hadRecentInput) globalThis.shift += each.value;
  }).observe({ type: "layout-shift", buffered: true });
}
const shiftsSoFar = () => globalThis.shift;
