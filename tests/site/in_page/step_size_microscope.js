// What the tests ask the page about StepSizeMicroscope; every_figure.js stands before it.

/** What the lens of StepSizeMicroscope draws: how steep chord (or Im C sideways) and slope are, how many levels C has, and where the feet stand. */
function lensOf(lens) {
  const points = (kind) =>
    [...(lens.querySelector(kind)?.getAttribute("d") ?? "").matchAll(/(-?[\d.]+)[, ](-?[\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
  const steep = (kind) => {
    const line = points(kind);
    const [[px, py], [qx, qy]] = [line[0], line.at(-1)];
    return (qy - py) / (qx - px);
  };
  const feet = [...lens.querySelectorAll("circle.nnbp-microscope-foot-mark, .nnbp-microscope-origin[r='4.5']")];
  const chord = lens.querySelector(".nnbp-microscope-chord");
  return {
    slope: steep(".nnbp-microscope-slope"),
    chord: steep(chord ? ".nnbp-microscope-chord" : ".nnbp-microscope-sideways"),
    levels: new Set(points(".nnbp-microscope-cost").map(([, y]) => y)).size,
    far: feet.map((foot) =>
      far(foot, lens.querySelector(chord ? ".nnbp-microscope-cost" : ".nnbp-microscope-sideways")),
    ),
  };
}

/** The ends of the V's lines, in pixels, and where the handle's mark stands. */
function veeOf(vee) {
  const ends = Object.fromEntries(
    [...vee.querySelectorAll("[data-curve]")].map((line) => {
      const corners = (line.getAttribute("d") ?? "")
        .slice(1)
        .split("L")
        .map((corner) => corner.split(",").map(Number));
      return [line.dataset.curve, [corners[0][0], corners.at(-1)[0]]];
    }),
  );
  const marks = [...vee.querySelectorAll(".nnbp-mark")].map((mark) => [
    mark.dataset.of ?? "",
    Number(mark.getAttribute("cx")),
    Number(mark.getAttribute("cy")),
    mark.dataset.value ?? "",
  ]);
  return { ends, marks, names: [...vee.querySelectorAll(".nnbp-microscope-branch")].map(textOf) };
}

/** Words in the lens that lie on a mark, and the name of the step sideways where C runs through it. */
function wordsOnMarks(lens) {
  const inner = (node) => {
    const { x, y, width, height } = node.getBBox();
    return { node, left: x, right: x + width, top: y + height / 4, bottom: y + (3 * height) / 4 };
  };
  const within = ({ left, right, top, bottom }, x, y, r = 0) =>
    x > left - r && x < right + r && y > top - r && y < bottom + r;
  const number = (mark, name) => Number(mark.getAttribute(name));
  const marks = [...lens.querySelectorAll("circle")].map((mark) => ["cx", "cy", "r"].map((name) => number(mark, name)));
  const thin = lens.querySelector(".nnbp-microscope-thin");
  const steps = thin ? [...Array(101).keys()].map((i) => thin.getPointAtLength((i / 100) * thin.getTotalLength())) : [];
  return [...lens.querySelectorAll("text")]
    .map(inner)
    .filter(
      (box) =>
        marks.some(([x, y, r]) => within(box, x, y, r - 1)) ||
        (box.node.matches(".nnbp-microscope-name") && steps.some(({ x, y }) => within(box, x, y))),
    )
    .map(({ node }) => node.textContent);
}
