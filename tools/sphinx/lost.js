// On the page for an address that leads nowhere (lost.py). A host shows it at that very address, so it first finds out
// where the site stands, then makes its links lead there, and says which page may have been meant.
/** @type {string | null} */
let mode = null;
try {
  mode = localStorage.getItem("mode");
} catch {}
const system = matchMedia("(prefers-color-scheme: dark)");
function dress() {
  const dark = mode === "dark" || (mode !== "light" && system.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
system.addEventListener("change", dress);
dress();

/** @param {string} text @returns {string[]} */
const words = (text) =>
  text
    .toLowerCase()
    .match(/\p{Letter}+/gu)
    ?.filter((word) => word !== "html") ?? [];
/** @param {string} text */
const pairs = (text) => new Set([...text].slice(1).map((letter, i) => text[i] + letter));

/**
 * How alike two words are, from 0 to 1: the pairs of letters that they share.
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  const [a, b] = [pairs(one), pairs(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size || 1);
}

/** @param {string} path */
const nameOf = (path) => words(path.split("/").at(-1) ?? "").join("");
/** @param {string} path */
const folderOf = (path) => words(path.split("/").slice(0, -1).join(" ")).join("");

/**
 * The page whose name is most like what was asked for; its folder decides between equals.
 * @param {Record<string, string>} pages
 * @param {string} asked
 */
function likeliest(pages, asked) {
  /** @param {string} path */
  const worth = (path) => likeness(nameOf(path), nameOf(asked)) + likeness(folderOf(path), folderOf(asked)) / 10;
  const best = Object.keys(pages).reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return likeness(nameOf(best), nameOf(asked)) > 0.6 ? best : undefined;
}

/** @param {string} path */
function readable(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a slip in the address itself
  }
}

/**
 * The site's address: what stands before "book/", or the nearest folder that holds its entrance.
 * @param {string} address
 */
async function siteAbove(address) {
  const path = new URL(address).pathname;
  const folders = [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1)).reverse();
  const likely = path.includes("/book/") ? [path.slice(0, path.indexOf("/book/") + 1)] : [];
  for (const folder of [...likely, ...folders]) {
    const reply = await fetch(`${folder}book/intro.html`, { method: "HEAD" }).catch(() => undefined);
    if (reply?.ok) return new URL(folder, address).href;
  }
  return new URL("./", address).href;
}

/** @param {string} selector @returns {Element} what lost.html has */
const find = (selector) => document.querySelector(selector) ?? document.body;

addEventListener("DOMContentLoaded", async () => {
  /** @type {Record<string, string>} */
  const pages = JSON.parse(find("#pages").textContent ?? "{}");
  const site = await siteAbove(location.href);
  const asked = readable(location.pathname);
  for (const link of document.querySelectorAll("a")) link.href = site + link.dataset.to;
  Object.assign(find("form"), { action: `${site}search.html` });
  Object.assign(find("input"), { value: words(asked.split("/").at(-1) ?? "").join(" ") });
  const page = likeliest(pages, asked);
  if (!page) return;
  Object.assign(find("#meant a"), { href: `${site}${page}.html`, textContent: pages[page] });
  Object.assign(find("#meant"), { hidden: false });
});
