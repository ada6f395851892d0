// Logging a session of six: from the tap on "Save session" until the page says that it is
// saved, beside six raw strict puts in the same page, in turns.

import { DAY, withWorkload } from "./workload.mjs";
import { median } from "./report.mjs";

export const name = "log";
export const title = "Log of six, typical workload";

const RUNS = 40;
const SLOWDOWNS = [1, 4];

export async function measure({ site, browser, report }) {
  const { context } = await withWorkload(browser, site, "typical");
  const page = await context.newPage();
  await page.goto(`${site.url}#/groups`);
  await page.getByRole("link", { name: "Group 1", exact: true }).first().click();
  await page.waitForURL(/#\/groups\/[0-9a-f-]+$/);
  const group = page.url().split("/").pop();
  const session = await context.newCDPSession(page);
  for (const slowdown of SLOWDOWNS) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const [taps, puts] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      await page.goto(`${site.url}#/log/group/${group}/${DAY}`);
      await page.getByRole("form", { name: "Log session" }).waitFor();
      taps.push(await page.evaluate(tapUntilSaved));
      puts.push(await page.evaluate(sixStrictPuts));
    }
    report.times(`tap to saved, ${slowdown}x CPU`, taps);
    report.times(`six raw strict puts, ${slowdown}x CPU`, puts);
    report.note(`  ${(median(taps) / median(puts)).toFixed(2)} times the raw puts`);
  }
  await context.close();
}

/** In the page: the message appears after the transaction is complete, never before. */
function tapUntilSaved() {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Save session");
  const before = document.querySelectorAll(".toast").length;
  const known = [...document.querySelectorAll(".toast")].at(-1);
  return new Promise((done) => {
    const started = performance.now();
    const observer = new MutationObserver(() => {
      const toasts = [...document.querySelectorAll(".toast")];
      if (toasts.length > before || (toasts.length > 0 && toasts.at(-1) !== known)) {
        observer.disconnect();
        done(performance.now() - started);
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
    button.click();
  });
}

/** In the page: what the browser itself needs. */
async function sixStrictPuts() {
  const request = (one) => new Promise((done, failed) => {
    one.onsuccess = () => done(one.result);
    one.onerror = () => failed(one.error);
  });
  const opening = indexedDB.open("bench-puts", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("shelf");
  const database = await request(opening);
  const started = performance.now();
  const transaction = database.transaction(["shelf"], "readwrite", { durability: "strict" });
  const shelf = transaction.objectStore("shelf");
  for (let number = 0; number < 6; number++) {
    shelf.put({ rev: 1, v: 1, body: "x".repeat(600) }, `session/${Math.random()}`);
  }
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error);
  });
  const time = performance.now() - started;
  database.close();
  return time;
}
