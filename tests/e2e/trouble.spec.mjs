// Whatever happens to the data, the screen says what it is in plain words, and one thing to do next.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { addStudent, backUp, chooseBackup, goTo, openDemo, openOne, press, said, shown } from "./steps.mjs";

const CANNOT = "Your data cannot be opened just now";
/** A file shown by itself: the browser asks for an icon. */
const NO_PAGE = /favicon/;
const MISSING = "Your data is not here any more";
const WELCOME = "Welcome to Aimline";
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
  await main(app.page).getByRole("button", { name: next, exact: true }).waitFor();
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

test("on a device without room nothing is opened, and nothing is lost", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await goTo(page, "Data");
  await backUp(app);
  await page.getByRole("definition").filter({ hasText: /^Today, / }).first().waitFor();
  await page.evaluate(() => localStorage.removeItem("aimline.last-backup"));
  await app.context.addInitScript(() => {
    // A page that is still empty has no storage.
    if (location.protocol === "about:" || localStorage.getItem("freed")) return;
    const full = () => Promise.reject(new DOMException("said by the test", "QuotaExceededError"));
    FileSystemFileHandle.prototype.createWritable = full;
    const { open } = IDBFactory.prototype;
    window.opened = 0;
    IDBFactory.prototype.open = function (...what) {
      window.opened++;
      return open.apply(this, what);
    };
  });
  await app.reload();
  await shown(page, CANNOT);
  await main(page).getByText("This device has no room left, and a browser that opens data without room can lose it. Yours was not touched: free some space, then reload.").waitFor();
  await app.axe("no room on the device");
  assert.equal(await page.evaluate(() => window.opened), 0);

  // The rescue page opens nothing either, and both let the person who knows better go on.
  const rescue = await app.context.newPage();
  await rescue.goto(`${app.site.url}rescue.html`);
  await rescue.getByText(/^This device has no room left.*Free some space, then reload this page\.$/).waitFor();
  await rescue.getByRole("button", { name: "Look all the same" }).click();
  await rescue.getByText("These are the records of Aimline").waitFor();
  await rescue.close();
  await press(page, "Open it all the same");
  await goTo(page, "Data");
  // The workspace knows of it, too.
  await page.getByRole("definition").filter({ hasText: /^Today, / }).first().waitFor();
  await app.goto("#/students");
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
  await app.reload();
  await shown(page, CANNOT);

  await page.evaluate(() => localStorage.setItem("freed", "1"));
  await press(page, "Reload");
  await app.goto("#/students");
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
  // What was written to find out is gone again.
  assert.deepEqual(await page.evaluate(async () => Array.fromAsync((await navigator.storage.getDirectory()).keys())), []);
});

