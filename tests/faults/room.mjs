// No space: the browser's quota, and a disk that is full.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, open, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { openPage, restore } from "./caseload.mjs";
import { log, Row, save, scene, typeNote, words } from "./scene.mjs";

export const name = "room";
export const expected = "“no room left”, the form stays as it is, and saves once there is room";

const run_ = promisify(execFile);
/** What a window holds, and so the file saved from it, is what is, not what was. */
const NO_HISTORY = /has no history$/;
const NO_ROOM = /no room left.*Nothing was saved.*free some space/i;

export async function run({ site }) {
  return [await quota(site), await fullDisk(site), await reloaded(site), await taken(site)];
}

/** Logs what will have to be there, then session after session until there is no room for one. */
async function untilRefused({ page, row, site, groups }, fill, pattern = NO_ROOM) {
  if (await log(page, site, groups[0], "before")) row.acknowledged++;
  let refused = "";
  // Small writes may still find room, and a browser without any clears what it can do without.
  for (let tries = 0; tries < 200 && !refused; tries++) {
    await typeNote(page, site, groups[1], `full ${tries} ${"x".repeat(2_000)}`);
    await fill();
    const answer = await save(page);
    if (answer !== "Session saved.") refused = answer;
  }
  row.kills++;
  row.says(refused, pattern);
}

/** The form stays; with room again the same button saves; what was saved before is there, too. */
async function survives(stage, fill, free) {
  const { page, row } = stage;
  await untilRefused(stage, fill);
  const typed = await page.locator("#session-note").inputValue();
  row.is(typed.startsWith("full"), "what was typed");
  await fill();
  row.says(await save(page), NO_ROOM);
  await free();
  const again = await save(page);
  row.is(again === "Session saved.", `saving once there is room again: “${again}”`);
  await row.holds(page, ["before", typed]);
  return ["before", typed];
}

function quota(site) {
  return scene(site, "quota exceeded", async (stage) => {
    const session = await stage.profile.context.newCDPSession(stage.page);
    const origin = new URL(site.url).origin;
    const fill = async () => {
      const used = await stage.page.evaluate(async () => (await navigator.storage.estimate()).usage);
      await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: used + 400_000 });
      await stage.page.evaluate(fillWithNoise);
    };
    const free = () => session.send("Storage.overrideQuotaForOrigin", { origin });
    await survives(stage, fill, free);
  });
}

/** In the page: random bytes, which the browser cannot pack, until it takes no more. */
async function fillWithNoise() {
  const opening = indexedDB.open("noise", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("noise", { autoIncrement: true });
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  for (let bytes = 65_536; bytes > 500; ) {
    const noise = crypto.getRandomValues(new Uint8Array(bytes));
    const full = await new Promise((done) => {
      const transaction = database.transaction("noise", "readwrite");
      transaction.objectStore("noise").put(noise);
      transaction.oncomplete = () => done(false);
      transaction.onabort = () => done(true);
    });
    if (full) bytes /= 2;
  }
  database.close();
}

const fullDisk = (site) =>
  onSmallDisk(site, "full disk, data protected", true, async (stage, fill, free) => {
    const saved = await survives(stage, fill, free);
    await holdsAfterRestarts(stage, saved);
  });

/** A page that is opened while there is no room tells so, and takes nothing away. */
const reloaded = (site) =>
  onSmallDisk(site, "full disk, data protected, page reloaded", true, async (stage, fill, free) => {
    const { page, row } = stage;
    await untilRefused(stage, fill);
    let said = "";
    // A browser without room clears what it can do without, and then there may be some.
    for (let tries = 0; tries < 10 && !/cannot be opened/.test(said); tries++) {
      await fill();
      await page.reload();
      await page.getByText(/cannot be opened|Save session/).first().waitFor();
      said = (await words(page)).slice(0, 600);
    }
    row.says(said, /cannot be opened.*no room left.*free some space/);
    await free();
    await holdsAfterRestarts(stage, ["before"]);
  });

/**
 * Data that the browser has not promised to keep it removes at once when a disk is full, to make
 * room: what the window holds is saved into a file, and restored from it.
 */
const taken = (site) =>
  onSmallDisk(site, "full disk, data not protected", false, async (stage, fill, free) => {
    const { profile, page, row } = stage;
    const removed = /removed.*Nothing was saved.*save what this window still holds/i;
    // It may be so quick that the first answer tells of it.
    await untilRefused(stage, fill, new RegExp(`${NO_ROOM.source}|${removed.source}`, "i"));
    await free();
    row.says(await save(page), removed);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save what this window holds" }).click();
    const file = await (await downloading).path();
    await page.reload();
    await page.getByRole("heading", { name: "Your data is not here any more" }).waitFor();
    const restored = await restore(profile.context, site, file);
    await row.holds(restored, ["before"], NO_HISTORY);
    await holdsAfterRestarts(stage, ["before"], NO_HISTORY);
  });

/** What a torn log costs shows at the second start. */
async function holdsAfterRestarts({ profile, row, site }, notes, allowed) {
  for (let restarts = 0; restarts < 3; restarts++) {
    await profile.close();
    await profile.start();
    const page = await openPage(profile.context, site);
    row.kills++;
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await row.holds(page, notes, allowed);
  }
}

/** Plays in a profile on a disk of its own, that can be filled and freed. */
async function onSmallDisk(site, what, isProtected, play) {
  const folder = await mkdtemp(join(tmpdir(), "aimline-full-"));
  try {
    await run_("mount", ["-t", "tmpfs", "-o", "size=80m", "tmpfs", folder]);
  } catch {
    await rm(folder, { recursive: true });
    const row = new Row(what);
    row.notes.push("not played: this machine does not let the loop mount a small disk.");
    return row;
  }
  const profile = join(folder, "profile");
  if (isProtected) await protect(profile, site);
  const ballast = join(folder, "ballast");
  const fill = () => fillDisk(folder, ballast);
  const free = () => rm(ballast);
  try {
    return await scene(site, what, (stage) => play(stage, fill, free), { folder: profile });
  } finally {
    await run_("umount", ["-l", folder]);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * As if the browser had agreed to keep the data of this site. What a driver grants is told to the
 * page alone; what makes room heeds the profile.
 */
async function protect(profile, site) {
  const durable_storage = { [`${new URL(site.url).origin},*`]: { setting: 1 } };
  await mkdir(join(profile, "Default"), { recursive: true });
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify({ profile: { content_settings: { exceptions: { durable_storage } } } }));
}

async function fillDisk(folder, ballast) {
  const file = await open(ballast, "a");
  try {
    for (let left = 1; left > 0; ) {
      const { bavail, bsize } = await statfs(folder);
      left = bavail * bsize;
      await file.write(Buffer.alloc(Math.max(1, Math.min(left, 1_000_000))));
    }
  } catch {
    // That is what it is for.
  } finally {
    await file.close();
  }
}
