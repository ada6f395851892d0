// When the app does not start, the rescue page still saves everything.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { open } from "./harness.mjs";
import * as sealed from "./sealed.mjs";
import { backUp, chooseBackup, documentsOf, openDemo, press } from "./steps.mjs";

const PASSPHRASE = "maple tiger onion velvet raft piano";

/** The app of this profile cannot start any more: its program does not come. */
async function broken(app) {
  app.allow(/wasm|could not be loaded|Failed to (load|fetch)|net::ERR/i);
  // The offline copy would answer instead, and what it answers is no request that can be stopped.
  await app.page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await app.context.route(/\.wasm$/, (route) => route.abort());
  const page = await app.context.newPage();
  await page.goto(app.site.url);
  await page.getByText("Aimline could not be loaded. Your records on this device are not affected.").waitFor();
  await page.getByRole("link", { name: "Save a copy of my records" }).click();
  await page.getByRole("heading", { level: 1, name: "Rescue" }).waitFor();
  return page;
}

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("with the program blocked everything is saved, and restored elsewhere", async (t) => {
  const app = await open(t, { route: "#/data" });
  const golden = await readFile(new URL("../fixtures/backup-v1.json", import.meta.url));
  const dialog = await chooseBackup(app.page, { name: "golden.json", mimeType: "application/json", buffer: golden });
  await dialog.getByRole("button", { name: /^(Restore|Replace)/ }).click();
  await app.page.getByText("Backup restored: 3 students.").first().waitFor();
  const before = documentsOf(await (await backUp(app)).text());

  const page = await broken(app);
  await page.getByText(/^Your caseload: \d+ records, among them 3 students, 1 group, 2 plans, 4 sessions\./).waitFor();
  await page.getByRole("radio", { name: "Anybody who has the file" }).check();
  const plain = await saved(page, "Save a copy");
  assert.match(plain.name, /^aimline-backup-\d{4}-\d\d-\d\d\.json$/);
  assert.deepEqual(documentsOf(plain.bytes.toString()), before);

  await page.getByRole("radio", { name: "Only somebody with the passphrase" }).check();
  const words = await page.getByLabel("Passphrase for this file").inputValue();
  assert.match(words, /^([a-z]+ ){5}[a-z]+$/);
  const locked = await saved(page, "Save a copy");
  assert.match(locked.name, /^aimline-backup-\d{4}-\d\d-\d\d\.aimline$/);
  assert.deepEqual(documentsOf(sealed.open(locked.bytes, words)), before);

  // Another profile, on another day.
  for (const [file, passphrase] of [[plain], [locked, words]]) {
    const other = await open(t, { route: "#/data" });
    const dialog = await chooseBackup(other.page, { name: file.name, mimeType: "", buffer: file.bytes });
    if (passphrase) {
      await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
      await press(dialog, "Open");
    }
    await press(dialog, "Restore");
    await other.page.getByText("Backup restored: 3 students.").first().waitFor();
    assert.deepEqual(documentsOf(await (await backUp(other)).text()), before);
    await other.close();
  }
});

test("the demo is saved as the demo, and reads as a backup of the app does", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/data");
  const text = await (await backUp(app)).text();
  const page = await broken(app);
  await page.getByRole("radio", { name: /^The demo: [\d,]+ records/ }).check();
  await page.getByRole("radio", { name: "Anybody who has the file" }).check();
  const file = await saved(page, "Save a copy");
  assert.match(file.name, /^aimline-backup-demo-/);
  const [ours, theirs] = [text, file.bytes.toString()].map((text) => JSON.parse(text));
  assert.deepEqual(documentsOf(file.bytes.toString()), documentsOf(text));
  for (const field of ["format", "formatVersion", "schema", "demo"]) assert.equal(theirs[field], ours[field], field);
});

