// Two windows: a form that is open while another window saves the same record keeps what the other
// saved, or says what both changed. What was typed stays in the form.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { TUESDAY, addStudent, anotherDemo, logButton, openDemo, openOne, press, said, shown, turnPage } from "./steps.mjs";

const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });

/** The same page of the demo in a second window. */
async function second(app) {
  const other = await anotherDemo(app);
  await turnPage(other, () => other.goto(app.page.url()));
  return other;
}

/** The form of this name, opened by the button, in each window. */
async function formsOf(pages, button, name) {
  for (const page of pages) await press(page, button);
  return pages.map((page) => dialog(page, name));
}

async function saved(form, button) {
  await press(form, button);
  await form.waitFor({ state: "hidden" });
}

test("two windows edit a student: what only one touched stays, what both changed is told with both values", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await shown(page, "Caleb Osgood");
  const other = await second(app);
  let [here, there] = await formsOf([page, other], "Edit", "Edit student");
  await there.getByLabel("Teacher").fill("Ms. Reed");
  await there.getByLabel("Note").fill("Wears glasses");
  await saved(there, "Save student");

  await here.getByLabel("School ID").fill("4711");
  await here.getByLabel("Teacher").fill("Mr. Diaz");
  await press(here, "Save student");
  const told = "Teacher was changed in another window meanwhile: “Ms. Reed” there, “Mr. Diaz” here. Save again to keep what is here, or type what is there.";
  const problem = here.locator(".error-summary").getByRole("button", { name: told });
  await problem.click();
  assert.ok(await here.getByLabel("Teacher").evaluate((field) => field === document.activeElement));
  assert.equal(await here.getByLabel("School ID").inputValue(), "4711");
  await app.axe("a form with the other window's value", { within: "dialog[open]" });
  await saved(here, "Save student");

  // The other window has it all, too.
  await other.getByText("Mr. Diaz").first().waitFor();
  await press(other, "Edit");
  there = dialog(other, "Edit student");
  for (const [label, value] of [["Teacher", "Mr. Diaz"], ["School ID", "4711"], ["Note", "Wears glasses"]]) {
    assert.equal(await there.getByLabel(label).inputValue(), value, label);
  }
});

test("two windows edit a plan: its goal and its material are both kept", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await shown(page, "Caleb Osgood");
  const other = await second(app);
  const [here, there] = await formsOf([page, other], "Edit goal", "Edit goal");
  await there.getByLabel("How it is found").selectOption({ label: "Set by hand" });
  await there.getByLabel("Goal score").fill("99");
  await saved(there, "Save plan");
  await here.getByLabel("Material").fill("Grade 4 passages");
  await saved(here, "Save plan");
  await page.getByText(/Goal 99 by /).first().waitFor();
  await page.getByRole("heading", { name: /: Grade 4 passages$/ }).waitFor();
});

test("two windows edit a group: its name and its next lesson are both kept", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Groups", "Fluency, grade 3");
  await shown(page, "Fluency, grade 3");
  const other = await second(app);
  await press(page, "Edit");
  const here = dialog(page, "Edit the group");
  await press(other, "Change the next lesson");
  await other.getByLabel("Next lesson").fill("Unit 40");
  await press(other, "Save");
  await said(other, "Group saved.");
  await here.getByLabel("Name of the group").fill("Fluency, Tuesdays");
  await saved(here, "Save");
  await shown(page, "Fluency, Tuesdays");
  await page.locator("dl.facts").getByText("Unit 40").waitFor();
});

