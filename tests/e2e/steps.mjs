// What a person does in more than one journey, in the words of the screen.

import { open } from "./harness.mjs";
import { settled } from "./routes.mjs";

/** A Tuesday: five groups of the demo meet. */
export const TUESDAY = "2026-11-24T08:05";

export async function openDemo(t, options = {}) {
  const app = await open(t, { route: "#/demo", now: TUESDAY, ...options });
  await shown(app.page, "Today");
  return app;
}

/** A second window of the demo: it is a choice of each window. */
export async function anotherDemo(app) {
  const other = await app.another("#/demo");
  await shown(other, "Today");
  return other;
}

/** The page of this name is there: its heading is. */
export const shown = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** Goes to a page by the main navigation. */
export async function goTo(page, name) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
  await settled(page);
}

/** Does what leads to another page, and waits until the heading of that one has the focus. */
export async function turnPage(page, act) {
  const left = await page.locator("h1").textContent();
  await act();
  await page.waitForFunction((left) => (document.querySelector("h1:focus")?.textContent ?? left) !== left, left);
}

/** From the list of its kind to one student, group or protocol. */
export async function openOne(page, list, name) {
  await goTo(page, list);
  await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
  await settled(page);
}

/** The file of a backup made on the Data page without a passphrase. */
export async function backUp(app) {
  await press(app.page, "Back up");
  const plain = app.page.getByRole("button", { name: "Without a passphrase" });
  const file = await app.download(() => plain.click());
  // That there is one is noted, too.
  await app.page.getByText(`${file.name} was written and read back`).first().waitFor();
  return file;
}

/** Chooses a file to restore; answers the dialog that says what it would do. */
export async function chooseBackup(page, file) {
  await page.getByLabel("Backup file").setInputFiles(file);
  return page.getByRole("dialog", { name: "Restore a backup" });
}

/** The documents of a backup without drafts, in the order of their keys. */
export function documentsOf(text) {
  const { documents } = JSON.parse(text);
  const kept = documents.filter(({ key }) => !key.startsWith("draft/"));
  return kept.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The message of this text was shown. */
export const said = (page, text) => page.locator(".toast").filter({ hasText: text }).last().waitFor();

export const press = (within, name) => within.getByRole("button", { name, exact: true }).first().click();

/** The button that logs a meeting of the group today. */
export const logButton = (page, group) =>
  page
    .getByRole("region", { name: "Today's sessions", exact: true })
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: group, exact: true }) })
    .getByRole("button", { name: "Log", exact: true });

/** The rows of the table in a place, each as the texts of its cells. */
export async function rows(place) {
  await place.getByRole("row").first().waitFor();
  return place.locator("tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
}

/** Presses keys and counts them; digits typed into a field do not count. */
export class Keys {
  count = 0;

  constructor(page) {
    this.page = page;
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.count += 1;
    }
  }

  async digits(text) {
    await this.page.keyboard.type(text);
  }

  /** Presses a key until the control has the focus: its role and the beginning of its name. */
  async until(control, key = "Tab", most = 60) {
    await control.first().waitFor();
    for (let pressed = 0; pressed < most; pressed++) {
      if (await control.evaluateAll((all) => all.includes(document.activeElement))) return;
      await this.press(key);
    }
    throw new Error(`${key} does not lead to ${control}`);
  }
}

/** What was typed is on the disk, so that a reload may come. */
export async function kept(page, typed) {
  for (const start = Date.now(); Date.now() - start < 30_000; ) {
    if (await page.evaluate(onDisk, typed)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`No draft holds ${typed}`);
}

// Runs in the page: whether a draft holds this text.
async function onDisk(typed) {
  const answer = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    const drafts = IDBKeyRange.bound("draft/", "draft/\uffff");
    const found = await answer(database.transaction("shelf").objectStore("shelf").getAll(drafts));
    database.close();
    if (found.some(({ body }) => body.includes(typed))) return true;
  }
  return false;
}

/** A student of one's own caseload. */
export async function addStudent(app, given, family) {
  await app.goto("#/students");
  await press(app.page, "Add student");
  const dialog = app.page.getByRole("dialog", { name: "Add student" });
  await dialog.getByLabel("Given name").fill(given);
  await dialog.getByLabel("Family name").fill(family);
  await press(dialog, "Save student");
  await dialog.waitFor({ state: "hidden" });
  await said(app.page, "Student added.");
}
