// Reference sets: bring one in, set goals by it in four ways, edit it, hand it out again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { kept, openDemo, openOne, press, rows, said, shown } from "./steps.mjs";

const STUDENT = { list: "Vasquez, Elena", name: "Elena Vasquez" };
const FIGURES = [
  "grade\tseason\tHigh\tSome",
  "3\tfall\t105\t73",
  "3\twinter\t141\t105",
  "3\tspring\t136\t114",
].join("\n");

async function openReferences(app) {
  await app.goto("#/settings/references");
  await shown(app.page, "Reference sets");
}

const dialog = (page, name) => page.getByRole("dialog", { name });

/** Pastes figures into the import and saves them as one set. */
async function importSet(app, figures = FIGURES) {
  const { page } = app;
  await openReferences(app);
  await press(page, "Import a set");
  const within = dialog(page, "Import a reference set");
  await within.getByLabel("Or pasted rows").fill(figures);
  await press(within, "Read pasted rows");
  await within.getByLabel("Name of the set").fill("District goals");
  await within.getByLabel("Source", { exact: true }).fill("The district");
  await within.getByLabel("Measure", { exact: true }).selectOption({ label: "Oral reading fluency (ORF)" });
  return within;
}

async function editGoal(page) {
  await openOne(page, "Students", STUDENT.list);
  await shown(page, STUDENT.name);
  await press(page, "Edit goal");
  return dialog(page, "Edit goal");
}

const outcome = (within) => within.locator(".plan-outcome");

test("what ships is shown with its source, and can be copied but not changed", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openReferences(app);
  const all = await rows(page.getByRole("region", { name: "Table of reference sets" }));
  assert.equal(all.length, 9);
  await app.axe("the list of reference sets");

  await page.getByRole("link", { name: "DIBELS 8 goals: ORF", exact: true }).click();
  await shown(page, "DIBELS 8 goals: ORF");
  const scores = await rows(page.getByRole("region", { name: "Table of scores" }));
  const winter = scores.find(([place]) => place === "Grade 3, winter");
  const spring = scores.find(([place]) => place === "Grade 3, spring");
  assert.deepEqual([winter[1], spring[1]], ["141", "136"]);
  assert.equal(await page.getByRole("button", { name: "Edit", exact: true }).count(), 0);
  await app.axe("a reference set");

  await press(page, "Make a copy to edit");
  await press(dialog(page, "Copy of a reference set"), "Save reference set");
  await said(page, "Reference set added.");
  await shown(page, "DIBELS 8 goals: ORF, my copy");
  await page.getByRole("button", { name: "Edit", exact: true }).waitFor();
});

test("an import shows what it would do, and every line that it leaves out", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  const within = await importSet(app, `${FIGURES}\n3\tsummer\t99\t88\n3\tfall\tmany\t73`);
  await within.getByText("Line 5: “summer” was given").waitFor();
  await within.getByText("Line 6: High: “many” was given").waitFor();
  await within.getByText("New: 3 rows of 2 levels").waitFor();
  await app.axe("the preview of an import", { within: "dialog[open]" });
  await press(within, "Cancel");
  assert.equal(await page.getByRole("link", { name: "District goals" }).count(), 0);
});

test("a goal by a set keeps the version it was set by, whatever becomes of the set", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  const importing = await importSet(app);
  await press(importing, "Import 1 set");
  await said(page, "Reference set added.");

  const goal = await editGoal(page);
  await goal.getByLabel("How it is found").selectOption({ label: "A published benchmark" });
  await goal.getByLabel("Published in").selectOption({ label: "District goals (The district)" });
  await goal.getByLabel("Season").selectOption({ label: "Spring" });
  await goal.getByLabel("Level", { exact: true }).selectOption({ label: "Some: 114" });
  await outcome(goal).getByText(/to 114 words correct per minute/).waitFor();
  await app.axe("the goal by a benchmark", { within: "dialog[open]" });
  await press(goal, "Save plan");
  await said(page, "Plan saved.");
  await page.getByText(/Goal 114 by .*the benchmark of District goals \(The district\): grade 3, spring, Some/).waitFor();

  await openReferences(app);
  await page.getByRole("link", { name: "District goals", exact: true }).click();
  await shown(page, "District goals");
  await page.getByText("1 goal is set by it.").waitFor();
  await press(page, "Edit");
  const form = dialog(page, "Edit the reference set");
  const cell = form.getByRole("textbox", { name: "Some, row 3" });
  await cell.fill("120");
  await kept(page, '"120"');
  await app.reload();
  assert.equal(await cell.inputValue(), "120");
  await app.axe("the form of a reference set", { within: "dialog[open]" });
  await press(form, "Save reference set");
  await said(page, "Reference set saved.");
  await page.getByText("Version 1 (The district)").waitFor();
  await page.getByText("1 goal stands on it.").waitFor();

  const again = await editGoal(page);
  const set = again.getByLabel("Published in");
  assert.equal(await set.evaluate((list) => list.selectedOptions[0].text), "District goals (The district), version 1");
  await outcome(again).getByText(/to 114 words/).waitFor();
  await set.selectOption({ label: "District goals (The district)" });
  await outcome(again).getByText(/to 120 words/).waitFor();
});

