// 1,500 series of 30 scores, each to a trend with its interval, a verdict and all effect sizes: the
// core's own work in a page of its own, compiled as the app is. Beside it, in turns, plain
// JavaScript that does a part of it: least squares, Theil-Sen and NAP. Both must find the same.

import assert from "node:assert/strict";
import { env } from "node:process";
import { fileURLToPath } from "node:url";

import { serve } from "../../xtask/site.mjs";
import { median } from "./report.mjs";

export const name = "series";
export const title = "1,500 series of 30: trend, interval, verdict, effect sizes";

const RUNS = 25;
const SLOWDOWNS = [1, 4];
const ALLOWED = 80;

export async function measure({ browser, report }) {
  const site = await serve(env.SERIES_PAGE ?? fileURLToPath(new URL("../../target/series-page/page", import.meta.url)));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => window.analysis);
  await page.evaluate(`window.plain = (${plain})()`);
  const session = await context.newCDPSession(page);
  for (const slowdown of SLOWDOWNS) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const [ours, theirs] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      const [core, reference] = [await page.evaluate(timed, "analysis"), await page.evaluate(timed, "plain")];
      assert.ok(Math.abs(core.sum - reference.sum) < 1e-6, `The sums differ: ${core.sum} and ${reference.sum}`);
      ours.push(core.took);
      theirs.push(reference.took);
    }
    report.times(`all of it, ${slowdown}x CPU`, ours);
    report.times(`plain least squares, Theil-Sen, NAP, ${slowdown}x`, theirs);
    const allowed = slowdown === 1 ? `; ${ALLOWED} ms are allowed` : "";
    report.note(`  ${(median(ours) / median(theirs)).toFixed(2)} times the plain part${allowed}`);
  }
  await context.close();
  await site.stop();
}

/** In the page. */
function timed(which) {
  const started = performance.now();
  const sum = window[which].run();
  return { sum, took: performance.now() - started };
}

/** In the page: the series of crates/core/benches/series/work.rs, made and read by plain means. */
function plain() {
  const [SERIES, SCORES, BEFORE] = [1500, 30, 12];
  let state = 42;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const all = Array.from({ length: SERIES }, () => {
    const growth = 3 * chance();
    return Array.from({ length: SCORES }, (_, week) => Math.round(40 + growth * week + 20 * (chance() - 0.5)));
  });

  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const slope = (values) => {
    const [middle, level] = [(values.length - 1) / 2, mean(values)];
    let [products, squares] = [0, 0];
    values.forEach((value, week) => {
      products += (week - middle) * (value - level);
      squares += (week - middle) ** 2;
    });
    return products / squares;
  };
  const median = (values) => {
    const sorted = Float64Array.from(values).sort();
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  };
  const theilSen = (values) => {
    const slopes = [];
    for (let one = 0; one < values.length; one++)
      for (let other = one + 1; other < values.length; other++)
        slopes.push((values[other] - values[one]) / (other - one));
    return median(slopes);
  };
  const nap = (before, after) => {
    let won = 0;
    for (const one of before) for (const other of after) won += other > one ? 1 : other === one ? 0.5 : 0;
    return won / (before.length * after.length);
  };
  const one = (scores) => {
    const [before, after] = [scores.slice(0, BEFORE), scores.slice(BEFORE)];
    return slope(scores) + nap(before, after) + theilSen(before) + theilSen(after);
  };
  return { run: () => all.reduce((sum, scores) => sum + one(scores), 0) };
}
