// What the tests ask the page about SaturationLab; every_figure.js stands before it.

/** What the rail of SaturationLab draws of each run, in pixels: the arrow of its speed, the one that the error alone would ask for, the tangent; and how long a speed of 1 is. */
function railOf(rail) {
  const ends = (path) => {
    const steps = [...path.getAttribute("d").matchAll(/([MHL])(-?[\d.]+)(?:[ ,](-?[\d.]+))?/g)];
    return steps.map(([, kind, x, y]) => [Number(x), kind === "H" ? null : Number(y)]);
  };
  const all = (name, part) =>
    Object.fromEntries(
      [...rail.querySelectorAll(`[data-${name}]`)].map((path) => [path.getAttribute(`data-${name}`), part(path)]),
    );
  const measure = rail.querySelector(".nnbp-sat-measure");
  const bar = ends(measure).map(([x]) => x);
  return {
    unit: (Math.max(...bar) - Math.min(...bar)) / Number(measure.getAttribute("data-speed")),
    arrows: all("arrow", (head) => ends(head.previousElementSibling)[0][0] - ends(head)[0][0]),
    asked: all("asked", (path) => ends(path)[0][0] - Math.min(...ends(path).map(([x]) => x))),
    tangents: all("tangent", (path) => {
      const [[px, py], [qx, qy]] = ends(path);
      return (py - qy) / (qx - px);
    }),
  };
}
