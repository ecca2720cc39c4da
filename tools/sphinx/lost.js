// On the page for an address that leads nowhere (lost.py). A host shows it at that very address, so it first finds out
// where the site stands, then makes its links lead there, and says which page may have been meant.
let mode = null;
try {
  mode = localStorage.getItem("mode");
} catch {}
const dark = { light: false, dark: true }[mode] ?? matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = dark ? "dark" : "light";

const words = (text) => text.toLowerCase().match(/\p{Letter}+/gu)?.filter((word) => word !== "html") ?? [];
const pairs = (text) => new Set([...text].slice(1).map((letter, i) => text[i] + letter));

// How alike two words are, from 0 to 1: the pairs of letters that they share.
function likeness(one, other) {
  const [a, b] = [pairs(one), pairs(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size || 1);
}

const nameOf = (path) => words(path.split("/").pop()).join("");
const folderOf = (path) => words(path.split("/").slice(0, -1).join(" ")).join("");

// The page whose name is most like what was asked for; its folder decides between equals.
function likeliest(pages, asked) {
  const worth = (path) => likeness(nameOf(path), nameOf(asked)) + likeness(folderOf(path), folderOf(asked)) / 10;
  const best = Object.keys(pages).reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return likeness(nameOf(best), nameOf(asked)) > 0.6 ? best : undefined;
}

function readable(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a slip in the address itself
  }
}

// The site's address: what stands before "book/", or the nearest folder that holds its entrance.
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

addEventListener("DOMContentLoaded", async () => {
  const pages = JSON.parse(document.getElementById("pages").textContent);
  const site = await siteAbove(location.href);
  const asked = readable(location.pathname);
  for (const link of document.querySelectorAll("a")) link.href = site + link.dataset.to;
  document.querySelector("form").action = `${site}search.html`;
  document.querySelector("input").value = words(asked.split("/").pop()).join(" ");
  const page = likeliest(pages, asked);
  if (!page) return;
  const meant = document.getElementById("meant");
  Object.assign(meant.querySelector("a"), { href: `${site}${page}.html`, textContent: pages[page] });
  meant.hidden = false;
});
