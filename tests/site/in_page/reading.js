// What the tests of reading ask a page: its contents, its pictures, its lines, what waits for a prediction.

const openPredictions = (page) => {
  for (const box of page.querySelectorAll("details.prediction")) box.open = true;
};

/** The last section that has begun above a line in the upper third of the window, and the one that the contents mark. */
async function sectionAndMark(page) {
  await new Promise((done) => setTimeout(done, 120));
  const line = 0.3 * innerHeight;
  const begun = [...page.querySelectorAll(".bd-article section > section")].filter(
    (section) => section.querySelector(":scope > h2").getBoundingClientRect().top <= line,
  );
  const marked = page.querySelector("#pst-page-toc-nav a.active");
  return [begun.length ? `#${begun.at(-1).id}` : null, marked?.getAttribute("href") ?? null];
}

/** How the pictures that a selector names look: their ground, their filter, their corners. */
const cards = (page, pictures) =>
  [...page.querySelectorAll(pictures)].map((picture) => {
    const { backgroundColor, filter, borderRadius } = getComputedStyle(picture);
    return [backgroundColor, filter, borderRadius];
  });

/** Formulas whose comma or full stop begins the next line. */
function leftAlone(page) {
  const lost = [];
  for (const math of page.querySelectorAll(".bd-article span.math")) {
    const next = math.nextSibling;
    if (next?.nodeType !== Node.TEXT_NODE || !/^[.,;:?!)\]]/.test(next.data)) continue;
    const range = document.createRange();
    range.setStart(next, 0);
    range.setEnd(next, 1);
    const mark = range.getBoundingClientRect();
    if (mark.width && mark.top > math.getBoundingClientRect().bottom)
      lost.push(math.parentElement.textContent.slice(0, 60));
  }
  return lost;
}

/** What may be seen between a box and the next section or box: of each element, what it is and how high it stands. */
function inSight(box) {
  const seen = [];
  for (let next = box.nextElementSibling; next && !next.matches("section, details"); next = next.nextElementSibling) {
    const high = next.getBoundingClientRect().height;
    if (high > 0) seen.push(`${next.tagName} ${next.className}, ${high} px`);
  }
  return seen;
}

/**
 * Open each prediction, one after the other: of each, whether it was closed, what was in sight behind it before and
 * after, whether that had waited, and how many letters it shows.
 */
async function walkPredictions(page) {
  const walked = [];
  for (const box of page.querySelectorAll("details.prediction")) {
    const closed = !box.open;
    const waited = box.classList.contains("holds");
    const before = inSight(box);
    const toggled = new Promise((done) => box.addEventListener("toggle", done, { once: true }));
    box.querySelector("summary").click();
    await toggled;
    // biome-ignore lint/performance/useDomNodeTextContent: letters in sight are asked for, not letters in the document
    const letters = box.innerText.length;
    walked.push({ closed, waited, before, open: box.open, letters, after: inSight(box) });
  }
  return walked;
}

/** The words that each drawing of a figure shows. */
const textsOfDrawings = (root) =>
  [...root.querySelectorAll("svg")].map((svg) =>
    [...svg.querySelectorAll("text")]
      .filter((text) => getComputedStyle(text).visibility !== "hidden" && text.getClientRects().length)
      .map((text) => text.textContent),
  );
