// Exercise 1.1 answered in Firefox, as a reader does it, from the page's load to its reload.
//
// Reads { firefox, address } from its standard input, and prints what was seen after each step:
// { steps: { name: { state, verdict, output, code } }, workers, marks, seconds, asked, asked_before, elsewhere, trouble }.

import { readFileSync } from "node:fs";
import { inFirefox } from "./firefox_page.mjs";

const { firefox, address } = JSON.parse(readFileSync(0, "utf8"));
const ROOT = '[data-live="1.1"]';

/** The hands of a reader on a page. */
function reader(page, steps) {
  const button = (name) => page.locator(`::-p-xpath(//*[@data-live="1.1"]//button[.="${name}"])`);
  const until = (attributes) => page.waitForSelector(`${ROOT}${attributes}`);
  async function write(...lines) {
    await page.locator(`${ROOT} .cm-content`).click();
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    for (const [number, line] of lines.entries()) {
      if (number) await page.keyboard.press("Enter"); // the editor indents
      await page.keyboard.type(line);
    }
  }
  async function see(name) {
    steps[name] = await page.$eval(ROOT, (root) => ({
      state: root.dataset.state,
      verdict: root.dataset.verdict,
      output: root.querySelector("[data-live-output]")?.textContent,
      code: [...root.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"),
    }));
  }
  async function answer(name, verdict, ...lines) {
    await write(...lines);
    await button("Run").click();
    await until(`[data-state="ready"][data-verdict="${verdict}"]`);
    await see(name);
  }
  return { button, until, write, see, answer };
}

/** A loop without end, and what is left of it when it is stopped. */
async function endless(page, seen, { button, until, write, see }) {
  await write("def layer(w, a, b):", "while True: pass");
  await button("Run").click();
  await until('[data-state="running"]');
  await see("endless");
  seen.workers = [page.workers().length];
  await button("Stop").click();
  await until('[data-state="ready"][data-verdict="stopped"]');
  await see("stopped");
  for (let tries = 0; page.workers().length && tries < 20; tries++) await new Promise((rest) => setTimeout(rest, 100));
  seen.workers.push(page.workers().length);
}

await inFirefox(firefox, async (page, seen) => {
  seen.steps = {};
  const hands = reader(page, seen.steps);
  const { button, until, see, answer } = hands;
  await page.goto(address);
  await see("before");
  seen.asked_before = seen.asked.length;
  const clicked = performance.now();
  await button("Try it here").click();
  await button("Run").click();
  await page.waitForSelector(`${ROOT}[data-state="ready"] [data-live-output]:not(:empty)`);
  seen.seconds = (performance.now() - clicked) / 1000;
  await see("stub");
  await answer("wrong", "failed", "def layer(w, a, b):", "return w @ a + b");
  await answer("right", "passed", "def layer(w, a, b):", "return SIGMOID.f(w @ a + b)");
  await endless(page, seen, hands);
  await answer("again", "passed", "def layer(w, a, b):", "return SIGMOID.f(w @ a + b)  # mine");
  await page.reload();
  await until('[data-state="idle"]:not([hidden])');
  seen.marks = await page.$$eval("[data-passed]", (marked) => marked.map((mark) => mark.closest("h2")?.textContent));
  await button("Try it here").click();
  await until(" .cm-line");
  await see("reloaded");
});