test("two windows correct a session: both corrections are kept, a clash is told", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await logButton(page, "Fluency, grade 3").last().click();
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");
  const logged = page.getByRole("listitem").filter({ hasText: "Fluency, grade 3" });
  await logged.getByRole("link", { name: /^Open|^Correct|Logged/ }).first().click();
  await shown(page, "Correct: Fluency, grade 3");
  const other = await second(app);
  await other.getByLabel("Note").fill("Fire drill");
  await press(other, "Save session");
  await said(other, "Session corrected.");
  await page.getByLabel("Minutes", { exact: true }).fill("12");
  await press(page, "Save session");
  await said(page, "Session corrected.");
  await page.getByText("Logged, 12 min").waitFor();

  await logged.getByRole("link", { name: /^Open|^Correct|Logged/ }).first().click();
  await shown(page, "Correct: Fluency, grade 3");
  assert.equal(await page.getByLabel("Note").inputValue(), "Fire drill");
  const third = await second(app);
  await third.getByLabel("Note").fill("Fire drill, twice");
  await press(third, "Save session");
  await said(third, "Session corrected.");
  await page.getByLabel("Note").fill("No fire drill");
  await press(page, "Save session");
  await page.getByText(/^Note was changed in another window meanwhile: “Fire drill, twice” there, “No fire drill” here\./).first().waitFor();
  await press(page, "Save session");
  await said(page, "Session corrected.");

  // A score added there while it is said here that the session was not held.
  await logged.getByRole("link", { name: /^Open|^Correct|Logged/ }).first().click();
  await shown(page, "Correct: Fluency, grade 3");
  const fourth = await second(app);
  await fourth.getByRole("button", { name: /^Show \d+ not due$/ }).click();
  await fourth.locator("#score-0").fill("44");
  await press(fourth, "Save session");
  await said(fourth, "Session corrected.");
  await press(page, "Not held");
  await press(page, "Testing");
  await press(page, "Save session");
  await page.locator(".error-summary").getByText(/^A session that was not held has no scores and no checklists, and this one has: the score 44 of .+\. Save again to take that away, or choose “Held”\.$/).waitFor();
  await press(page, "Save session");
  await said(page, "Session corrected.");
  await logged.getByText(/^Not held/).first().waitFor();
});

test("a roster overwrites nothing that another window saved since its preview: it is told, and then on purpose", async (t) => {
  const app = await open(t, { route: "#/students", now: TUESDAY });
  const { page } = app;
  await addStudent(app, "Bo", "Lind");
  const other = await app.another("#/students");
  await app.goto("#/data/roster");
  await page.getByLabel("Pasted rows").fill("Name\tTeacher\tGrade\nBo Lind\tMs. Koh\t3\nAda Ek\tMs. Koh\t3");
  await press(page, "Read pasted rows");
  await page.getByLabel(/^Yes, the same as Bo Lind/).check();

  await other.getByRole("main").getByRole("link", { name: "Lind, Bo", exact: true }).first().click();
  await shown(other, "Bo Lind");
  await press(other, "Edit");
  const there = dialog(other, "Edit student");
  await there.getByLabel("Teacher").fill("Mr. Moss");
  await there.getByLabel("Note").fill("Wears glasses");
  await saved(there, "Save student");

  await press(page, "Import");
  await said(page, "Bo Lind: Teacher was changed in another window meanwhile: “Mr. Moss” there, “Ms. Koh” here.");
  await said(page, "Nothing was imported.");
  await page.getByText("Mr. Moss").first().waitFor();
  assert.ok(await page.getByLabel(/^Yes, the same as Bo Lind/).isChecked(), "what was chosen stays");
  await app.axe("the preview with what the other window saved", { within: "main" });
  await press(page, "Import");
  await page.getByRole("heading", { name: "Imported 1 student and updated 1." }).waitFor();
  await other.getByText("Ms. Koh").first().waitFor();
  await other.getByText("Wears glasses").first().waitFor();
  await other.getByText("Grade 3").first().waitFor();
});

