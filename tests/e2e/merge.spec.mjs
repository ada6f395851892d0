// Two devices, one caseload: what each did alone is joined, both ways, and both show the same.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { locked, turnOn, unlock } from "./lock.mjs";
import * as sealed from "./sealed.mjs";
import { TUESDAY, addStudent, backUp, chooseBackup, documentsOf, openDemo, openOne, press, said, shown } from "./steps.mjs";

const PASSPHRASE = "maple tiger onion velvet raft piano";
const LATER = "2026-11-24T09:30";
const TWO_DAYS_AHEAD = "2026-11-26T09:30";

/** The list has the family name first. */
const inList = (name) => name.split(" ").reverse().join(", ");

async function edit(app, name, field, text) {
  await openOne(app.page, "Students", inList(name));
  await shown(app.page, name);
  await press(app.page, "Edit");
  const dialog = app.page.getByRole("dialog", { name: "Edit student" });
  await dialog.getByLabel(field, { exact: true }).fill(text);
  await press(dialog, "Save student");
  await dialog.waitFor({ state: "hidden" });
}

/** The text of a backup made on this device. */
async function fileOf(app) {
  await app.goto("#/data");
  return (await backUp(app)).text();
}

const asFile = (text, name = "other.json") => ({ name, mimeType: "", buffer: Buffer.from(text) });

/** Chooses a file to merge; answers the window that says what it would bring. */
async function chooseToMerge(app, file) {
  await app.goto("#/data");
  await app.page.getByLabel("File to merge").setInputFiles(file);
  return app.page.getByRole("dialog", { name: "Merge a file" });
}

async function merge(app, text, sentence) {
  const dialog = await chooseToMerge(app, asFile(text));
  await press(dialog, "Merge");
  await said(app.page, sentence);
}

const students = async (app) => {
  await app.goto("#/students");
  await app.page.getByRole("main").getByRole("link", { name: "Lind, Bo", exact: true }).first().waitFor();
  const links = app.page.getByRole("main").locator('a[href^="#/students/"]');
  return [...new Set(await links.allTextContents())].sort();
};

/** What of a file is the caseload itself, without who did what when. */
const records = (text) => documentsOf(text).filter(({ key }) => !key.startsWith("history/"));

/** Two devices that began with one backup; each then did something of its own. */
async function twoDevices(t) {
  const first = await open(t, { route: "#/students", now: TUESDAY });
  await addStudent(first, "Bo", "Lind");
  await addStudent(first, "Ada", "Ek");
  const common = await fileOf(first);
  const second = await deviceWith(t, common, LATER);
  await addStudent(first, "Cy", "Moe");
  await edit(first, "Bo Lind", "Teacher", "Ms. One");
  await addStudent(second, "Dee", "Noor");
  await edit(second, "Bo Lind", "Teacher", "Ms. Two");
  await edit(second, "Ada Ek", "Note", "Reads with a ruler");
  return [first, second];
}

async function deviceWith(t, text, now) {
  const app = await open(t, { route: "#/data", now });
  const dialog = await chooseBackup(app.page, asFile(text));
  await press(dialog, "Restore");
  await said(app.page, "Backup restored");
  return app;
}

test("merged both ways, two devices show the same; what both changed is shown with both values", async (t) => {
  const [first, second] = await twoDevices(t);
  const [one, two] = [await fileOf(first), await fileOf(second)];
  const window = await first.another("#/students");
  const dialog = await chooseToMerge(first, asFile(two));
  const brought = dialog.getByRole("region", { name: "What the file brings" });
  await brought.getByRole("row", { name: /^Students 1 2 0$/ }).waitFor();
  const conflict = dialog.getByRole("region", { name: "Bo Lind" });
  await conflict.getByRole("row", { name: "Teacher “Ms. One” “Ms. Two”" }).waitFor();
  await conflict.getByRole("columnheader", { name: "In the file: stays, changed later" }).waitFor();
  await first.axe("the merge before it is done", { within: "dialog[open]" });
  await press(dialog, "Cancel");
  assert.deepEqual(records(await fileOf(first)), records(one), "looking changes nothing");

  await merge(first, two, "File merged: 1 added, 2 updated.");
  await window.getByRole("link", { name: "Noor, Dee", exact: true }).first().waitFor();
  await merge(second, one, "File merged: 1 added.");
  for (const app of [first, second]) {
    assert.deepEqual(await students(app), ["Ek, Ada", "Lind, Bo", "Moe, Cy", "Noor, Dee"]);
    await openOne(app.page, "Students", "Lind, Bo");
    await app.page.getByText("Ms. Two").first().waitFor();
  }
  assert.deepEqual(records(await fileOf(first)), records(await fileOf(second)));

  // Once more brings nothing; what is done next is later than all that came.
  const again = await chooseToMerge(first, asFile(two));
  await again.getByText("The file brings nothing new").waitFor();
  await press(again, "Close");
  await edit(first, "Bo Lind", "Teacher", "Ms. Three");
  await merge(second, await fileOf(first), "File merged: 1 updated.");
  assert.deepEqual(records(await fileOf(first)), records(await fileOf(second)));
});

