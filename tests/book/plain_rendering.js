/** Markdown as a plain front-end shows it: CommonMark, tables, and formulas by what VS Code sets them with. */

import markdownKatex from "@vscode/markdown-it-katex";
import katex from "katex";
import MarkdownIt from "markdown-it";

/** A text as HTML, each formula as ∎; and what KaTeX says of those that it refuses, as sentences. */
export function rendered(text) {
  const errors = [];
  const renderToString = (tex, options) => {
    try {
      katex.renderToString(tex, { ...options, throwOnError: true, strict: "error" });
    } catch (error) {
      errors.push(`${error.message} in ${tex.trim()}`);
    }
    return "∎";
  };
  const page = new MarkdownIt({ html: true }).use(markdownKatex.default ?? markdownKatex, { katex: { renderToString } });
  return { html: page.render(text), errors };
}
