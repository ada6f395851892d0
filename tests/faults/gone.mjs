// The data is deleted or damaged under the app: while it runs, and while the browser is down.

import { appendFile, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { openPage } from "./caseload.mjs";
import { log, save, scene, typeNote, words } from "./scene.mjs";

export const name = "gone";
export const expected = "“not here any more” and restore, never a cheerful first run";

const MISSING = /Your data is not here any more.*Restore/;

export async function run({ site }) {
  return [
    await deletedByAnotherPage(site),
    await cleared(site),
    await removedWhileDown(site),
    await damaged(site, "profile's files damaged: every byte of the tables", ".ldb", noise),
    await damaged(site, "profile's files damaged: the log's last half", ".log", halve),
    await damaged(site, "profile's files damaged: the manifest", "MANIFEST", noise),
    await cutShort(site),
    await discarded(site),
    await unopenable(site),
    await unreadable(site),
  ];
}

const deletedByAnotherPage = (site) =>
  scene(site, "database deleted by another page", async ({ profile, page, row, groups, open }) => {
    await typeNote(page, site, groups[0], "in the middle");
    const other = await open("#/today");
    await other.goto(`${site.url}manifest.webmanifest`);
    await other.evaluate(deleteAll);
    row.kills++;
    await page.getByRole("button", { name: "Save what this window holds" }).waitFor();
    row.says(await words(page), /Your data was removed.*Save what this window holds/);
    row.says(await page.locator("#session-note").inputValue(), /in the middle/);
    row.says(await page.getByRole("button", { name: "Reload" }).first().textContent(), /Reload/);
    await page.reload();
    await page.getByRole("heading", { name: "Your data is not here any more" }).waitFor();
    row.says(await words(page), MISSING);
    // A second look is no more cheerful than the first.
    const again = await openPage(profile.context, site);
    row.says(await words(again), MISSING);
  });

const cleared = (site) =>
  scene(site, "site data cleared while the app is open", async ({ profile, page, row, groups }) => {
    await typeNote(page, site, groups[0], "in the middle");
    const session = await profile.context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(site.url).origin, storageTypes: "indexeddb" });
    row.kills++;
    const answer = await save(page);
    row.says(answer, /not here any more|removed.*Nothing was saved/);
    await page.reload();
    await page.getByRole("heading", { name: "Your data is not here any more" }).waitFor();
    row.says(await words(page), MISSING);
  });

const removedWhileDown = (site) =>
  scene(site, "database removed while the browser is down", async ({ profile, page, row, groups, open }) => {
    if (await log(page, site, groups[0], "kept")) row.acknowledged++;
    await settle(page);
    await profile.close();
    await rm(await databaseOf(profile.folder), { recursive: true });
    await profile.start();
    row.kills++;
    row.says(await words(await openPage(profile.context, site)), MISSING);
    // Nor after a reload of the page that said so.
    row.says(await words(await openPage(profile.context, site)), MISSING);
  });

const damaged = (site, what, kind, spoil) =>
  scene(site, what, async ({ profile, page, row, groups }) => {
    for (let number = 0; number < 5; number++) if (await log(page, site, groups[0], `Write ${number}`)) row.acknowledged++;
    await settle(page);
    await profile.close();
    const folder = await databaseOf(profile.folder);
    const find = async () => (await readdir(folder)).filter((file) => file.includes(kind));
    if ((await find()).length === 0) {
      // What is young lies in the log alone, until there is too much of it.
      await profile.start();
      const full = await openPage(profile.context, site);
      await full.evaluate(fill);
      await settle(full);
      await profile.close();
    }
    const files = await find();
    row.is(files.length > 0, `nothing to damage: no ${kind}`);
    for (const file of files) await spoil(join(folder, file));
    await profile.start();
    row.kills++;
    const reopened = await openPage(profile.context, site);
    await new Promise((done) => setTimeout(done, 1_000));
    const said = await words(reopened);
    row.notes.push(`${files.length} files`);
    row.says(said.slice(0, 300), /Your data (is not here any more|cannot be opened)|not everything|Not all/i);
  });

/**
 * The browser is killed while it writes. It starts, reads all before that, and goes on where the
 * piece ends; what follows would be unreadable at the next start, and then all is discarded.
 */
const cutShort = (site) =>
  scene(site, "killed in the middle of writing, and started twice", async ({ profile, page, row, groups, open }) => {
    if (await log(page, site, groups[0], "before")) row.acknowledged++;
    await profile.kill();
    row.kills++;
    await leavePiece(await databaseOf(profile.folder));
    await profile.start();
    const next = await open("#/today");
    if (await log(next, site, groups[0], "after")) row.acknowledged++;
    await profile.kill();
    row.kills++;
    await profile.start();
    const last = await open("#/today");
    row.says(await last.locator("h1").first().textContent(), /^Today$/);
    await row.holds(last, ["before", "after"]);
  });

