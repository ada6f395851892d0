// Erasing: who is erased is nowhere in the browser any more, and a receipt says what went.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { open } from "./harness.mjs";
import { locked, turnOn, unlock } from "./lock.mjs";
import { anotherDemo, backUp, chooseBackup, goTo, kept, logButton, openDemo, openOne, press, said, shown } from "./steps.mjs";
import { disk, stored } from "./stored.mjs";

const GIVEN = "Xanthippe";
const FAMILY = "Quillfeather";
const BACKUP = fileURLToPath(new URL("../fixtures/backup-v1.json", import.meta.url));
const YEARS = 365.25 * 24 * 3_600_000;

const receipt = (page) => page.getByRole("region", { name: "Receipt" });

/** A student of the demo, with all that the demo knows of them, under another name. */
async function rename(page, before) {
  await openOne(page, "Students", before);
  await press(page, "Edit");
  const form = page.getByRole("dialog", { name: "Edit student" });
  await form.getByLabel("Given name").fill(GIVEN);
  await form.getByLabel("Family name").fill(FAMILY);
  await press(form, "Save student");
  await form.waitFor({ state: "hidden" });
}

/** A form that was begun, and a note in the session of a group. */
async function leaveTraces(app) {
  const { page } = app;
  await press(page, "Edit");
  await page.getByRole("dialog", { name: "Edit student" }).getByLabel("Teacher").fill("Half a teacher");
  await kept(page, "Half a teacher");
  // The window is closed in mid-form: the draft stays.
  await page.goto("about:blank");
  await app.goto("#/today");
  await logButton(page, "Fluency, grade 3").last().click();
  await page.locator("#session-note").fill(`${GIVEN} read to the others`);
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");
}

/** A copy from before a restore is kept: it holds everything. */
async function restoreOverItself(app) {
  await app.goto("#/data");
  const file = await backUp(app);
  const dialog = await chooseBackup(app.page, file.path);
  await press(dialog, "Replace what is here");
  await app.page.getByText(/Backup restored: \d+ students/).first().waitFor();
}

test("an erased student is nowhere in the browser, and the receipt says what went", async (t) => {
  const app = await openDemo(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page } = app;
  await rename(page, "Vasquez, Elena");
  await leaveTraces(app);
  await restoreOverItself(app);
  const naming = (await disk(page)).split("\n").filter((line) => line.includes(GIVEN));
  const kinds = new Set(naming.map((line) => line.split(/[ /]/)[1]));
  assert.deepEqual([...kinds].sort(), ["draft", "history", "session", "snapshot", "student"]);

  const choice = page.getByLabel("Student to erase");
  const id = await choice.locator("option", { hasText: FAMILY }).getAttribute("value");
  await choice.selectOption(id);
  await press(page, "Erase this student…");
  const dialog = page.getByRole("dialog", { name: "Erase this student for good?" });
  await dialog.getByText("1 copy of everything from before a restore, merge or repair").waitFor();
  await app.axe("what goes with a student", { within: "dialog[open]" });
  await dialog.getByRole("checkbox", { name: /read to the others.*: note/ }).check();
  await press(dialog, "Erase for good");
  await receipt(page).getByText("1 note of a session that stays", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "Erased for good" }).and(page.locator(":focus")).waitFor();
  await app.axe("the receipt");

  const after = await disk(page);
  for (const trace of [GIVEN, FAMILY, "read to the others", "Half a teacher"]) {
    assert.ok(!after.includes(trace), after.split("\n").find((line) => line.includes(trace))?.slice(0, 600));
  }
  const left = after.split("\n").filter((line) => line.includes(id));
  assert.deepEqual(left.map((line) => line.split(" ")[1]), [`student/${id}`], left.join("\n").slice(0, 2000));

  const file = await app.download(() => press(page, "Save the receipt"));
  assert.match(file.name, /^aimline-erased-2026-11-24\.txt$/);
  const text = await file.text();
  assert.match(text, /^Aimline: receipt of an erasure\n\nWhen: Nov 24, 2026, .*\nWhom: X\. Q\.\n/);
  assert.match(text, /\n- The backup file saved on Nov 24, 2026, and any saved elsewhere/);
  assert.ok(!text.includes(GIVEN) && !text.includes(FAMILY));
  await press(page, "Copy as text");
  await said(page, "The receipt is copied as text.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await press(page, "Check now");
  await page.getByText("All in order").waitFor();
  await press(page, "Done");
  await receipt(page).waitFor({ state: "detached" });
});

test("a name in another student’s note, a group and a form is shown, and told on the receipt without it", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await rename(page, "Vasquez, Elena");
  await openOne(page, "Students", "Osgood, Caleb");
  await press(page, "Edit");
  const form = page.getByRole("dialog", { name: "Edit student" });
  await form.getByLabel("Note").fill(`Sits with ${GIVEN}`);
  await press(form, "Save student");
  await form.waitFor({ state: "hidden" });
  await press(page, "Edit");
  await form.getByLabel("Teacher").fill(`Ask ${GIVEN}`);
  await kept(page, `Ask ${GIVEN}`);
  await page.goto("about:blank");
  await app.goto("#/data");

  await page.getByLabel("Student to erase").selectOption({ label: `${FAMILY}, ${GIVEN}` });
  await press(page, "Erase this student…");
  const dialog = page.getByRole("dialog", { name: "Erase this student for good?" });
  await dialog.getByRole("listitem").filter({ hasText: `“Sits with ${GIVEN}” Caleb Osgood: note` }).waitFor();
  await dialog.getByRole("checkbox", { name: /A form that was begun and not saved/ }).check();
  await app.axe("texts that may name a student", { within: "dialog[open]" });
  await press(dialog, "Erase for good");
  await receipt(page).getByText("C. O.: note, which may name a student").waitFor();
  await receipt(page).getByText("1 unsaved form").waitFor();
  const after = await disk(page);
  assert.ok(!after.includes(`Ask ${GIVEN}`));
  // What brought the note back, had it been undone, is gone; the note itself is the person's.
  const naming = after.split("\n").filter((line) => line.includes(GIVEN));
  assert.deepEqual(naming.map((line) => line.split(/[ /]/)[1]), ["student"]);
});

