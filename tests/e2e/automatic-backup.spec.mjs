// The automatic backup: a folder is picked once; files come by themselves, are read back, and stay
// for fourteen days. The browser's own window to pick a folder cannot be pressed here, so the page
// is given a real folder of the origin's own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { locked, turnOn, unlock } from "./lock.mjs";
import * as sealed from "./sealed.mjs";
import { TUESDAY, addStudent, backUp, chooseBackup, documentsOf, openDemo, press, said } from "./steps.mjs";
import { disk } from "./stored.mjs";

const DAY = 24 * 60 * 60 * 1000;
const FILE = /^aimline-auto-[0-9a-f]{8}-\d{4}-\d\d-\d\d-\d{6}\.(json|aimline)$/;

async function withFolder(t, options = {}) {
  const app = await open(t, { route: null, now: TUESDAY, ...options });
  await app.context.addInitScript(() => {
    window.showDirectoryPicker = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle(window.folderName ?? "backups", { create: true });
    };
  });
  if (options.slow) await app.context.addInitScript(writeSlowly, options.slow);
  await addStudent(app, "Bo", "Lind");
  return app;
}

// Runs in the page: a file takes a while to write. How many were, and two at a time, is noted. The
// file by which the page looks for room is none of them.
function writeSlowly(milliseconds) {
  if (!("FileSystemFileHandle" in window)) return;
  const { createWritable } = FileSystemFileHandle.prototype;
  FileSystemFileHandle.prototype.createWritable = async function (...how) {
    if (this.name === "zeros") return createWritable.apply(this, how);
    if (localStorage.getItem("test.writing")) localStorage.setItem("test.at-once", "yes");
    localStorage.setItem("test.writing", "yes");
    localStorage.setItem("test.written", Number(localStorage.getItem("test.written")) + 1);
    await new Promise((done) => setTimeout(done, milliseconds));
    const writable = await createWritable.apply(this, how);
    const close = writable.close.bind(writable);
    writable.close = async () => {
      await close();
      localStorage.removeItem("test.writing");
    };
    return writable;
  };
}

const noted = (page, what) => page.evaluate((what) => localStorage.getItem(`test.${what}`), what);

const section = (page) => page.getByRole("region", { name: "Automatic backup" });

/** The watch begins once the first page has settled, right before the charts are fetched. */
const watched = (page) => page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("echarts")));

/** Picks the folder without a passphrase; answers once the first file is there. */
async function chooseFolder(app) {
  await app.goto("#/data");
  await press(app.page, "Choose a folder…");
  const dialog = app.page.getByRole("dialog", { name: "Automatic backup" });
  await press(dialog, "Without a passphrase");
  await app.page.getByText("read back and whole").waitFor();
}

/** There are two files, one of them with this name; those of before are gone. */
async function onlyTheLast(page, name) {
  const all = Object.values(await files(page));
  return all.length === 2 && all.some((text) => text.includes(name));
}

/** The files of the folder: their names, and their text. */
const files = (page, name = "backups") => page.evaluate(async (name) => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(name);
  const found = {};
  for await (const [name, handle] of folder.entries()) {
    // One that goes just now is not there.
    const read = await handle.getFile().then((file) => file.arrayBuffer()).catch(() => null);
    if (!read) continue;
    found[name] = Array.from(new Uint8Array(read), (byte) => String.fromCharCode(byte)).join("");
  }
  return found;
}, name);

const plant = (page, planted) => page.evaluate(async (planted) => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("backups", { create: true });
  for (const [name, text] of Object.entries(planted)) {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }
}, planted);

const device = (page) => page.evaluate(() => Number(localStorage.getItem("aimline.device")).toString(16).padStart(8, "0"));

/** Waits until the only file of this device is another one. */
async function nextFile(page, before) {
  for (const start = Date.now(); Date.now() - start < 60_000; ) {
    const names = Object.keys(await files(page));
    if (names.length > 0 && !names.includes(before)) return names.at(-1);
    await page.waitForTimeout(300);
  }
  throw new Error(`No file came after ${before}`);
}

async function until(page, holds) {
  for (const start = Date.now(); Date.now() - start < 30_000; await page.waitForTimeout(300)) if (await holds()) return;
  throw new Error("It did not come to that");
}

const leave = (page) => page.evaluate(() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.visibilityState;
});

