// Every figure in Firefox: it mounts, its handle is dragged, its run runs, Reset brings it back.
//
// Reads { firefox, places: { name: address } } from its standard input, and prints
// { figures: { name: { handle, dragged, ran, back } }, asked, elsewhere, trouble }.

import { readFileSync } from "node:fs";
import { inFirefox } from "./firefox_page.mjs";

const { firefox, places } = JSON.parse(readFileSync(0, "utf8"));
const HANDLE = "[data-picture] :is([data-handle], [role=grid])"; // a digit is drawn on a grid

/** What a figure shows: the numbers for machines, the places of its handles, its sentence. */
const shown = (page, root) =>
  page.$eval(root, (figure) =>
    JSON.stringify([
      [...figure.querySelectorAll("[data-value]")].map((each) => each.dataset.value),
      [...figure.querySelectorAll("[data-handle]")].map((each) => each.getAttribute("aria-valuenow")),
      figure.querySelector("[data-words]").textContent,
    ]),
  );

const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/** Whether a figure comes to show something else, within a few seconds. */
async function becomes(page, root, wanted) {
  for (let tries = 0; tries < 40; tries += 1) {
    if (wanted(await shown(page, root))) return true;
    await rest(100);
  }
  return false;
}

/** Drag the first handle a way to the left, or to the right where it stands at its left end. */
async function drag(page, root) {
  const handle = await page.$(`${root} ${HANDLE}`);
  if (!handle) return false;
  await handle.evaluate((each) => each.scrollIntoView({ block: "center" }));
  await rest(100);
  const { x, y, width, height } = await handle.boundingBox();
  const [from, height2] = [x + width / 2, y + height / 2];
  for (const way of [-60, 60]) {
    const before = await shown(page, root);
    await page.mouse.move(from, height2);
    await page.mouse.down();
    for (let i = 1; i <= 6; i += 1) await page.mouse.move(from + (way * i) / 6, height2 + i);
    await page.mouse.up();
    if (await becomes(page, root, (now) => now !== before)) return true;
  }
  return false;
}

/** What happens to one figure, on its page. */
async function handled(page, name, address) {
  const root = `[data-explorer="${name}"][data-ready]`;
  await page.goto("about:blank");
  await page.goto(address);
  await page.waitForSelector(root);
  const first = await shown(page, root);
  const dragged = await drag(page, root);
  await page.$eval(`${root} [data-reset]`, (button) => button.click());
  const back = await becomes(page, root, (now) => now === first);
  const run = await page.$(`${root} [data-run-button]`);
  if (!run) return { dragged, back, ran: null };
  await run.evaluate((button) => button.click());
  const ran = await becomes(page, root, (now) => now !== first);
  await page.$eval(`${root} [data-reset]`, (button) => button.click());
  return { dragged, ran, back: back && (await becomes(page, root, (now) => now === first)) };
}

await inFirefox(firefox, async (page, seen) => {
  seen.figures = {};
  for (const [name, address] of Object.entries(places)) seen.figures[name] = await handled(page, name, address);
});