test("a text is changed where it stands before the student goes", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await rename(page, "Vasquez, Elena");
  await openOne(page, "Groups", "Fluency, grade 3");
  await press(page, "Edit");
  const form = page.getByRole("dialog", { name: "Edit the group" });
  await form.getByLabel("Name of the group").fill(`${GIVEN} and others`);
  await press(form, "Save");
  await form.waitFor({ state: "hidden" });
  await app.goto("#/data");
  await page.getByLabel("Student to erase").selectOption({ label: `${FAMILY}, ${GIVEN}` });
  await press(page, "Erase this student…");
  await page.getByRole("link", { name: `Change it: ${GIVEN} and others: name` }).click();
  await shown(page, `${GIVEN} and others`);
  assert.equal(await page.getByRole("dialog").count(), 0);
});

test("who left years ago is found, and several are erased with one receipt", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  for (const name of ["Osgood, Caleb", "Vasquez, Elena"]) {
    await openOne(page, "Students", name);
    await press(page, "Archive");
    await page.getByRole("button", { name: "Bring back" }).waitFor();
  }
  await goTo(page, "Data");
  const left = page.getByRole("region", { name: "Students who left" });
  await left.getByText("Nobody left that long ago.").waitFor();
  await left.getByText("2 students are archived.").waitFor();
  await left.getByRole("link", { name: "See them in the list" }).click();
  await shown(page, "Students");
  const archived = page.getByRole("region", { name: "Students" }).getByRole("rowheader").getByRole("link");
  await archived.first().waitFor();
  assert.deepEqual(await archived.allInnerTexts(), ["Osgood, Caleb", "Vasquez, Elena"]);
  await goTo(page, "Data");

  await app.skip(3.1 * YEARS);
  await app.reload();
  await left.getByText("Osgood, Caleb").waitFor();
  await left.getByLabel("Left the caseload").selectOption({ label: "4 years ago or more" });
  await left.getByText("Nobody left that long ago.").waitFor();
  await left.getByLabel("Left the caseload").selectOption({ label: "3 years ago or more" });
  await press(left, "Select all");
  await app.axe("students who left");
  await press(left, "Erase 2 students…");
  const dialog = page.getByRole("dialog", { name: "Erase 2 students for good?" });
  await dialog.getByText("Caleb Osgood, Elena Vasquez", { exact: true }).waitFor();
  await press(dialog, "Erase for good");
  await receipt(page).getByText("2 students’ records").waitFor();
  await receipt(page).getByText(/C\. O\., E\. V\./).waitFor();
  await left.getByText("Nobody is archived.").waitFor();
  const after = await disk(page);
  assert.ok(!after.includes("Osgood") && !after.includes("Caleb"));
});

test("no window offers to undo what would bring an erased student back", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await logButton(page, "Fluency, grade 3").last().click();
  await press(page, "Save session");
  await said(page, "Session saved.");
  const undo = page.locator(".toast").getByRole("button", { name: "Undo" });
  await undo.waitFor();
  const other = await anotherDemo(app);
  await other.goto(`${app.site.url}#/data`);
  await other.getByLabel("Student to erase").selectOption({ label: "Osgood, Caleb" });
  await press(other, "Erase this student…");
  await press(other.getByRole("dialog", { name: "Erase this student for good?" }), "Erase for good");
  await other.getByRole("region", { name: "Receipt" }).waitFor();
  await undo.waitFor({ state: "hidden" });
});

test("under a lock a student is erased all the same, and the lock stays", async (t) => {
  const app = await open(t, { route: "#/data" });
  const { page } = app;
  await press(await chooseBackup(page, BACKUP), "Restore");
  await page.getByText("Backup restored: 3 students.").first().waitFor();
  await turnOn(app);
  await app.goto("#/data");
  await page.getByLabel("Student to erase").selectOption({ label: "Smith-O'Neil, Ávery" });
  await press(page, "Erase this student…");
  await press(page.getByRole("dialog", { name: "Erase this student for good?" }), "Erase for good");
  await receipt(page).getByText("Á. S.").waitFor();
  assert.doesNotMatch(await disk(page), /O'Neil|Lindqvist/);
  await app.reload();
  await locked(page);
  await unlock(page);
  await shown(page, "Data");
  const text = await (await backUp(app)).text();
  assert.match(text, /Lindqvist/);
  assert.doesNotMatch(text, /O'Neil/);
});

test("everything is erased with a receipt that counts it", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await goTo(page, "Data");
  await shown(page, "Data");
  await backUp(app);
  await press(page, "Erase everything…");
  await page.getByLabel("Type “erase” to go on").fill("erase");
  await press(page, "Erase everything");
  await receipt(page).getByText("24 students").waitFor();
  await receipt(page).getByText(/The backup file saved on Nov 24, 2026/).waitFor();
  await receipt(page).getByText(/the whole caseload/).waitFor();
  const { databases } = await stored(page);
  assert.equal(databases, "");
});
