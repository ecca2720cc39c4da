// What the tests ask the page about CostMeter; every_figure.js stands before it.

/** What CostMeter draws: its layers, how much of each bar is full, where the handle of the layers stands. */
function meterOf(svg) {
  const number = (node, name) => Number(node.getAttribute(name));
  const layers = [...svg.querySelectorAll("[data-layer]")].map((path) => {
    const height = Number(path.getAttribute("d").split("v")[1]);
    const gap = Number(path.getAttribute("stroke-dasharray")?.split(" ")[1]);
    const dotted = path.matches(".nnbp-cm-dots");
    return { size: number(path, "data-layer"), height, dots: dotted && gap ? 1 + Math.floor(height / gap) : null };
  });
  const full = number(svg.querySelector(".nnbp-cm-track"), "width");
  const bars = [...svg.querySelectorAll("[data-lane]")].map((bar) => [bar.dataset.lane, number(bar, "width") / full]);
  const [last] = [...svg.querySelectorAll("[data-layer]")].slice(-1);
  return {
    layers,
    bars: Object.fromEntries(bars),
    seconds: Number.parseFloat(svg.querySelector(".nnbp-cm-clock").textContent || "0"),
    last: Number(last.getAttribute("d").match(/[\d.]+/)[0]),
    handle: Number(
      svg
        .querySelector("[data-handle=layers]")
        .getAttribute("transform")
        .match(/[\d.]+/)[0],
    ),
    width: svg.viewBox.baseVal.width,
  };
}

/** Whether a shape is filled with the colour of a token. */
function isFilledWith(shape, token) {
  const probe = shape.closest(".nnbp").appendChild(document.createElement("i"));
  probe.style.color = `var(${token})`;
  const same = getComputedStyle(probe).color === getComputedStyle(shape).fill;
  probe.remove();
  return same;
}