test("a merge can be undone as a whole, and later as one step of the history", async (t) => {
  const [first, second] = await twoDevices(t);
  const [one, two] = [await fileOf(first), await fileOf(second)];
  await merge(first, two, "File merged");
  await first.reload();
  await press(first.page, "Undo the merge…");
  await press(first.page.getByRole("dialog", { name: "Undo the merge?" }), "Undo the merge");
  await said(first.page, "Everything is as it was before.");
  assert.deepEqual(documentsOf(await fileOf(first)), documentsOf(one));

  await merge(first, two, "File merged: 1 added, 2 updated.");
  await addStudent(first, "Eli", "Oak");
  await first.goto("#/data");
  await first.page.getByRole("button", { name: /^Undo: File merged/ }).click();
  await said(first.page, "Undone.");
  assert.deepEqual(await students(first), ["Ek, Ada", "Lind, Bo", "Moe, Cy", "Oak, Eli"]);
  await openOne(first.page, "Students", "Lind, Bo");
  await first.page.getByText("Ms. One").first().waitFor();
});

test("what was merged is in no backup of this device, however old it is", async (t) => {
  const [first, second] = await twoDevices(t);
  const two = await fileOf(second);
  const { page } = first;
  await first.skip(3 * 60 * 60_000);
  await fileOf(first);
  const card = page.getByRole("region", { name: "How safe your data is" });
  const verdict = (words) => card.getByRole("heading", { name: words }).waitFor();
  await verdict("Your data is safe");
  await merge(first, two, "File merged");
  await verdict("Safe up to Nov 24");
  await card.getByText(/^Something was merged or taken back since\./).waitFor();
  await first.reload();
  await verdict("Safe up to Nov 24");
  await fileOf(first);
  await verdict("Your data is safe");
});

test("changes from more than a day ahead are refused in words", async (t) => {
  const first = await open(t, { route: "#/students", now: TUESDAY });
  await addStudent(first, "Bo", "Lind");
  const ahead = await deviceWith(t, await fileOf(first), TWO_DAYS_AHEAD);
  await edit(ahead, "Bo Lind", "Teacher", "Ms. Ahead");
  const before = await fileOf(first);
  const dialog = await chooseToMerge(first, asFile(await fileOf(ahead)));
  await dialog.getByText(/holds changes from Nov 26, 2026, but the clock of this device says Nov 24, 2026/).waitFor();
  await dialog.getByText("the file can be merged from Nov 25, 2026 on.").waitFor();
  await dialog.getByText("Nothing was changed.").waitFor();
  await press(dialog, "Close");
  assert.deepEqual(documentsOf(await fileOf(first)), documentsOf(before));

  // The other device says so itself, once its clock is right.
  const notice = ahead.page.getByText(/Something here was saved as of Nov 26, 2026, but this device says that today is Nov 24, 2026/);
  await ahead.goto("#/data");
  assert.equal(await notice.count(), 0);
  await ahead.skip(-2 * 24 * 60 * 60 * 1000);
  await ahead.reload();
  await notice.waitFor();
  await ahead.axe("saved under a clock that was ahead", { within: "main" });
});

test("an encrypted file merges, and under a lock nothing of it lies open", async (t) => {
  const [first, second] = await twoDevices(t);
  const buffer = sealed.seal(await fileOf(second), PASSPHRASE);
  await turnOn(first);
  const dialog = await chooseToMerge(first, { name: "other.aimline", mimeType: "", buffer });
  await dialog.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await press(dialog, "Open");
  await press(dialog, "Merge");
  await said(first.page, "File merged: 1 added, 2 updated.");
  assert.deepEqual(await students(first), ["Ek, Ada", "Lind, Bo", "Moe, Cy", "Noor, Dee"]);
  await first.page.reload();
  await locked(first.page);
  await unlock(first.page);
  assert.deepEqual(await students(first), ["Ek, Ada", "Lind, Bo", "Moe, Cy", "Noor, Dee"]);
});

test("who was erased on one device goes from the other, which is said before", async (t) => {
  const [first, second] = await twoDevices(t);
  await second.goto("#/data");
  await second.page.getByLabel("Student to erase").selectOption({ label: "Ek, Ada" });
  await press(second.page, "Erase this student…");
  await press(second.page, "Erase for good");
  await second.page.getByRole("region", { name: "Receipt" }).getByText("1 student’s record").waitFor();
  const dialog = await chooseToMerge(first, asFile(await fileOf(second)));
  await dialog.getByText("Ada Ek: erased for good on one device, and so on this one too.").waitFor();
  await press(dialog, "Merge");
  await said(first.page, "1 removed");
  const text = await fileOf(first);
  assert.ok(!text.includes("Ada"), "a trace of the erased student");
  assert.equal(await first.page.getByRole("button", { name: "Undo the merge…" }).count(), 0);
});

test("a file of the demo does not merge into a caseload, nor a caseload into the demo", async (t) => {
  const demo = await openDemo(t);
  const invented = await fileOf(demo);
  const own = await open(t, { route: "#/students", now: TUESDAY });
  await addStudent(own, "Bo", "Lind");
  const refused = await chooseToMerge(own, asFile(invented));
  await refused.getByText("This is a backup of the demo.").waitFor();
  await press(refused, "Close");
  const other = await chooseToMerge(demo, asFile(await fileOf(own)));
  await other.getByText("This is a backup of a real caseload.").waitFor();
});
