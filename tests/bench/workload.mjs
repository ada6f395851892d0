// A seeded caseload in a fresh profile, restored from its file the way a person would.
//
// The files are made by `cargo run -p aimline-core --example workload`, which `cargo xtask
// bench` does first. The page's clock stands on the day for which they were made.

import { join } from "node:path";
import { env } from "node:process";

import { startClockAt } from "../e2e/clock.mjs";

export const DAY = "2026-11-24";
const NOW = `${DAY}T08:05`;

export const fileOf = (workload) => join(env.WORKLOADS, `${workload}.json`);

/** A context with the workload in it, and how many seconds the restore took. */
export async function withWorkload(browser, site, workload) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addInitScript(startClockAt, new Date(NOW).getTime());
  if (workload === "empty") return { context, seconds: 0 };
  const page = await context.newPage();
  await page.goto(`${site.url}#/data`);
  await page.getByLabel("Backup file").setInputFiles(fileOf(workload));
  const dialog = page.getByRole("dialog", { name: "Restore a backup" });
  const restore = dialog.getByRole("button", { name: /^(Restore|Replace what is here)$/ });
  await restore.waitFor({ timeout: 180_000 });
  const started = Date.now();
  await restore.click();
  await page.getByText(/Backup restored/).first().waitFor({ timeout: 300_000 });
  const seconds = (Date.now() - started) / 1000;
  await page.close();
  return { context, seconds };
}