test("a goal is found by growth, by the student's own growth, and by hand, each with its sum", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  const goal = await editGoal(page);
  const how = goal.getByLabel("How it is found");
  await how.selectOption({ label: "A published growth a week" });
  await goal.getByLabel("Published in").selectOption({
    label: "Oral reading growth a week 1993 (Fuchs, Fuchs, Hamlett, Walz & Germann, 1993)",
  });
  await outcome(goal).getByText(/^\d+(\.\d+)? \+ [\d.]+ a week × [\d.]+ weeks = /).waitFor();
  await outcome(goal).getByText(/^(Ambitious|Typical|Low) for grade 3: published growth runs from .* Fuchs/).waitFor();
  await how.selectOption({ label: "1.5 times the student’s own growth" });
  await outcome(goal).getByText(/ \+ 1\.5 × -?[\d.]+ a week × /).waitFor();
  await how.selectOption({ label: "Set by hand" });
  await goal.getByLabel("Goal score").fill("10");
  await outcome(goal).getByText(/The goal, 10, is below the baseline/).waitFor();
  await goal.getByLabel("Goal score").fill("120");
  await outcome(goal).getByText(/below the baseline/).waitFor({ state: "detached" });
});

test("figures are typed by keys or pasted as a block, and what is wrong is told by its row", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openReferences(app);
  await press(page, "Add a set");
  const form = dialog(page, "Add a reference set");
  const cell = (name) => form.getByRole("textbox", { name, exact: true });
  await form.getByLabel("Name", { exact: true }).fill("Fewer is better");
  await form.getByLabel("Measure", { exact: true }).selectOption({ label: "Incidents (Incidents)" });
  await form.getByLabel("Source", { exact: true }).fill("The school");
  await cell("Grade, row 1").focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "grade\tseason\tCalm\tSome\n3\tfall\t2\t5\n3\tspring\t1\tx\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  assert.equal(await cell("Calm, row 2").inputValue(), "1");
  await cell("Calm, row 1").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Calm, row 2");
  await press(form, "Save reference set");
  await form.getByText("Row 2: Some: “x” was given").first().waitFor();
  await cell("Some, row 2").fill("4");
  await press(form, "Save reference set");
  await said(page, "Reference set added.");
  await shown(page, "Fewer is better");

  const file = await app.download(() => press(page, "Export CSV"));
  assert.equal(file.name, "fewer-is-better.csv");
  const text = await file.text();
  assert.match(text, /^\uFEFFset,measure,source,published,licence,weeks,aim,grade,season,Calm,Some\n/);
  await openReferences(app);
  await press(page, "Import a set");
  const within = dialog(page, "Import a reference set");
  await within.getByLabel("File of figures").setInputFiles(file.path);
  await within.getByText("Here already: 2 rows of 2 levels").waitFor();
  await press(within, "Cancel");

  await page.getByRole("link", { name: "Fewer is better", exact: true }).click();
  await press(page, "Archive");
  await said(page, "Reference set archived.");
  await page.locator(".toast").last().getByRole("button", { name: "Undo" }).click();
  await said(page, "Undone.");
  await page.getByRole("button", { name: "Archive", exact: true }).waitFor();
});

test("the gap names its benchmark, its current score and its interval", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", STUDENT.list);
  const gap = page.locator("details.gap");
  await gap.locator("summary").filter({ hasText: /^\d+ words? (below|above) the \w+ benchmark$/ }).click();
  await gap.getByText(/the median of the last three scores/).waitFor();
  await gap.getByText(/% interval/).waitFor();
  await gap.getByLabel("Benchmark of").selectOption({ index: 1 });
  await gap.getByText(/Grade 3, Green \(core support\)/).waitFor();
  await app.axe("the student with the gap");
});