test("storage that the browser does not open any more is removed as the last step, and the last backup is restored", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await goTo(page, "Data");
  const { path } = await backUp(app);
  await page.addInitScript(() => {
    if (localStorage.getItem("mended")) return;
    const fail = (request) => Object.defineProperty(request, "error", { value: new DOMException("Internal error opening backing store.", "UnknownError") });
    for (const name of ["open", "deleteDatabase"]) {
      const real = IDBFactory.prototype[name];
      IDBFactory.prototype[name] = function (database) {
        if (name === "deleteDatabase" && globalThis.removable) {
          IDBFactory.prototype.open = globalThis.realOpen;
          localStorage.setItem("mended", "1");
          return real.call(this, database);
        }
        const request = real.call(this, "none");
        request.addEventListener("success", (event) => {
          event.stopImmediatePropagation();
          fail(request).dispatchEvent(new Event("error"));
        });
        return request;
      };
      if (name === "open") globalThis.realOpen = real;
    }
  });
  await app.goto("#/today");
  await app.reload();
  await shown(page, CANNOT);
  await main(page).getByText("The browser does not open its storage for Aimline (UnknownError: Internal error opening backing store.).").waitFor();
  await main(page).getByRole("link", { name: "Save what can be read", exact: true }).waitFor();
  await press(page, "Remove the broken storage and start again…");
  const dialog = page.getByRole("dialog", { name: "Remove the broken storage?" });
  await dialog.getByText(/^Every record that Aimline keeps in this browser goes/).waitFor();
  await app.axe("removing the broken storage", { within: "dialog[open]" });

  // The browser may not be able to do that either.
  await press(dialog, "Remove and start again");
  await dialog.getByRole("alert").getByText(/^It was not removed\. /).waitFor();
  await dialog.getByText(/clear\s+the site data of this address/).waitFor();
  await page.evaluate(() => (globalThis.removable = true));
  await press(dialog, "Remove and start again");
  await shown(page, MISSING);
  await press(await chooseBackup(page, path), "Restore");
  await app.goto("#/students");
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
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

test("a record of no known form keeps nothing else back: all others are saved, and restored after a new start", async (t) => {
  const app = await open(t, { route: "#/students" });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await page.evaluate(async () => {
    const opening = indexedDB.open("aimline");
    await new Promise((done) => (opening.onsuccess = done));
    const shelf = opening.result.transaction("shelf", "readwrite").objectStore("shelf");
    const putting = shelf.put({ nonsense: true }, "student/01890000-0000-7000-8000-000000000001");
    await new Promise((done) => (putting.transaction.oncomplete = done));
    opening.result.close();
  });
  await app.reload();
  await shown(page, CANNOT);
  await main(page).getByText(/^One record cannot be read: student\/.* All others can be saved/).waitFor();
  await main(page).getByRole("link", { name: "Save what can be read", exact: true }).click();
  await page.getByText(/^Your caseload: \d+ records, among them 1 student,/).waitFor();
  await page.getByRole("radio", { name: "Anybody who has the file" }).check();
  const file = await app.download(() => press(page, "Save a copy"));
  await app.goto("#/today");
  await press(page, "Remove the broken storage and start again…");
  await press(page.getByRole("dialog", { name: "Remove the broken storage?" }), "Remove and start again");
  await shown(page, MISSING);
  await press(await chooseBackup(page, file.path), "Restore");
  await app.goto("#/students");
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
});

const removals = {
  "by another page": async (app) => {
    app.allow(NO_PAGE);
    const other = await app.context.newPage();
    await other.goto(`${app.site.url}manifest.webmanifest`);
    await other.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("aimline").onsuccess = done)));
    await other.close();
  },
  "by the browser": async (app) => {
    const browser = await app.context.newCDPSession(app.page);
    const origin = new URL(app.site.url).origin;
    await browser.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
    // It says nothing: the next attempt to save finds out.
    await press(app.page, "Add student");
    const form = app.page.getByRole("dialog", { name: "Add student" });
    await form.getByLabel("Given name").fill("Bea");
    await press(form, "Save student");
    await form.getByText(/^The (browser has removed the data|data was removed).*Nothing was saved/).waitFor();
    await app.page.keyboard.press("Escape");
  },
};

for (const [how, remove] of Object.entries(removals)) {
  test(`data that is removed ${how} while the page is open is saved from memory, and restored`, async (t) => {
    const app = await open(t, { route: "#/students" });
    const { page } = app;
    await addStudent(app, "Anna", "Zimmer");
    await remove(app);
    await main(page).getByRole("alert").getByText(/^Your data was removed from this browser while the page was open/).waitFor();
    // The page stays: what it shows may be all that is left.
    await page.getByRole("link", { name: "Zimmer, Anna" }).first().waitFor();
    await app.axe("data removed under the page");
    const file = await app.download(() => press(page, "Save what this window holds"));
    await main(page).getByText(/^The file aimline-backup-.* holds 1 record and is not encrypted\. .* reload and restore it\.$/).waitFor();
    await press(page, "Reload");
    await main(page).getByText("Restore your last backup to go on where it ends.").waitFor();
    await app.axe("data not here any more");
    const dialog = await chooseBackup(page, file.path);
    await press(dialog, "Restore");
    await dialog.waitFor({ state: "hidden" });
    await app.goto("#/students");
    await page.getByRole("link", { name: "Zimmer, Anna" }).first().waitFor();
  });
}

/** The caseload of this browser is removed by another page; the windows of the app are closed. */
async function lose(app) {
  app.allow(NO_PAGE);
  await app.page.goto(`${app.site.url}manifest.webmanifest`);
  await app.page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("aimline").onsuccess = done)));
}

test("a lost caseload is told at every look, in every window, until the person goes on without it", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await lose(app);
  await app.goto("#/today");
  await shown(page, MISSING);
  await app.reload();
  await shown(page, MISSING);
  const other = await app.another("#/students");
  await shown(other, MISSING);
  await other.close();
  await press(page, "Go on without it");
  await shown(page, WELCOME);
  await app.reload();
  await shown(page, WELCOME);
});

