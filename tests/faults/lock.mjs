// Killed while everything is encrypted or decrypted: it is all as it was, or all as it was to be.

import { PASSPHRASE, turnOn, unlock } from "../e2e/lock.mjs";
import { press } from "../e2e/steps.mjs";
import { crash } from "./profile.mjs";
import { scene } from "./scene.mjs";

export const name = "lock";
export const expected = "everything opens with the passphrase, or lies there as before; nothing by halves";

const TIMES = 24;
/** From the moment the documents are rewritten; before that a passphrase is stretched for a second. */
const LONGEST_MILLISECONDS = 900;
/** Fewer kills may all fall on one side of the end. */
const JUDGED_FROM = 12;

export async function run({ site, kills }) {
  return [await scene(site, "killed while the lock turns", (stage) => play(stage, Math.min(TIMES, Math.max(4, kills / 4))))];
}

async function play({ profile, page, row, site, open }, times) {
  const before = await page.evaluate(shape);
  row.documents = before.keys.length;
  const turned = { on: 0, off: 0 };
  for (let time = 0; time < times; time++) {
    const found = await page.evaluate(shape);
    if (found.locked) await begin(page, site, "Turn off the lock…");
    const working = found.locked ? off(page) : turnOn({ page, goto: (route) => page.goto(site.url + route) });
    working.catch(() => {});
    if (!found.locked) await page.getByRole("progressbar", { name: "Encrypting everything" }).waitFor();
    await new Promise((done) => setTimeout(done, Math.random() * LONGEST_MILLISECONDS));
    if (time % 4 === 3) await profile.kill().then(() => profile.start());
    else await crash(page);
    row.kills++;
    page = await open("#/settings");
    const after = await page.evaluate(shape);
    if (after.sealed !== 0 && after.sealed !== after.keys.length) row.torn.push(`${after.sealed} of ${after.keys.length} documents are sealed`);
    if ((after.sealed !== 0) !== after.locked) row.torn.push("the lock and the documents do not agree");
    row.is(before.keys.every((key) => after.keys.includes(key)), "documents");
    if (after.locked !== found.locked) turned[after.locked ? "on" : "off"]++;
    if (after.locked) await unlock(page);
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  }
  if (times >= JUDGED_FROM) row.is(turned.on > 0 && turned.off > 0, `kills on both sides of the end: ${turned.on} and ${turned.off}`);
  row.notes.push(`${turned.on} times it was on afterwards that had been off, ${turned.off} times the other way.`);
}

async function begin(page, site, button) {
  await page.goto(`${site.url}#/settings`);
  await press(page, button);
}

async function off(page) {
  const dialog = page.getByRole("dialog", { name: "Turn off the lock" });
  await dialog.getByLabel("Passphrase or recovery code").fill(PASSPHRASE);
  await press(dialog, "Turn off the lock");
}

/** In the page: the keys, how many documents are sealed, and whether there is a lock. */
async function shape() {
  const answer = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const database = await answer(indexedDB.open("aimline"));
  const shelf = database.transaction("shelf").objectStore("shelf");
  const [keys, values] = await Promise.all([answer(shelf.getAllKeys()), answer(shelf.getAll())]);
  database.close();
  const documents = keys.filter((key) => key !== "lock");
  return { keys: documents, sealed: values.filter(({ sealed }) => sealed).length, locked: documents.length < keys.length };
}
