// Killed while everything is replaced at once: a file restored, a file merged in, all erased. What
// is there afterwards is all as it was, or all as it was to be.

import { fileURLToPath } from "node:url";

import { press } from "../e2e/steps.mjs";
import { WORKLOAD, restore } from "./caseload.mjs";
import { crash } from "./profile.mjs";
import { scene } from "./scene.mjs";

export const name = "together";
export const expected = "after a kill a restore, a merge or an erasure is there as a whole, or not at all";

const OTHER = fileURLToPath(new URL("../fixtures/backup-v1.json", import.meta.url));
const TIMES = 30;
/** Fewer kills may all fall on one side of the end. */
const JUDGED_FROM = 30;

/** Each begins with the caseload in place. */
const WORKS = [
  {
    name: "a restore",
    begin: (page) => fileIn(page, "Backup file", "Restore a backup", OTHER),
    go: (dialog) => press(dialog, "Replace what is here"),
    done: (page) => page.getByText(/Backup restored/).first().waitFor(),
  },
  {
    name: "a merge",
    begin: (page) => fileIn(page, "File to merge", "Merge a file", OTHER),
    go: (dialog) => press(dialog, "Merge"),
    done: (page) => page.getByText(/^File merged/).first().waitFor(),
  },
  {
    name: "an erasure",
    begin: async (page) => {
      await press(page, "Erase everything…");
      await page.getByLabel("Type “erase” to go on").fill("erase");
      return page;
    },
    go: (dialog) => press(dialog, "Erase everything"),
    done: (page) => page.getByRole("region", { name: "Receipt" }).waitFor(),
  },
];

export async function run({ site, kills }) {
  const times = Math.min(TIMES, Math.max(4, Math.round(kills / 6)));
  const rows = [];
  for (const work of WORKS) rows.push(await scene(site, `killed in ${work.name}`, (stage) => play(stage, work, times)));
  return rows;
}

async function play({ profile, page, row, site, open }, work, times) {
  const before = await page.evaluate(records);
  const { after, took } = await wholly(page, site, work);
  row.documents = before.length;
  const ended = { before: 0, after: 0 };
  await anew(profile, page, site);
  for (let time = 0; time < times; time++) {
    page = await open("#/data");
    const dialog = await work.begin(page);
    work.go(dialog).catch(() => {});
    await new Promise((done) => setTimeout(done, Math.random() * took));
    if (time % 4 === 3) await profile.kill().then(() => profile.start());
    else await crash(page);
    row.kills++;
    page = await profile.context.newPage();
    await page.goto(`${site.url}#/data`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const found = await page.evaluate(records);
    if (same(found, before)) ended.before++;
    else if (same(found, after)) ended.after++;
    else row.torn.push(`${found.length} records, neither the ${before.length} before nor the ${after.length} after`);
    if (!same(found, before)) await anew(profile, page, site);
    else await page.close();
  }
  row.acknowledged = ended.after;
  if (times >= JUDGED_FROM) row.is(ended.before > 0 && ended.after > 0, `kills on both sides of the end: ${ended.before} and ${ended.after}`);
  row.notes.push(`${ended.before} times all as before, ${ended.after} times all as after.`);
}

/** What lies there when nobody interrupts it, and after how many milliseconds. */
async function wholly(page, site, work) {
  await page.goto(`${site.url}#/data`);
  // The messages of the restore before go.
  await page.reload();
  const dialog = await work.begin(page);
  const started = Date.now();
  await work.go(dialog);
  await work.done(page);
  const took = Date.now() - started;
  return { after: await page.evaluate(records), took };
}

/** The caseload in place again, and nothing else. */
async function anew(profile, page, site) {
  await page.close();
  await (await restore(profile.context, site, WORKLOAD)).close();
}

async function fileIn(page, label, name, file) {
  await page.getByLabel(label).setInputFiles(file);
  const dialog = page.getByRole("dialog", { name });
  await dialog.getByRole("button", { name: /^(Replace what is here|Merge)$/ }).waitFor();
  return dialog;
}

const same = (one, other) => one.length === other.length && one.every((key, at) => key === other[at]);

/** In the page: the keys of all records, in order; what is kept beside them is no part of the caseload. */
async function records() {
  const beside = ["history", "snapshot", "safety", "draft"];
  const answer = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const opening = indexedDB.open("aimline");
  // Looking must not make one: where all is erased there is none.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await answer(opening).catch(() => null);
  if (!database) return [];
  const keys = await answer(database.transaction("shelf").objectStore("shelf").getAllKeys());
  database.close();
  return keys.filter((key) => !beside.includes(key.split("/")[0]));
}