test("a window that said the data is gone shows it once another has restored it, or goes on without it", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await goTo(page, "Data");
  const { path } = await backUp(app);
  await lose(app);
  await app.goto("#/students");
  await shown(page, MISSING);
  const other = await app.another("#/students");
  await shown(other, MISSING);
  const dialog = await chooseBackup(page, path);
  await press(dialog, "Restore");
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
  await other.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
  await other.close();

  await lose(app);
  await app.goto("#/today");
  await shown(page, MISSING);
  const third = await app.another("#/today");
  await shown(third, MISSING);
  await press(page, "Go on without it");
  await shown(third, WELCOME);
});

test("data that the browser removes from a full device is missed as soon as there is room to look", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...what) {
      const request = open.apply(this, what);
      request.addEventListener("success", () => (window.lastOpened = request.result));
      return request;
    };
    const { createWritable } = FileSystemFileHandle.prototype;
    window.isFull = false;
    window.looks = 0;
    FileSystemFileHandle.prototype.createWritable = function (...how) {
      window.looks++;
      if (window.isFull) throw new DOMException("said by the test", "QuotaExceededError");
      return createWritable.apply(this, how);
    };
    // The next look comes soon.
    const { setTimeout } = window;
    window.setTimeout = (then, ms, ...rest) => setTimeout(then, ms === 20_000 ? 200 : ms, ...rest);
  });
  await addStudent(app, "Anna", "Zimmer");
  const browser = await app.context.newCDPSession(page);
  await page.evaluate(() => (window.isFull = true));
  await browser.send("Storage.clearDataForOrigin", { origin: new URL(app.site.url).origin, storageTypes: "indexeddb" });
  await page.evaluate(() => {
    window.looks = 0;
    window.lastOpened.close();
    window.lastOpened.dispatchEvent(new Event("close"));
  });
  await page.waitForFunction(() => window.looks > 2);
  const notice = main(page).getByRole("alert").filter({ hasText: "Your data was removed from this browser" });
  assert.equal(await notice.count(), 0);
  await page.evaluate(() => (window.isFull = false));
  await notice.waitFor();
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
});

test("a window that still holds removed data keeps it until another has restored it", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await goTo(page, "Data");
  const { path } = await backUp(app);
  await goTo(page, "Students");
  await removals["by the browser"](app);
  const notice = main(page).getByRole("alert").filter({ hasText: "Your data was removed from this browser" });
  await notice.waitFor();
  const other = await app.another("#/students");
  await shown(other, MISSING);
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
  await press(await chooseBackup(other, path), "Restore");
  await other.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
  await notice.waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Zimmer, Anna" }).waitFor();
});

test("a window that still holds removed data writes nothing into what another makes anew", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await removals["by the browser"](app);
  await main(page).getByRole("alert").filter({ hasText: "Your data was removed from this browser" }).waitFor();
  await page.getByRole("link", { name: "Zimmer, Anna" }).first().click();
  await shown(page, "Anna Zimmer");
  const other = await app.another("#/students");
  await shown(other, MISSING);
  await press(other, "Go on without it");
  await press(other, "Add student");
  const form = other.getByRole("dialog", { name: "Add student" });
  await form.getByLabel("Given name").fill("Bo");
  await form.getByLabel("Family name").fill("Lind");
  await press(form, "Save student");
  await said(other, "Student added.");

  // What is there by now is another caseload.
  await press(page, "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit student" });
  await dialog.getByLabel("Teacher").fill("Ms. One");
  await press(dialog, "Save student");
  await dialog.getByText(/^The data was removed from outside this window/).waitFor();
  await page.keyboard.press("Escape");
  await shown(page, "Anna Zimmer");
  const file = await app.download(() => press(page, "Save what this window holds"));
  const text = await file.text();
  assert.ok(text.includes("Zimmer") && !text.includes("Lind"));
  await other.reload();
  await other.getByRole("link", { name: "Lind, Bo" }).first().waitFor();
  assert.equal(await other.getByRole("link", { name: "Zimmer, Anna" }).count(), 0);
});

test("who erased everything has lost nothing", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await addStudent(app, "Anna", "Zimmer");
  await goTo(page, "Data");
  await press(page, "Erase everything…");
  await page.getByLabel("Type “erase” to go on").fill("erase");
  await press(page, "Erase everything");
  await page.getByText("Everything was erased from this browser.").first().waitFor();
  await app.goto("#/today");
  await app.reload();
  await shown(page, WELCOME);
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
  await form.locator(".error-summary").getByText(/^There is no room left on this device.* Nothing was saved; leave this page open, free some space and save again\.$/).waitFor();
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
