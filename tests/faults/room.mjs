// No space: the browser's quota, and a disk that is full.

import { execFile } from "node:child_process";
import { mkdtemp, open, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { openPage } from "./caseload.mjs";
import { log, Row, save, scene, typeNote, words } from "./scene.mjs";

export const name = "room";
export const expected = "“no room left”, the form stays as it is, and saves once there is room";

const run_ = promisify(execFile);
const NO_ROOM = /no room left.*Nothing was saved.*free some space/i;

export async function run({ site }) {
  return [await quota(site), await fullDisk(site), await reloaded(site)];
}

/** Logs what will have to be there, then session after session until there is no room for one. */
async function untilRefused({ page, row, site, groups }, fill) {
  if (await log(page, site, groups[0], "before")) row.acknowledged++;
  await fill();
  let refused = "";
  // Small writes may still find room.
  for (let tries = 0; tries < 200 && !refused; tries++) {
    await typeNote(page, site, groups[1], `full ${tries} ${"x".repeat(2_000)}`);
    const answer = await save(page);
    if (answer !== "Session saved.") refused = answer;
  }
  row.kills++;
  row.says(refused, NO_ROOM);
}

/** The form stays; with room again the same button saves; what was saved before is there, too. */
async function survives(stage, fill, free) {
  const { page, row } = stage;
  await untilRefused(stage, fill);
  const typed = await page.locator("#session-note").inputValue();
  row.is(typed.startsWith("full"), "what was typed");
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
  onSmallDisk(site, "full disk", async (stage, fill, free) => {
    const saved = await survives(stage, fill, free);
    await holdsAfterRestarts(stage, saved);
  });

/** A page that is opened while there is no room tells so, and takes nothing away. */
const reloaded = (site) =>
  onSmallDisk(site, "full disk, page reloaded", async (stage, fill, free) => {
    const { page, row } = stage;
    await untilRefused(stage, fill);
    await page.reload();
    await page.getByText("cannot be opened").first().waitFor();
    row.says((await words(page)).slice(0, 400), /cannot be opened.*full.*free some space/);
    await free();
    await holdsAfterRestarts(stage, ["before"]);
  });

/** What a torn log costs shows at the second start. */
async function holdsAfterRestarts({ profile, row, site }, notes) {
  for (let restarts = 0; restarts < 3; restarts++) {
    await profile.close();
    await profile.start();
    const page = await openPage(profile.context, site);
    row.kills++;
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await row.holds(page, notes);
  }
}

/** Plays in a profile on a disk of its own, that can be filled and freed. */
async function onSmallDisk(site, what, play) {
  const folder = await mkdtemp(join(tmpdir(), "aimline-full-"));
  try {
    await run_("mount", ["-t", "tmpfs", "-o", "size=80m", "tmpfs", folder]);
  } catch {
    await rm(folder, { recursive: true });
    const row = new Row(what);
    row.notes.push("not played: this machine does not let the loop mount a small disk.");
    return row;
  }
  const ballast = join(folder, "ballast");
  const fill = () => fillDisk(folder, ballast);
  const free = () => rm(ballast);
  try {
    return await scene(site, what, (stage) => play(stage, fill, free), { folder: join(folder, "profile") });
  } finally {
    await run_("umount", ["-l", folder]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function fillDisk(folder, ballast) {
  const file = await open(ballast, "w");
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
