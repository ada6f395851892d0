// The measurements, in order. `cargo xtask bench [NAME...]` runs all, or those named.
//
// Each part exports `name`, `title` and `measure({ site, bare, browser, report })`. Parts
// that are timed against something run both in turns in the same browser, so that a busy
// machine slows both alike. Results also go to bench-results/ as JSON.

import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { argv, env } from "node:process";
import { fileURLToPath } from "node:url";

import { serve } from "../../xtask/site.mjs";
import { launch } from "../e2e/browser.mjs";
import { DIST } from "../e2e/dist.mjs";
import * as heavy from "./heavy.mjs";
import * as log from "./log.mjs";
import { Report } from "./report.mjs";
import * as series from "./series.mjs";
import * as start from "./start.mjs";
import * as tasks from "./tasks.mjs";

const PARTS = [start, log, tasks, series, heavy];

const wanted = argv.slice(2);
const site = await serve(DIST);
const bare = await serve(env.BARE_PAGE ?? fileURLToPath(new URL("../../target/bare-leptos/page", import.meta.url)));
const browser = await launch();
const report = new Report();
console.log(`   ${cpus().length} cores, ${cpus()[0].model}, Chromium ${browser.version()}`);
try {
  for (const part of PARTS.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
    report.part(part.title);
    await part.measure({ site, bare, browser, report });
  }
} finally {
  await browser.close();
  await site.stop();
  await bare.stop();
}

const results = fileURLToPath(new URL("../../bench-results", import.meta.url));
await mkdir(results, { recursive: true });
await writeFile(join(results, "latest.json"), `${JSON.stringify(report.rows, null, 2)}\n`);
