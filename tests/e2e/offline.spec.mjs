// After one visit the page needs no network, and a new version waits to be asked for.

import assert from "node:assert/strict";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { settled } from "./routes.mjs";
import { goTo, logButton, openDemo, press, said, shown } from "./steps.mjs";
import { copyOfDist, publish, version } from "./versions.mjs";

test("after one visit the page opens with the server stopped, charts included", async (t) => {
  const app = await open(t);
  await app.offlineReady();
  await app.site.stop();
  await app.reload();
  assert.equal(await chartsLoad(app.page), true);
});

test("with the server stopped a session is logged, and is still there after a reload", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await app.offlineReady();
  await app.site.stop();
  await logButton(page, "Fluency, grade 3").last().click();
  const form = page.getByRole("form", { name: "Log session" });
  await form.getByRole("button", { name: "Caleb Osgood present" }).click();
  await form.getByLabel("Note").fill("Without a network");
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");
  await app.reload();
  const logged = page.getByRole("listitem").filter({ hasText: "Fluency, grade 3" });
  await logged.getByText("Logged, 20 min").waitFor();
  await logged.getByRole("link", { name: "Correct" }).click();
  await form.getByRole("button", { name: "Caleb Osgood absent" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#session-note").value === "Without a network");
  // Every other page opens too.
  for (const name of ["Students", "Groups", "Protocols", "Data", "Settings"]) {
    await goTo(page, name);
    await shown(page, name);
  }
});

test("it works offline from a folder of a shared host", async (t) => {
  const app = await open(t, { base: "/school/aimline/" });
  await app.offlineReady();
  await app.site.stop();
  await app.reload();
  const rescue = await app.context.newPage();
  await rescue.goto(`${app.site.url}rescue.html`);
  await rescue.getByRole("heading", { name: "Rescue" }).waitFor();
});

test("a new version waits until the person agrees", async (t) => {
  const folder = await copyOfDist(t);
  const app = await open(t, { folder });
  await app.offlineReady();
  await publish(folder, "2");

  await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await app.page.waitForFunction(() => window.aimlineUpdateReady === true);
  await app.reload();
  assert.equal(await version(app.page), null, "a reload alone must not switch versions");

  await app.page.waitForFunction(() => window.aimlineUpdateReady === true);
  await Promise.all([app.page.waitForEvent("load"), app.page.evaluate(() => window.aimlineApplyUpdate())]);
  await settled(app.page);
  assert.equal(await version(app.page), "2");
});

test("an update costs nothing of a form that is being filled in", async (t) => {
  const folder = await copyOfDist(t);
  const app = await openDemo(t, { folder });
  const { page } = app;
  await app.offlineReady();
  await logButton(page, "Fluency, grade 3").last().click();
  await page.getByLabel("Minutes", { exact: true }).fill("17");
  await publish(folder, "2");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  // Typed in the very moment before: nothing of it has been written yet.
  await page.getByRole("button", { name: "Update now" }).waitFor();
  await page.getByLabel("Note").fill("Half a sentence");
  await Promise.all([page.waitForEvent("load"), press(page, "Update now")]);
  await settled(page);
  assert.equal(await version(page), "2");
  await page.getByRole("form", { name: "Log session" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#session-note")?.value === "Half a sentence");
  assert.equal(await page.getByLabel("Minutes", { exact: true }).inputValue(), "17");
});

test("a second window is not reloaded by the first one's consent, and keeps its own files", async (t) => {
  const folder = await copyOfDist(t);
  const app = await open(t, { folder });
  await app.offlineReady();
  const second = await app.another();
  await second.evaluate(() => (window.notReloaded = true));
  await publish(folder, "2");

  await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await app.page.waitForFunction(() => window.aimlineUpdateReady === true);
  await Promise.all([app.page.waitForEvent("load"), app.page.evaluate(() => window.aimlineApplyUpdate())]);
  await settled(app.page);
  assert.equal(await second.evaluate(() => window.notReloaded), true);
  assert.equal(await chartsLoad(second), true);
});

test("a window keeps its own files over two updates, of which nobody agreed to the first", async (t) => {
  const folder = await copyOfDist(t);
  const app = await open(t, { folder });
  await app.offlineReady();
  const second = await app.another();
  const charts = await chartsOf(folder);
  for (const mark of ["2", "3"]) {
    await renameCharts(folder, mark);
    await publish(folder, mark);
    await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    while (!(await app.page.evaluate(waits, `aimline-test-${mark}`))) await app.page.waitForTimeout(100);
  }
  await Promise.all([app.page.waitForEvent("load"), app.page.evaluate(() => window.aimlineApplyUpdate())]);
  await settled(app.page);
  assert.equal(await version(app.page), "3");
  // Asked for anew: the window may have loaded its charts before.
  assert.equal(await second.evaluate((name) => fetch(name).then(({ ok }) => ok), `./${charts}`), true);
});

test("a version with a damaged file is not installed, and the old one stays", async (t) => {
  const folder = await copyOfDist(t);
  const app = await open(t, { folder });
  await app.offlineReady();
  await publish(folder, "2");
  await writeFile(join(folder, "index.html"), "<p>cut off");

  await app.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const gone = new Promise((done) => {
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => worker.state === "redundant" && done());
      });
    });
    await registration.update().catch(() => {});
    await gone;
  });
  await app.reload();
  assert.equal(await version(app.page), null);
});

/** Runs in the page: whether the version of this cache is there, and none is on its way any more. */
async function waits(name) {
  const { installing, waiting } = await navigator.serviceWorker.getRegistration();
  return (await caches.keys()).includes(name) && installing === null && waiting !== null;
}

/** The name of the chart library in this build. */
const chartsOf = async (folder) => (await readFile(join(folder, "index.html"), "utf8")).match(/echarts-\w+\.js/)[0];

/** As another build names it. */
async function renameCharts(folder, mark) {
  const before = await chartsOf(folder);
  await rename(join(folder, before), join(folder, `echarts-v${mark}.js`));
  for (const file of ["index.html", "sw.js"]) {
    const text = await readFile(join(folder, file), "utf8");
    await writeFile(join(folder, file), text.replaceAll(before, `echarts-v${mark}.js`));
  }
}

function chartsLoad(page) {
  return page.evaluate(async () => {
    const address = document.querySelector('meta[name="aimline-charts"]').content;
    const charts = await import(new URL(address, document.baseURI).href);
    return typeof charts.init === "function";
  });
}
