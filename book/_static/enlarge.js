// A drawing is as wide as its column, which on a phone is too small for its letters. A tap on it, or its button, shows
// it as large as the screen allows, and never smaller than it was drawn: what does not fit scrolls.
const LETTERS = 1.25; // how much larger than drawn, where the screen is small

/** @param {HTMLImageElement} picture */
function widthFor(picture) {
  const [width, height] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
  const fits = Math.min(innerWidth / width, innerHeight / height);
  return Math.floor(width * Math.max(fits, LETTERS));
}

const page = document.documentElement.style;

/** @param {HTMLImageElement} picture */
function enlarge(picture) {
  const dialog = document.createElement("dialog");
  const large = /** @type {HTMLImageElement} */ (picture.cloneNode());
  large.removeAttribute("loading");
  large.style.width = `${widthFor(picture)}px`;
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", "Enlarged picture");
  dialog.innerHTML = '<button type="button">Close</button><div></div>';
  dialog.lastElementChild?.append(large);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    page.overflow = "";
    dialog.remove();
  });
  page.overflow = "hidden";
  document.body.append(dialog);
  dialog.showModal();
}

/** @type {NodeListOf<HTMLImageElement>} */
const pictures = document.querySelectorAll(".bd-article .cell_output img[src*=_images][width]");
for (const picture of pictures) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", "Enlarge the picture");
  button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M10 2h4v4M14 2 9 7M6 14H2v-4M2 14l5-5"/></svg>`;
  picture.parentElement?.classList.add("can-enlarge");
  picture.after(button);
  for (const each of [picture, button]) each.addEventListener("click", () => enlarge(picture));
}