test("a folder picked once gets a file that restores elsewhere", async (t) => {
  const app = await withFolder(t);
  await chooseFolder(app);
  await app.axe("automatic backup is on", { within: "main" });
  const found = Object.entries(await files(app.page));
  assert.equal(found.length, 1);
  const [name, text] = found[0];
  assert.match(name, FILE);
  assert.ok(name.includes(await device(app.page)));
  assert.deepEqual(documentsOf(text), documentsOf(await (await backUp(app)).text()));

  const other = await open(t, { route: "#/data", now: TUESDAY });
  const dialog = await chooseBackup(other.page, { name, mimeType: "", buffer: Buffer.from(text, "latin1") });
  await press(dialog, "Restore");
  await said(other.page, "Backup restored: 1 student.");
});

test("with a passphrase the files are encrypted; under a lock the passphrase lies nowhere open", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await app.goto("#/data");
  await press(page, "Choose a folder…");
  const dialog = page.getByRole("dialog", { name: "Automatic backup" });
  await page.waitForFunction(() => /^([a-z]+ ){5}[a-z]+$/.test(document.querySelector(".passphrase")?.textContent));
  const words = await dialog.locator(".passphrase").textContent();
  await dialog.getByRole("checkbox", { name: /written it down/ }).check();
  await press(dialog, "Use this passphrase");
  await page.getByText("read back and whole").waitFor();
  const [[name, bytes]] = Object.entries(await files(page));
  assert.match(name, /\.aimline$/);
  assert.ok(sealed.open(Buffer.from(bytes, "latin1"), words).includes("Lind"));

  await turnOn(app);
  const kept = await disk(page);
  for (const secret of [words, "Lind"]) assert.ok(!kept.includes(secret), `${secret} lies open`);
  await watched(page);
  await app.skip(60_000);
  await addStudent(app, "Cy", "Moe");
  await leave(page);
  const next = await nextFile(page, name);
  assert.ok(sealed.open(Buffer.from((await files(page))[next], "latin1"), words).includes("Moe"));
});

test("files come after ten quiet minutes, on leaving, and at the start of another day", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await chooseFolder(app);
  let [name] = Object.keys(await files(page));

  await addStudent(app, "Cy", "Moe");
  await page.waitForTimeout(25_000);
  assert.deepEqual(Object.keys(await files(page)), [name], "not while somebody works");
  await app.skip(11 * 60_000);
  name = await nextFile(page, name);
  assert.ok((await files(page))[name].includes("Moe"));

  await app.skip(60_000);
  await leave(page);
  await page.waitForTimeout(1_000);
  assert.deepEqual(Object.keys(await files(page)), [name], "nothing was changed since");
  await addStudent(app, "Dee", "Noor");
  await leave(page);
  name = await nextFile(page, name);
  assert.ok((await files(page))[name].includes("Noor"));

  await addStudent(app, "Eli", "Oak");
  // A crash: the page goes without a word, and is opened the next day.
  await page.evaluate(() => document.addEventListener("visibilitychange", (event) => event.stopImmediatePropagation(), true));
  await app.skip(DAY);
  await app.goto("#/today");
  await app.reload();
  await until(page, () => onlyTheLast(page, "Oak"));
  const found = await files(page);
  assert.equal(Object.keys(found).length, 2, "the last of each day stays");
  assert.ok(Object.entries(found).some(([name, text]) => name.includes("2026-11-25") && text.includes("Oak")));
});

test("locking writes a file, and the next start one that locking did not wait for", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await chooseFolder(app);
  const written = async (text) => {
    for (const start = Date.now(); Date.now() - start < 40_000; ) {
      if (Object.values(await files(page)).some((file) => file.includes(text))) return true;
      await page.waitForTimeout(300);
    }
    return false;
  };
  await turnOn(app);
  await watched(page);
  await app.skip(60_000);
  await addStudent(app, "Cy", "Moe");
  // Loading anew must not be what writes it.
  const silent = () => page.evaluate(() => document.addEventListener("visibilitychange", (event) => event.stopImmediatePropagation(), true));
  await silent();
  await press(page.locator(".app-tools"), "Lock");
  await locked(page);
  assert.ok(Object.values(await files(page)).some((file) => file.includes("Moe")), "not written before it locked");

  await unlock(page);
  await watched(page);
  await app.skip(60_000);
  await addStudent(app, "Dee", "Noor");
  await silent();
  await page.evaluate(() => { FileSystemFileHandle.prototype.createWritable = () => new Promise(() => {}); });
  await press(page.locator(".app-tools"), "Lock");
  await locked(page);
  assert.ok(!Object.values(await files(page)).some((file) => file.includes("Noor")));
  await app.skip(60_000);
  await unlock(page);
  assert.ok(await written("Noor"), "not written after it was unlocked");
});

