// For bundle.py: a style sheet on standard input, the same without the rules that no page or script of the site can
// use, packed, on standard output. The site's folder is the argument.

import { text } from "node:stream/consumers";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const site = process.argv[2];
const content = [`${site}/**/*.html`, `${site}/_static/site.js`, `${site}/_static/explorers/*.js`];
const [{ css }] = await new PurgeCSS().purge({ content, css: [{ raw: await text(process.stdin) }] });
const { code } = await transform(css, { loader: "css", minify: true });
process.stdout.write(code);
