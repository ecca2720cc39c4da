// The theme's buttons name what they do in data-call (see tools/sphinx/finish_pages.py), for a page whose
// Content-Security-Policy lets no code stand in its attributes.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-call]");
  const action = button?.dataset.call.split(".").reduce((owner, name) => owner?.[name], window);
  if (typeof action === "function") action.call(window);
});

// What is wider than the screen scrolls, so the keyboard must reach it. An observer is told of sizes after the page's
// own layout, and only of what is laid out: nothing is measured twice.
const scrolls = (box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (scrolls(target)) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
const WIDE = "pre, .cell_output > .output, .pst-scrollable-table-container, div.math > mjx-container";
for (const box of document.querySelectorAll(WIDE)) if (!box.closest("[data-explorer-module]")) sizes.observe(box);

// The keyboard's place stays in sight. What comes near is laid out only then (course.css), and can push it out of the window.
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches(":focus-visible")) return;
  setTimeout(() => {
    const { top, bottom } = target.getBoundingClientRect();
    const lost = bottom <= 0 || top >= innerHeight;
    if (lost && target === document.activeElement) target.scrollIntoView({ block: "nearest" });
  }, 150);
});

// The course's package is installed from the site that the reader sees, wherever that stands: its address is put before
// the wheel's in what a page shows, and in a notebook when it is downloaded. On file:// no page may read another file;
// the notebook then comes as it lies there, and its first cell says what to do.
const SITE = new URL(document.documentElement.dataset.content_root ?? "./", location.href).href;
const atThisSite = (text) => text.replace(/[^\s"\\]*\/(?=downloads\/[^\s"\\]+\.whl)/g, SITE);
for (const line of document.querySelectorAll(".at-site pre")) line.textContent = atThisSite(line.textContent);

const save = (text, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
document.addEventListener("click", async (event) => {
  const link = event.target.closest('a[href*="_sources/"][href$=".ipynb"]');
  if (!link || location.protocol === "file:") return;
  event.preventDefault();
  try {
    const reply = await fetch(link.href);
    if (!reply.ok) throw new Error(reply.status);
    save(atThisSite(await reply.text()), link.pathname.split("/").pop());
  } catch {
    location.assign(link.href); // the browser says what is wrong
  }
});
// A prediction. What follows a closed box would give its answer away, so it waits until the box is opened: all up to the
// next box or section. Who searches the page, follows a link into it, or prints it gets to see it; so does who has no script.
const arrivals = [];
for (const box of document.querySelectorAll(".bd-article details.prediction")) {
  const held = [];
  for (let next = box.nextElementSibling; next && !next.matches("section, details"); next = next.nextElementSibling)
    held.push(next);
  if (!held.length) continue;
  box.classList.add("holds");
  for (const part of held) part.setAttribute("hidden", "until-found");
  const release = () => {
    box.classList.remove("holds");
    for (const part of held) part.removeAttribute("hidden");
  };
  const open = () => {
    box.open = true;
    release();
  };
  box.addEventListener("toggle", () => box.open && !("printed" in box.dataset) && release()); // not when paper opened it
  for (const part of held) part.addEventListener("beforematch", open);
  const linked = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1).split(".")[0]);
    if (target && (box.contains(target) || held.some((part) => part.contains(target)))) {
      open();
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", linked);
  arrivals.push(linked);
}
document.documentElement.dataset.held = ""; // until now the style has held them: nothing was painted that goes away
for (const linked of arrivals) linked(); // what the style holds has no place to scroll to

// On paper every box is open, for a page of paper cannot be clicked; afterwards they are as they were.
addEventListener("beforeprint", () => {
  for (const box of document.querySelectorAll(".bd-article details:not([open])"))
    Object.assign(box, { open: true }).dataset.printed = "";
});
addEventListener("afterprint", () => {
  for (const box of document.querySelectorAll("details[data-printed]"))
    delete Object.assign(box, { open: false }).dataset.printed;
});

// A page that was opened as a file can load no module: no figure comes to life, so no room is kept for one.
if (location.protocol === "file:") document.documentElement.dataset.fromFile = "";
