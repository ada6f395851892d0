// From navigation until the page can be used, cold and warm, at full and at a quarter of
// the processor's speed, beside a bare Leptos page.
//
// "Can be used" is read inside the page: the app has mounted (the shell is gone and there
// is a heading; on the bare page, the button) and the main thread has come back to itself
// once after that. Cold is a fresh profile; warm is the next visit of the same one, with
// the service worker in control.

import { median } from "./report.mjs";
import { withWorkload } from "./workload.mjs";

export const name = "start";
export const title = "Navigate to interactive";

const RUNS = 9;
const SLOWDOWNS = [1, 4];

// With data there is only a warm visit: whoever has a caseload was here before.
const WORKLOADS = ["typical", "heavy"];

export async function measure({ site, bare, browser, report }) {
  for (const slowdown of SLOWDOWNS) {
    const pages = [
      { label: "Aimline, empty", url: `${site.url}#/today`, ready: appReady, worker: true },
      { label: "bare Leptos", url: bare.url, ready: bareReady, worker: false },
    ];
    for (const page of pages) Object.assign(page, { cold: [], warm: [] });
    for (let run = 0; run < RUNS; run++) {
      for (const page of pages) await visitTwice(browser, page, slowdown);
    }
    for (const kind of ["cold", "warm"]) {
      for (const page of pages) report.times(`${page.label}, ${kind}, ${slowdown}x CPU`, page[kind]);
      const [ours, theirs] = pages.map((page) => median(page[kind]));
      report.note(`  ${(ours / theirs).toFixed(2)} times the bare page`);
    }
  }
  for (const workload of WORKLOADS) await withData(browser, site, workload, report);
}

async function withData(browser, site, workload, report) {
  const { context } = await withWorkload(browser, site, workload);
  await context.addInitScript(appReady);
  await workerReady(context, site.url);
  for (const slowdown of SLOWDOWNS) {
    const times = [];
    for (let run = 0; run < RUNS; run++) times.push(await visit(context, `${site.url}#/today`, slowdown));
    report.times(`Aimline, ${workload}, warm, ${slowdown}x CPU`, times);
  }
  await context.close();
}

async function visitTwice(browser, { url, ready, worker, cold, warm }, slowdown) {
  const context = await browser.newContext();
  await context.addInitScript(ready);
  cold.push(await visit(context, url, slowdown));
  if (worker) await workerReady(context, url);
  warm.push(await visit(context, url, slowdown));
  await context.close();
}

async function visit(context, url, slowdown) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.goto(url, { waitUntil: "commit" });
  const time = await page.waitForFunction(() => window.interactiveAt, null, { timeout: 60_000 });
  const value = await time.jsonValue();
  await page.close();
  return value;
}

async function workerReady(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.close();
}

// Both run in the page before anything else, so they can use nothing from this file.
function appReady() {
  // The heading of a page stands once the caseload is read.
  const mounted = () => !document.getElementById("shell") && document.querySelector("h1");
  const observer = new MutationObserver(() => {
    if (!mounted()) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.interactiveAt = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}

function bareReady() {
  const observer = new MutationObserver(() => {
    if (!document.querySelector("button")) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.interactiveAt = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}
