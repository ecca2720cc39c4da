// Part of Sphinx's search (finding.py): which result comes first, and what is quoted of a page.

/** @param {string} text */
const plain = (text) => text.toLowerCase().trim().replace(/s$/, "");
/** @type {Record<string, string>} */
const homes = JSON.parse(document.getElementById("homes")?.textContent ?? "{}");
const asked = plain(new URLSearchParams(location.search).get("q") ?? "");
const home = Object.entries(homes).find(([word]) => plain(word) === asked)?.[1];
// Sphinx gives 5 where a word stands in the text, up to 16 for a title, up to 100 for an entry of the glossary.
const WORTH = { "book/chapters/": 10, "book/solutions/": -3 };

Scorer = {
  ...Scorer,
  /** @param {Result} result */
  score([page, title, , , score]) {
    if (page === home) return score + 200;
    const named = title.toLowerCase().includes(asked) ? asked.length / title.length : 0; // of two titles, the nearer
    return score + named + (Object.entries(WORTH).find(([folder]) => page.startsWith(folder))?.[1] ?? 0);
  },
};

// What stands in an article and is none of its text: code, figures that wait, buttons, and a formula's second form,
// which a screen reader has.
const NO_TEXT = ".headerlink, script, style, button, .cell, mjx-assistive-mml, [data-explorer-module], [data-live]";
Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of page.querySelectorAll(NO_TEXT)) part.remove();
  const place = (anchor && page.getElementById(anchor.slice(1))) || page.querySelector("article") || page.body;
  return place.textContent.replace(/\s+/g, " ").trim();
};

// A quotation of whole words, around the words as they were asked for, else around the first of them that is there.
const BEFORE = 80;
const LENGTH = 240;
Search.makeSearchSummary = (html, keywords, anchor) => {
  const text = Search.htmlToText(html, anchor);
  const places = [asked, ...keywords].map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0);
  const from = Math.max(0, (places[0] ?? 0) - BEFORE);
  const quoted = text.slice(from, from + LENGTH);
  const summary = document.createElement("p");
  summary.className = "context";
  summary.textContent = (from ? quoted.replace(/^\S*\s/, "… ") : quoted) + (from + LENGTH < text.length ? " …" : "");
  return summary;
};

// A chapter may say a word in other words, "gradients vanish": it is found all the same.
const performed = Search._performSearch;
Search._performSearch = (...query) => {
  const found = performed(...query);
  const number = home ? Search._index.docnames.indexOf(home) : -1;
  if (!home || number < 0 || found.some(([page]) => page === home)) return found;
  return [...found, [home, Search._index.titles[number], "", null, 200, Search._index.filenames[number]]];
};

// Words are marked in the results alone: Sphinx would mark them on whatever page is opened next.
const parsed = Search._parseQuery;
Search._parseQuery = (query) => {
  const parts = parsed(query);
  localStorage.removeItem("sphinx_highlight_terms");
  return parts;
};