test("an encrypted backup is opened and saved as text; a wrong passphrase and a damaged file are told apart", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await page.goto(`${app.site.url}rescue.html`);
  await page.getByText("There are no records of Aimline in this browser on this device.").waitFor();
  const text = await readFile(new URL("../fixtures/backup-v1.json", import.meta.url), "utf8");
  const buffer = await readFile(new URL("../fixtures/backup-v1.aimline", import.meta.url));
  const give = async (buffer, passphrase) => {
    await page.getByLabel("Encrypted backup file").setInputFiles({ name: "aimline-backup-2026-11-24.aimline", mimeType: "", buffer });
    await page.getByLabel("Its passphrase").fill(passphrase);
  };
  await give(buffer, PASSPHRASE);
  const file = await saved(page, "Save it decrypted");
  assert.equal(file.name, "aimline-backup-2026-11-24.json");
  assert.equal(file.bytes.toString(), text);

  const cases = [
    [buffer, "maple tiger onion", "This passphrase does not open the file."],
    [buffer.subarray(0, 2000), PASSPHRASE, "its end is missing"],
    [Buffer.from(buffer.map((byte, at) => (at === 500 ? byte ^ 1 : byte))), PASSPHRASE, "was changed or damaged"],
    [sealed.signed(Buffer.from(buffer.map((byte, at) => (at === 500 ? byte ^ 1 : byte))).subarray(0, -32)), PASSPHRASE, "The passphrase is right, but the file was changed"],
    [Buffer.from(text), PASSPHRASE, "This is not an encrypted backup"],
  ];
  for (const [buffer, passphrase, sentence] of cases) {
    await give(buffer, passphrase);
    await press(page, "Save it decrypted");
    await page.getByRole("status").getByText(sentence).waitFor();
  }
});

test("the rescue page needs no network and is usable by everyone", async (t) => {
  const app = await openDemo(t);
  // A development page has no offline copy.
  if (await app.page.evaluate(() => document.querySelector("[data-worker]") !== null)) {
    await app.offlineReady();
    await app.site.stop();
  }
  const page = await app.context.newPage();
  await page.goto(`${app.site.url}rescue.html`);
  await page.getByText(/^The demo: [\d,]+ records/).waitFor();
  await app.axe("rescue", { page });
  await page.getByRole("radio", { name: "Anybody who has the file" }).check();
  await page.getByText("Keep it where you would keep a class list.").waitFor();
  await app.axe("rescue, without a passphrase", { page });
});

test("without a network the program is not thrown away to be loaded anew", async (t) => {
  const app = await open(t);
  // A development page has no offline copy.
  if (!(await app.page.evaluate(() => document.querySelector("[data-worker]") !== null))) return t.skip();
  await app.offlineReady();
  const page = await app.another("rescue.html");
  await app.site.stop();
  await page.locator("#renew").click();
  await page.getByText("Aimline cannot be reached now. Try again when you are online.").waitFor();
  await app.reload();
});

test("a record that the browser cannot read any more, and a demo that it cannot open, keep nothing else back", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/data");
  const before = documentsOf(await (await backUp(app)).text());
  const lost = before.find(({ key }) => key.startsWith("session/")).key;
  const page = await app.context.newPage();
  await page.addInitScript(failAt, lost);
  await page.goto(`${app.site.url}rescue.html`);
  await page.getByText(/^Your caseload: the browser cannot open it: Internal error/).waitFor();
  await page.getByText(/^The demo: [\d,]+ records, .*The browser cannot read 1 record any more\.$/).waitFor();
  await page.getByRole("radio", { name: "Anybody who has the file" }).check();
  const file = await saved(page, "Save a copy");
  assert.deepEqual(documentsOf(file.bytes.toString()), before.filter(({ key }) => key !== lost));
});

/** In the page: a damaged disk, as the browser tells of it. */
function failAt(lost) {
  const fail = () => {
    throw new DOMException("Internal error", "UnknownError");
  };
  const { get } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = fail;
  IDBObjectStore.prototype.get = function (key) {
    return key === lost ? fail() : get.call(this, key);
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    return name === "aimline" ? fail() : open.call(this, name, version);
  };
  indexedDB.databases = async () => [{ name: "aimline" }, { name: "aimline-demo" }];
}
