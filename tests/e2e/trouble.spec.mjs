// Whatever happens to the data, the screen says what it is in plain words, and one thing to do next.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { openDemo, openOne, press, shown } from "./steps.mjs";

const CANNOT = "Your data cannot be opened just now";
/** A file shown by itself: the browser asks for an icon. */
const NO_PAGE = /favicon/;
const main = (page) => page.locator("main");

/** Opens the app on a page of its own origin on which `prepare` has run first. */
async function openAfter(t, prepare) {
  const app = await open(t, { route: null });
  app.allow(NO_PAGE);
  await app.page.goto(`${app.site.url}manifest.webmanifest`);
  await app.page.evaluate(prepare);
  await app.page.goto(`${app.site.url}#/today`);
  return app;
}

/** The page says this, and the one button in it is that. */
async function says(app, title, words, next) {
  await shown(app.page, title);
  await main(app.page).getByText(words).waitFor();
  const buttons = await main(app.page).getByRole("button").allInnerTexts();
  assert.deepEqual(buttons, [next], `what to do about “${words}”`);
  await app.axe(title);
}

test("where nothing can be kept, the page says so and not that all is well", async (t) => {
  const app = await open(t, { route: null });
  await app.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("Not allowed here.", "SecurityError");
    };
  });
  await app.page.goto(`${app.site.url}#/today`);
  await says(app, CANNOT, /^Nothing here is kept: .* as in a private window .* and reload\.$/, "Reload");
});

test("data of a newer version is left alone", async (t) => {
  const app = await openAfter(t, async () => {
    const opening = indexedDB.open("aimline", 99);
    await new Promise((done) => (opening.onsuccess = done));
    opening.result.close();
  });
  await says(app, CANNOT, /written by a newer Aimline .* nothing was changed\. Reload to get the newer version\.$/, "Reload");
});

test("one damaged document leads to check and repair", async (t) => {
  const app = await open(t, { route: "#/students" });
  const { page } = app;
  await press(page, "Add student");
  const form = page.getByRole("dialog", { name: "Add student" });
  await form.getByLabel("Given name").fill("Anna");
  await press(form, "Save student");
  await form.waitFor({ state: "hidden" });
  await page.evaluate(async () => {
    const opening = indexedDB.open("aimline");
    await new Promise((done) => (opening.onsuccess = done));
    const shelf = opening.result.transaction("shelf", "readwrite").objectStore("shelf");
    const putting = shelf.put({ rev: 1, v: 1, body: '{"half' }, "student/01890000-0000-7000-8000-000000000001");
    await new Promise((done) => (putting.transaction.oncomplete = done));
    opening.result.close();
  });
  await app.reload();
  await says(app, CANNOT, /^The document “student\/.*” cannot be read/, "Check now");
});

test("data that was removed while the page is open, and after", async (t) => {
  const app = await open(t, { route: "#/students" });
  const { page } = app;
  await press(page, "Add student");
  const form = page.getByRole("dialog", { name: "Add student" });
  await form.getByLabel("Given name").fill("Anna");
  await press(form, "Save student");
  await form.waitFor({ state: "hidden" });
  app.allow(NO_PAGE);
  const other = await app.context.newPage();
  await other.goto(`${app.site.url}manifest.webmanifest`);
  await other.evaluate(async () => {
    const removing = indexedDB.deleteDatabase("aimline");
    await new Promise((done) => (removing.onsuccess = done));
  });
  await says(app, CANNOT, /^The data was removed from outside this window.* reload to see what is there and restore the last backup\.$/, "Reload");
  await press(page, "Reload");
  await shown(page, "Your data is not here any more");
  await main(page).getByText("Restore your last backup to go on where it ends.").waitFor();
  await app.axe("data not here any more");
});

test("without room nothing is saved, the form says so and keeps what was typed", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await press(page, "Edit");
  const form = page.getByRole("dialog", { name: "Edit student" });
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("No room.", "QuotaExceededError");
    };
  });
  await form.getByLabel("Note").fill("Wears glasses");
  await press(form, "Save student");
  await form.locator(".error-summary").getByText(/^There is no room left on this device.* Nothing was saved; free some space and save again\.$/).waitFor();
  assert.equal(await form.getByLabel("Note").inputValue(), "Wears glasses");
});

test("a closed connection leads to a reload from within the form", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await press(page, "Edit");
  const form = page.getByRole("dialog", { name: "Edit student" });
  await page.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException("The database connection is closing.", "InvalidStateError");
    };
  });
  await form.getByLabel("Teacher").fill("Ms. Reed");
  await press(form, "Save student");
  const next = form.locator(".error-summary").getByRole("button", { name: /^The browser closed the connection to the data.*Nothing was saved; reload/ });
  await next.waitFor();
  await Promise.all([page.waitForEvent("load"), next.click()]);
  await shown(page, "Caleb Osgood");
});