test("what was written today stays when other data takes the place of it", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await app.goto("#/data");
  const old = await backUp(app);
  await chooseFolder(app);
  let [name] = Object.keys(await files(page));
  await watched(page);
  await app.skip(60_000);
  await addStudent(app, "Cy", "Moe");
  await leave(page);
  name = await nextFile(page, name);
  assert.deepEqual(Object.keys(await files(page)), [name], "the earlier file of the day goes");

  await app.goto("#/data");
  await press(await chooseBackup(page, old.path), "Replace what is here");
  await said(page, "Backup restored");
  for (const given of ["Dee", "Eli"]) {
    await app.skip(60_000);
    await addStudent(app, given, "Noor");
    const before = Object.keys(await files(page)).length;
    await leave(page);
    if (given === "Dee") await until(page, async () => Object.keys(await files(page)).length > before);
    else await until(page, () => onlyTheLast(page, "Eli"));
  }
  const all = await files(page);
  assert.equal(Object.keys(all).length, 2, "one of before, the last of what came after");
  assert.ok(all[name].includes("Moe"));
});

test("fourteen days stay, and files of others are let alone", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  const own = await device(page);
  const dated = (device, day) => `aimline-auto-${device}-2026-11-${String(day).padStart(2, "0")}-080509.json`;
  const days = Array.from({ length: 14 }, (_, at) => at + 5);
  await plant(page, Object.fromEntries(days.map((day) => [dated(own, day), "{}"])));
  const others = [dated("0000beef", 1), "notes.txt", dated(own, 1).replace(".json", " (1).json")];
  await plant(page, Object.fromEntries(others.map((name) => [name, "{}"])));
  // A page that was closed while it wrote leaves an empty file, later than all.
  const empty = dated(own, 24).replace("080509", "235959");
  await plant(page, { [empty]: "", [dated("0000beef", 24)]: "" });
  await chooseFolder(app);
  const names = Object.keys(await files(page));
  const ours = names.filter((name) => FILE.test(name) && name.includes(own));
  assert.equal(ours.length, 14);
  assert.ok(!names.includes(dated(own, 5)) && names.includes(dated(own, 6)));
  for (const name of others) assert.ok(names.includes(name), `${name} was taken away`);
  assert.ok(!names.includes(empty) && !(await page.getByText("Another device left a file").isVisible()));
});

test("what stands in the way is said with one next step", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await chooseFolder(app);
  await app.skip(60_000);
  await app.context.addInitScript(() => {
    let answer = "prompt";
    FileSystemDirectoryHandle.prototype.queryPermission = async () => answer;
    FileSystemDirectoryHandle.prototype.requestPermission = async () => (answer = "granted");
  });
  await app.reload();
  await page.getByText("The browser does not let Aimline into the folder any more").waitFor();
  await app.axe("the folder is not allowed", { within: "main" });
  const [before] = Object.keys(await files(page));
  await press(page, "Allow again");
  await nextFile(page, before);
  await page.getByText("read back and whole").waitFor();
  assert.equal(await page.getByRole("button", { name: "Allow again" }).count(), 0);

  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry("backups", { recursive: true }));
  await press(page, "Write a file now");
  await page.getByText(/No file was written on .* The folder, or a file in it, is not there any more\./).waitFor();
  await page.getByRole("button", { name: "Choose another folder…" }).click();
  await press(page.getByRole("dialog", { name: "Automatic backup" }), "Without a passphrase");
  await page.getByText("No file was written on").waitFor({ state: "hidden" });
  await page.getByText("read back and whole").waitFor();
  await press(page, "Turn off");
  await page.getByRole("button", { name: "Choose a folder…" }).waitFor();
});

