// Typesets formulas for typeset.py: one JSON request a line on standard input, one JSON answer a line on standard output.
//   {"tex": "...", "display": true}  ->  {"html": "..."} or {"trouble": "..."}
//   {"css": true}                    ->  {"css": "..."}: the style of every glyph

const readline = require("readline");
const { init } = require("mathjax");

const SETTINGS = {
  loader: { versionWarnings: false, load: ["input/tex-full", "output/chtml", "adaptors/liteDOM", "a11y/assistive-mml"] },
  tex: { tags: "none", formatError: (jax, error) => { throw error; } },
  chtml: { fontURL: "mathjax-fonts", adaptiveCSS: false, matchFontHeight: false, scale: 1.15 },
};

init(SETTINGS).then((MathJax) => {
  const adaptor = MathJax.startup.adaptor;
  const answer = ({ css, tex, display }) => {
    if (css) return { css: adaptor.textContent(MathJax.chtmlStylesheet()) };
    try {
      return { html: adaptor.outerHTML(MathJax.tex2chtml(tex, { display })) };
    } catch (error) {
      return { trouble: error.message };
    }
  };
  readline.createInterface({ input: process.stdin }).on("line", (line) => {
    process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
  });
});
