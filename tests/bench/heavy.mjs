// Restoring and backing up the heavy workload, the heap with it open, beside a plain put of
// every record of the same data on its own.

import { readFile } from "node:fs/promises";

import { fileOf, withWorkload } from "./workload.mjs";

export const name = "heavy";
export const title = "Heavy workload: 500 students, 20,000 sessions, 300,000 scores";

export async function measure({ site, browser, report }) {
  const { context, seconds } = await withWorkload(browser, site, "heavy");
  const page = await context.newPage();
  await page.goto(`${site.url}#/data`);
  await page.getByRole("heading", { name: "Data", exact: true }).waitFor();
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => performance.measureUserAgentSpecificMemory?.().then((m) => m.bytes).catch(() => 0) ?? 0);

  await page.getByRole("button", { name: "Back up", exact: true }).click();
  const started = Date.now();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 300_000 }),
    page.getByRole("button", { name: "Without a passphrase" }).click(),
  ]);
  await download.path();
  const backup = (Date.now() - started) / 1000;

  const { documents } = JSON.parse(await readFile(fileOf("heavy"), "utf8"));
  const records = documents.reduce((sum, { body }) => sum + 1 + Object.keys(body.value?.probes ?? {}).length, 0);
  const scratch = await context.newPage();
  await scratch.goto(`${site.url}#/data`);
  const puts = await scratch.evaluate(putEach, records);
  report.times("restore", [seconds], "s");
  report.times(`plain put of ${records} records`, [puts], "s");
  report.note(`  the restore takes ${(seconds / puts).toFixed(2)} of the plain puts`);
  report.times("back up", [backup], "s");
  report.times("JavaScript heap, caseload open", [usedSize / 1e6], "MB");
  if (wasm) report.times("all memory of the page", [wasm / 1e6], "MB");
  await context.close();
}

/** In the page: one record, one put, one strict transaction for all. */
async function putEach(count) {
  const opening = indexedDB.open("bench-records", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("records");
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  const started = performance.now();
  const transaction = database.transaction(["records"], "readwrite", { durability: "strict" });
  const records = transaction.objectStore("records");
  for (let number = 0; number < count; number++) {
    records.put({ student: number % 500, date: "2026-10-05", score: number % 120, errors: 2, note: "" }, number);
  }
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error);
  });
  const seconds = (performance.now() - started) / 1000;
  database.close();
  return seconds;
}