test("a newer file of another device in the folder is offered for a merge", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await chooseFolder(app);
  const [text] = Object.values(await files(page));
  const other = await open(t, { route: "#/data", now: "2026-11-24T09:30" });
  const restore = await chooseBackup(other.page, { name: "a.json", mimeType: "", buffer: Buffer.from(text, "latin1") });
  await press(restore, "Restore");
  await said(other.page, "Backup restored");
  await addStudent(other, "Dee", "Noor");
  await other.goto("#/data");
  await plant(page, { "aimline-auto-0000beef-2026-11-24-093100.json": await (await backUp(other)).text() });

  await app.goto("#/today");
  await app.reload();
  await said(page, "Another device has left a file in your backup folder.");
  await app.goto("#/data");
  await page.getByText("Another device left a file here on Nov 24, 2026 at 9:31 AM.").waitFor();
  await press(page, "Look and merge");
  await press(page.getByRole("dialog", { name: "Merge a file" }).last(), "Merge");
  await said(page, "File merged: 1 added.");
  await page.getByText("Another device left a file here").waitFor({ state: "detached" });
});

test("a file that was let be hides none of another device", async (t) => {
  const app = await withFolder(t);
  const { page } = app;
  await chooseFolder(app);
  const left = (device, time) => plant(page, { [`aimline-auto-0000${device}-2026-11-24-${time}00.json`]: "{}" });
  const offered = (time) => page.getByText(`Another device left a file here on Nov 24, 2026 at ${time} AM.`).waitFor();
  await left("beef", "0931");
  await left("cafe", "0920");
  await app.reload();
  await offered("9:31");
  await press(page, "Not now");
  await offered("9:20");
  await press(page, "Not now");
  await page.getByText("Another device left a file here").waitFor({ state: "detached" });
  await left("cafe", "0925");
  await app.reload();
  await offered("9:25");
});

test("two windows write one after the other, and the second finds nothing left to write", async (t) => {
  const app = await withFolder(t, { slow: 1_500 });
  const { page } = app;
  await chooseFolder(app);
  await app.skip(60_000);
  await addStudent(app, "Cy", "Moe");
  const other = await app.another("#/today");
  await other.getByRole("heading", { level: 1 }).first().waitFor();
  await watched(page);
  await watched(other);
  const before = Number(await noted(page, "written"));
  const written = async (number) => Number(await noted(page, "written")) === number && !(await noted(page, "writing"));
  await Promise.all([leave(page), leave(other)]);
  await until(page, () => written(before + 1));
  await page.waitForTimeout(3_000);
  assert.equal(Number(await noted(page, "written")), before + 1);
  assert.ok(Object.values(await files(page)).some((text) => text.includes("Moe")));

  // Asked for in both windows there are two files, one after the other.
  await other.goto(page.url().replace(/#.*/, "#/data"));
  await app.goto("#/data");
  await Promise.all([page, other].map((window) => press(window, "Write a file now")));
  await until(page, () => written(before + 3));
  assert.equal(await noted(page, "at-once"), null);
  assert.equal(await page.getByText("No file was written").count(), 0);
});

test("a folder chosen while a file is written gets a file of its own", async (t) => {
  const app = await withFolder(t, { slow: 6_000 });
  const { page } = app;
  await chooseFolder(app);
  await press(page, "Write a file now");
  await page.waitForTimeout(500);
  await app.skip(60_000);
  await page.evaluate(() => { window.folderName = "elsewhere"; });
  await press(page, "Choose another folder…");
  await press(page.getByRole("dialog", { name: "Automatic backup" }), "Without a passphrase");
  await section(page).getByText("None yet").waitFor();
  await section(page).getByText("elsewhere").waitFor();
  for (const pause of [0, 8_000]) {
    await page.waitForTimeout(pause);
    const told = await section(page).locator(".automatic-file").textContent();
    const there = Object.keys(await files(page, "elsewhere"));
    assert.ok(there.some((name) => told.includes(name)), `${told} is not one of ${there}`);
  }
});

test("where no folder can be picked there is a reminder and one press", async (t) => {
  const app = await open(t, { route: null, now: TUESDAY });
  await app.context.addInitScript(() => Object.defineProperty(window, "showDirectoryPicker", { value: undefined }));
  await addStudent(app, "Bo", "Lind");
  await app.goto("#/data");
  await app.page.getByText("There is no backup of your work yet.").waitFor();
  await app.page.getByText("This browser cannot write into a folder by itself").waitFor();
  const file = await app.download(() => press(app.page, "Download a backup now"));
  assert.ok((await file.text()).includes("Lind"));
  await app.page.getByText("Nothing was changed since the last backup.").waitFor();
});

test("the demo has no automatic backup", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/data");
  await app.page.getByRole("heading", { name: "Check and repair" }).waitFor();
  assert.equal(await section(app.page).count(), 0);
  assert.equal(await app.page.getByRole("heading", { name: "Automatic backup" }).count(), 0);
});
