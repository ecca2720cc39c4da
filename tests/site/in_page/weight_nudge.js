// What the tests ask the page about WeightNudge; every_figure.js stands before it.

/** How long the true curve of WeightNudge is, in units of its drawing. */
function lengthOfTruth(root) {
  return root.querySelector(".nnbp-nudge-true").getTotalLength();
}

/** The words at the floor that no cost goes below; and whether the promise runs through them. */
function wordsAtTheFloor(root) {
  const said = [...root.querySelectorAll("text")].find(({ textContent }) => /C = 0|cost below 0/.test(textContent));
  const { x, y, width, height } = said.getBBox();
  const line = root.querySelector(".nnbp-nudge-straight");
  const crossed = Array.from({ length: 200 }, (_, i) => line.getPointAtLength((i * line.getTotalLength()) / 199)).some(
    (point) => point.x > x && point.x < x + width && point.y > y && point.y < y + height,
  );
  return [said.textContent, crossed];
}

/** The marks of WeightNudge and the ticks of its axes: {mark: [x, y]}, [[place, value], ...] across and up; and each tube's level and promise, [index, pixels from its middle]. */
function nudgeDrawn(root) {
  const number = (part, name) => Number(part.getAttribute(name));
  const all = (kind) => [...root.querySelectorAll(kind)];
  const tubes = all(".nnbp-nudge-moved, .nnbp-nudge-promised").map((bar) => {
    const tube = bar.classList.contains("nnbp-nudge-moved")
      ? bar.previousElementSibling
      : bar.previousElementSibling.previousElementSibling.previousElementSibling;
    const middle = number(tube, "y") + number(tube, "height") / 2;
    const [top, height] = [number(bar, "y"), number(bar, "height")];
    const up = bar.classList.contains("nnbp-nudge-promised")
      ? middle - top - height / 2
      : top < middle - 0.01
        ? middle - top
        : middle - top - height;
    return [bar.dataset.quantity, bar.dataset.index, up, Number(bar.dataset.value)];
  });
  return {
    marks: Object.fromEntries(
      all("[data-mark]").map((mark) => [mark.dataset.mark, [number(mark, "cx"), number(mark, "cy")]]),
    ),
    across: all("[data-x]").map((text) => [number(text, "x"), Number(text.dataset.x)]),
    up: all("[data-y]").map((text) => [number(text, "y") - 4, Number(text.dataset.y)]),
    tubes,
  };
}
