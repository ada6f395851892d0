// However the start fails, the page says so and leads to the rescue page.

import assert from "node:assert/strict";
import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { settled } from "./routes.mjs";
import { press, shown } from "./steps.mjs";
import { copyOfDist, publish, startFiles, version } from "./versions.mjs";

const FAILED = "Aimline could not be loaded. Your records on this device are not affected. Reload to try again.";
const THROWS = 'export default () => { throw new Error("for the test"); };';
// What the console says of it: the server's 404, the browser's own words, and the cause.
const PROVOKED = /404|net::ERR|MIME|Failed to|wasm|WebAssembly|Unexpected token|for the test/i;

/** A profile that has never seen the app, on a build of which something is wrong. */
async function openBroken(t, folder) {
  const app = await open(t, { folder, route: null });
  app.allow(PROVOKED);
  return app;
}

async function leadsToRescue(page, name) {
  await page.getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name: "Rescue" }).waitFor();
}

const FAILURES = [
  ["the program is missing", ({ program }) => rm(program)],
  ["the program is cut off", ({ program }) => truncate(program, 100_000)],
  ["the host answers with a page instead of the program", ({ program }) => writeFile(program, "<!doctype html><p>Please sign in")],
  ["the loader is missing", ({ loader }) => rm(loader)],
  ["the loader is no script", ({ loader }) => writeFile(loader, "<!doctype html><p>Please sign in")],
  ["the program stops as it begins", ({ loader }) => writeFile(loader, THROWS)],
];

for (const [what, damage] of FAILURES) {
  test(`${what}: words, and the way to the records`, async (t) => {
    const folder = await copyOfDist(t);
    await damage(await startFiles(folder));
    const app = await openBroken(t, folder);
    await app.page.goto(app.site.url);
    await app.page.getByRole("alert").filter({ hasText: FAILED }).waitFor();
    assert.equal(await app.page.locator("#shell-late").count(), 0, "one way to the records is enough");
    await leadsToRescue(app.page, "Save a copy of my records");
  });
}

test("the connection breaks off: words, and the way to the records", async (t) => {
  const app = await openBroken(t);
  await app.context.route(/\.wasm$/, (route) => route.abort());
  await app.page.goto(app.site.url);
  await app.page.getByRole("alert").filter({ hasText: FAILED }).waitFor();
  await leadsToRescue(app.page, "Save a copy of my records");
});

test("when no script comes, or the program never ends coming, the way appears after a while", async (t) => {
  const folder = await copyOfDist(t);
  const { boot } = await startFiles(folder);
  const script = await readFile(boot);
  await rm(boot);
  const app = await openBroken(t, folder);
  const { page } = app;
  const appears = async () => {
    const late = page.getByText("This takes longer than usual.");
    assert.equal(await late.isVisible(), false, "not at once");
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    await late.waitFor();
    await app.axe("a start that takes long");
    await leadsToRescue(page, "save a copy of your records");
  };
  await page.goto(app.site.url);
  await appears();

  await writeFile(boot, script);
  await app.context.route(/\.wasm$/, () => {});
  await page.goto(app.site.url, { waitUntil: "domcontentloaded" });
  await appears();
});

test("a damaged offline copy is told, and the rescue page fetches the app anew", async (t) => {
  const app = await openBroken(t);
  const { page } = app;
  await app.goto("#/today");
  if (!(await hasWorker(page))) return t.skip("a development page has no offline copy");
  await app.offlineReady();
  await page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const program = (await cache.keys()).find(({ url }) => /\/aimline-\w+\.wasm$/.test(url));
    await cache.put(program, new Response("no program", { headers: { "Content-Type": "application/wasm" } }));
  });
  await page.reload();
  await page.getByRole("alert").filter({ hasText: FAILED }).waitFor();
  await leadsToRescue(page, "Save a copy of my records");
  await press(page, "Fetch Aimline anew");
  await settled(page);
});

test("a version that does not start gives way to the next one without being asked", async (t) => {
  const folder = await copyOfDist(t);
  const { loader } = await startFiles(folder);
  const whole = await readFile(loader);
  const app = await openBroken(t, folder);
  const { page } = app;
  await app.goto("#/today");
  if (!(await hasWorker(page))) return t.skip("a development page has no offline copy");
  await app.offlineReady();

  await writeFile(loader, THROWS);
  await publish(folder, "broken");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.waitForFunction(() => window.aimlineUpdateReady === true);
  await page.evaluate(() => window.aimlineApplyUpdate());
  await page.getByRole("alert").filter({ hasText: FAILED }).waitFor();
  assert.equal(await version(page), "broken");

  await writeFile(loader, whole);
  await publish(folder, "mended");
  await page.reload();
  await settled(page);
  assert.equal(await version(page), "mended");
});

test("a part that does not come leaves the rest, and the way to the records", async (t) => {
  const folder = await copyOfDist(t);
  const chapter = (await readdir(folder)).find((name) => name.startsWith("chapter-split_keeping"));
  if (!chapter) return t.skip("a development page is one file");
  await rm(join(folder, chapter));
  const app = await openBroken(t, folder);
  await app.goto("#/today");
  await app.page.goto(`${app.site.url}#/data`);
  await app.page.getByRole("alert").filter({ hasText: "This part of Aimline could not be loaded." }).waitFor();
  await app.page.getByRole("alert").getByRole("link", { name: "Save a copy of my records" }).waitFor();
  await app.page.goto(`${app.site.url}#/students`);
  await shown(app.page, "Students");
});

function hasWorker(page) {
  return page.evaluate(() => document.querySelector("[data-worker]") !== null);
}
