// For packing.py. On standard input a style sheet (argument "css") or a script ("js"); on standard output the same, packed.
// Of the style sheet, only the rules are kept that some page or script of the site (second argument) can use.

import { text } from "node:stream/consumers";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const [loader, site] = process.argv.slice(2);
let code = await text(process.stdin);
if (loader === "css") {
  const content = [`${site}/**/*.html`, `${site}/_static/site.js`, `${site}/_static/explorers/*.js`];
  [{ css: code }] = await new PurgeCSS().purge({ content, css: [{ raw: code }] });
}
process.stdout.write((await transform(code, { loader, minify: true })).code);
