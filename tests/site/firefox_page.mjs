// A page in Firefox that reaches no other host, and what went wrong on it.

import { createServer } from "node:http";
import puppeteer from "puppeteer-core";

const PATIENCE = 30_000; // ms a step, on a machine that has much to do

/** A proxy that answers nothing, and what was asked of it. */
async function nowhere() {
  const asked = [];
  const server = createServer((request, reply) => {
    asked.push(request.url);
    reply.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url);
    socket.destroy();
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { asked, port: server.address().port, close: () => server.close() };
}

const launch = (firefox, port) =>
  puppeteer.launch({
    browser: "firefox",
    executablePath: firefox,
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" }, // without it, Firefox ignores the last of these settings
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": port,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": port,
      "services.settings.server": "data:,", // Firefox itself asks for nothing
    },
  });

/** Everything that a page says went wrong goes into `trouble`, every address it asks for into `asked`. */
async function listen(page, asked, trouble) {
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
}

/**
 * Open a page, let `act(page, seen)` work on it, and print `seen` as JSON: with { asked, elsewhere, trouble }, and what
 * `act` has put in. Where it cannot go on, the last trouble says so.
 */
export async function inFirefox(firefox, act) {
  const proxy = await nowhere();
  const browser = await launch(firefox, proxy.port);
  const seen = { asked: [], elsewhere: proxy.asked, trouble: [] };
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1280, height: 1000 });
  await listen(page, seen.asked, seen.trouble);
  await act(page, seen).catch((error) => seen.trouble.push(`it ended early: ${error.message}`));
  console.log(JSON.stringify(seen));
  await browser.close();
  proxy.close();
}
