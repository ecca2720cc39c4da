// Exercise 1.1 answered in Firefox, as a reader does it, from the page's load to its reload.
//
// Reads { firefox, address } from its standard input, and prints what was seen after each step:
// { steps: { name: { state, verdict, output, code } }, workers, marks, seconds, asked, asked_before, elsewhere, trouble }.
// Where a step cannot be taken, the last trouble says so.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import puppeteer from "puppeteer-core";

const { firefox, address } = JSON.parse(readFileSync(0, "utf8"));
const ROOT = '[data-live="1.1"]';
const PATIENCE = 30_000; // ms a step, on a machine that has much to do

/** What is asked of other hosts: all of it goes to this proxy, which answers nothing. */
const elsewhere = [];
const proxy = createServer((request, reply) => {
  elsewhere.push(request.url);
  reply.writeHead(502).end();
});
proxy.on("connect", (request, socket) => {
  elsewhere.push(request.url);
  socket.destroy();
});
await new Promise((listening) => proxy.listen(0, "127.0.0.1", listening));

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" }, // without it, Firefox ignores the first of these settings
  extraPrefsFirefox: {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": proxy.address().port,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": proxy.address().port,
    "services.settings.server": "data:,", // Firefox itself asks for nothing
  },
});
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);
await page.setViewport({ width: 1280, height: 1000 });

const asked = [];
const trouble = [];
page.on("request", (request) => asked.push(request.url()));
page.on("requestfailed", (request) => trouble.push(`failed: ${request.url()}`));
page.on("response", (reply) => reply.status() >= 400 && trouble.push(`${reply.status()}: ${reply.url()}`));
page.on("console", (message) => ["error", "warn"].includes(message.type()) && trouble.push(message.text()));
page.on("pageerror", (error) => trouble.push(String(error)));
await page.evaluateOnNewDocument(() => {
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`),
  );
});

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

const steps = {};
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

const seen = { steps, asked, elsewhere, trouble };
async function session() {
  await page.goto(address);
  await see("before");
  seen.asked_before = asked.length;
  const clicked = performance.now();
  await button("Try it here").click();
  await button("Run").click();
  await page.waitForSelector(`${ROOT}[data-state="ready"] [data-live-output]:not(:empty)`);
  seen.seconds = (performance.now() - clicked) / 1000;
  await see("stub");
  await answer("wrong", "failed", "def layer(w, a, b):", "return w @ a + b");
  await answer("right", "passed", "def layer(w, a, b):", "return SIGMOID.f(w @ a + b)");
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
  await answer("again", "passed", "def layer(w, a, b):", "return SIGMOID.f(w @ a + b)  # mine");
  await page.reload();
  await until('[data-state="idle"]:not([hidden])');
  seen.marks = await page.$$eval("[data-passed]", (marked) => marked.map((mark) => mark.closest("h2")?.textContent));
  await button("Try it here").click();
  await until(" .cm-line");
  await see("reloaded");
}

await session().catch((error) => trouble.push(`it ended early: ${error.message}`));
console.log(JSON.stringify(seen));
await browser.close();
proxy.close();