test("what is refused is seen beside where it was pressed, and what was typed stays", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Groups", "Fluency, grade 3");
  await shown(page, "Fluency, grade 3");
  const other = await second(app);

  // The next lesson, typed in both windows; a new member there moves nothing of what is typed here.
  await press(page, "Change the next lesson");
  const lesson = page.getByLabel("Next lesson", { exact: true });
  await lesson.fill("Unit 41");
  await press(other, "Change the next lesson");
  await other.getByLabel("Next lesson", { exact: true }).fill("Unit 40");
  await press(other, "Save");
  await said(other, "Group saved.");
  await press(other, "Add members");
  const adding = dialog(other, "Add members");
  await adding.getByRole("checkbox").first().check();
  await saved(adding, "Save members");
  await page.getByText("made for").filter({ hasText: /^7|^6|^5|^4/ }).first().waitFor();
  assert.equal(await lesson.inputValue(), "Unit 41");
  await press(page, "Save");
  await page.locator("dl.facts").getByText("Next lesson was changed in another window meanwhile: “Unit 40” there, “Unit 41” here.").waitFor();
  await app.axe("a next lesson that was refused", { within: "dl.facts" });

  // What the browser does not save is told there, too.
  await breakStore(page);
  await press(page, "Save");
  await page.locator("dl.facts .field-error").getByText(/full|space/i).waitFor();
  assert.equal(await lesson.inputValue(), "Unit 41");
  await mendStore(page);
  await press(page, "Save");
  await said(page, "Group saved.");

  // A window that did not hear of the other: the last day is another one by now.
  await other.evaluate(() => (BroadcastChannel.prototype.postMessage = () => {}));
  const row = (within) => within.getByRole("region", { name: "Table of members" }).getByRole("row").nth(1);
  await row(other).getByRole("button", { name: /^Edit the days of/ }).click();
  const days = other.getByRole("dialog");
  await days.getByLabel("Last day").fill("2026-12-18");
  await saved(days, "Save days");
  await row(page).getByRole("button", { name: /^End today/ }).click();
  await said(page, "Last day was changed in another window meanwhile: Dec 18, 2026 there, Nov 24, 2026 here.");
});

test("a switch that could not be saved says so, and shows what is kept", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/settings");
  const { page } = app;
  const single = page.getByRole("checkbox", { name: /^Single keys act alone/ });
  await breakStore(page);
  await single.click();
  await page.locator(".toast").getByText(/full|space/i).waitFor();
  assert.ok(await single.isChecked());
  await mendStore(page);
  await single.click();
  await said(page, "Settings saved.");
  assert.ok(!(await single.isChecked()));
});

test("a session that is refused twice is told twice, with what was typed in it", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await logButton(page, "Fluency, grade 3").last().click();
  const note = page.getByLabel("Note", { exact: true });
  await note.fill("Read the new passage");
  await breakStore(page);
  for (let time = 0; time < 2; time++) {
    await note.focus();
    await press(page, "Save session");
    await page.waitForFunction(() => document.activeElement.matches(".error-summary"));
    await page.locator(".error-summary").getByText(/no room left/).waitFor();
    assert.equal(await note.inputValue(), "Read the new passage");
  }
  await mendStore(page);
  await press(page, "Save session");
  await said(page, "Session saved.");
});

/** The disk is full for this window. */
const breakStore = (page) => page.evaluate(() => {
  globalThis.realPut = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("No room.", "QuotaExceededError");
  };
});

const mendStore = (page) => page.evaluate(() => (IDBObjectStore.prototype.put = globalThis.realPut));

test("two windows change the same setting: the second is told", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/settings");
  const { page } = app;
  const other = await second(app);
  const field = (within) => within.getByRole("form", { name: "A fair test" }).getByLabel(/^Minutes received/);
  await field(page).fill("75");
  await field(other).fill("70");
  await press(other, "Save settings");
  await said(other, "Settings saved.");
  await press(page, "Save settings");
  await page.locator(".error-summary").getByText(/: 70 there, 75 here\./).waitFor();
  await press(page, "Save settings");
  await said(page, "Settings saved.");
  await other.waitForFunction(() => document.querySelector("[name=dosage_threshold]").value === "75");
});
