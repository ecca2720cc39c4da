// A drawing is as wide as its column, which on a phone is too small for its letters. A tap on it, or its button, shows
// it as large as the screen allows, and never smaller than it was drawn: what does not fit scrolls.
const LETTERS = 1.25; // how much larger than drawn, where the screen is small

function sizeFor({ width, height }) {
  const fits = Math.min(innerWidth / width, innerHeight / height);
  return Math.floor(width * Math.max(fits, LETTERS));
}

function enlarge(picture) {
  const dialog = document.createElement("dialog");
  const large = picture.cloneNode();
  large.removeAttribute("loading");
  const { width, height } = picture.attributes;
  large.style.width = `${sizeFor({ width: Number(width.value), height: Number(height.value) })}px`;
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", "Enlarged picture");
  dialog.innerHTML = '<button type="button">Close</button><div></div>';
  dialog.lastChild.append(large);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

for (const picture of document.querySelectorAll(".bd-article .cell_output img[src*=_images][width]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", "Enlarge the picture");
  button.innerHTML = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M10 2h4v4M14 2 9 7M6 14H2v-4M2 14l5-5"/></svg>';
  picture.parentElement.classList.add("can-enlarge");
  picture.after(button);
  for (const each of [picture, button]) each.addEventListener("click", () => enlarge(picture));
}