/** The data goes before the browser has kept anything else of this site, such as the sentinel. */
const discarded = (site) =>
  scene(site, "discarded by the browser seconds after the first restore", async ({ profile, row, open }) => {
    await profile.kill();
    row.kills++;
    const folder = await databaseOf(profile.folder);
    for (const file of await readdir(folder)) if (file.endsWith(".log")) await noise(join(folder, file));
    await profile.start();
    for (const start of ["first", "second"]) {
      const said = (await words(await open("#/today"))).slice(0, 300);
      row.says(`${start}: ${said}`, MISSING);
    }
  });

/** A folder stands where the browser needs a file: it opens nothing, not now and not later. */
const unopenable = (site) =>
  scene(site, "storage that the browser cannot open any more", async ({ profile, page, row, groups }) => {
    if (await log(page, site, groups[0], "kept")) row.acknowledged++;
    await settle(page);
    await profile.close();
    const stuck = join(await databaseOf(profile.folder), "LOCK");
    await rm(stuck);
    await mkdir(stuck);
    await profile.start();
    row.kills++;
    const reopened = await openPage(profile.context, site);
    const remove = reopened.getByRole("button", { name: "Remove the broken storage and start again…" });
    await remove.click();
    row.says(await words(reopened), /cannot be opened.*Reload.*Save what can be read/);
    const dialog = reopened.getByRole("dialog");
    await dialog.getByRole("button", { name: "Remove and start again" }).click();
    row.says(await dialog.getByRole("alert").innerText(), /not removed.*clear the site data/s);
    // What the page names for that: the data of this address is cleared, the browser started again.
    await profile.close();
    await rm(await databaseOf(profile.folder), { recursive: true });
    await profile.start();
    row.says(await words(await openPage(profile.context, site)), MISSING);
  });

const unreadable = (site) =>
  scene(site, "a document that is no record any more", async ({ page, row }) => {
    await page.evaluate(spoilOne);
    await page.reload();
    // Its part of the program comes a moment later.
    await page.getByText("Check and repair").first().waitFor();
    row.kills++;
    row.says((await words(page)).slice(0, 400), /cannot be opened.*Check and repair/);
  });

/** What the browser keeps lazily (its local storage) is on the disk, too. */
async function settle(page) {
  await page.waitForTimeout(6_000);
}

async function databaseOf(profile) {
  const folder = join(profile, "Default", "IndexedDB");
  const [found] = (await readdir(folder)).filter((file) => file.endsWith(".indexeddb.leveldb"));
  return join(folder, found);
}

/** Runs in the page: writes so much beside the caseload that the browser makes tables of its log. */
async function fill() {
  const answer = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const opening = indexedDB.open("filler");
  opening.onupgradeneeded = () => opening.result.createObjectStore("filler");
  const database = await answer(opening);
  // What is larger lies in files of its own.
  for (let number = 0; number < 400; number++) {
    const noise = crypto.getRandomValues(new Uint8Array(50_000));
    await answer(database.transaction("filler", "readwrite").objectStore("filler").put(noise, number));
  }
  database.close();
}

/** A log is blocks of records, each in one block, with a head: sum, length, kind. */
const BLOCK = 32_768;
const HEAD = 7;
const WHOLE = 1;
const ANNOUNCED = 200;

/** Adds to the log what a kill leaves of a record: its head, and half of what that announces. */
async function leavePiece(folder) {
  const path = join(folder, (await readdir(folder)).filter((file) => file.endsWith(".log")).sort().at(-1));
  const left = BLOCK - ((await stat(path)).size % BLOCK);
  const rest = left < HEAD + ANNOUNCED ? left : 0;
  const head = Buffer.alloc(HEAD);
  head.writeUInt16LE(ANNOUNCED, 4);
  head.writeUInt8(WHOLE, 6);
  await appendFile(path, Buffer.concat([Buffer.alloc(rest), head, Buffer.alloc(ANNOUNCED / 2, 0xa5)]));
}

async function noise(path) {
  const { size } = await stat(path);
  const file = await open(path, "r+");
  for (let at = 0; at < size; at += 64) await file.write(Buffer.from([0xa5, 0x5a, 0xff]), 0, 3, at);
  await file.close();
}

async function halve(path) {
  const { size } = await stat(path);
  const file = await open(path, "r+");
  await file.truncate(Math.floor(size / 2));
  await file.close();
}

// In the page.

async function deleteAll() {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = done;
    });
  }
}

async function spoilOne() {
  const opening = indexedDB.open("aimline");
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  const transaction = database.transaction("shelf", "readwrite");
  const shelf = transaction.objectStore("shelf");
  shelf.getAllKeys(IDBKeyRange.bound("student/", "student0")).onsuccess = ({ target }) =>
    shelf.put({ rev: 1, v: 1, body: '{"half' }, target.result[0]);
  await new Promise((done) => (transaction.oncomplete = done));
  database.close();
}
