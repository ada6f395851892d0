// Forms keep what a person did not touch: goals, skills of scores, settings that change elsewhere;
// a dialog closed by Esc is cancelled, an undo that failed stays at hand.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { anotherDemo, openDemo, openOne, press, said, shown } from "./steps.mjs";

const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });
const region = (page, name) => page.getByRole("region", { name, exact: true });

async function editGoal(page) {
  await press(page, "Edit goal");
  return dialog(page, "Edit goal");
}

test("a goal by own growth stays as it was set while other fields are edited", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Vasquez, Elena");
  await shown(page, "Elena Vasquez");
  let form = await editGoal(page);
  await form.getByLabel("How it is found").selectOption({ label: "1.5 times the student’s own growth" });
  await press(form, "Save plan");
  await form.waitFor({ state: "hidden" });
  const goal = page.getByText(/Goal \d+ by .* 1\.5 times the student’s own growth/).first();
  const before = await goal.innerText();

  // In a new phase there is no own growth yet.
  await press(page, "Change the intervention");
  const phase = dialog(page, "Change the intervention");
  await phase.getByLabel("What the student gets from now on").fill("Two days a week");
  await phase.getByLabel(/^Dosage/).check();
  await press(phase, "Save change");
  await phase.waitFor({ state: "hidden" });

  form = await editGoal(page);
  await form.getByLabel("Material").fill("Grade 4 passages");
  await press(form, "Save plan");
  await form.waitFor({ state: "hidden" });
  await page.getByRole("heading", { name: /: Grade 4 passages$/ }).waitFor();
  assert.equal(await goal.innerText(), before);

  form = await editGoal(page);
  await form.getByLabel("Work the goal out again from the scores so far").check();
  await press(form, "Save plan");
  await form.getByRole("button", { name: /^Own growth takes 8 scores/ }).click();
  assert.ok(await form.getByLabel("How it is found").evaluate((field) => field === document.activeElement));
});

test("a score that names no skill is edited without being given one", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Delacroix, Mia");
  await shown(page, "Mia Delacroix");
  const plan = region(page, "Single-skill math fluency: Fact families");
  const edit = async () => {
    await plan.getByRole("button", { name: /^Edit the score of/ }).first().click();
    return dialog(page, "Score");
  };
  await plan.locator("details.plan-scores > summary").click();
  let form = await edit();
  await form.getByLabel("Skill", { exact: true }).selectOption({ label: "No skill named" });
  await press(form, "Save score");
  const unnamed = plan.getByText("1 score names no skill and counts for none: name the skill in the list of scores below.");
  await unnamed.waitFor();

  form = await edit();
  assert.equal(await form.getByLabel("Skill", { exact: true }).inputValue(), "");
  await form.getByLabel("Note").fill("Copied from paper");
  await press(form, "Save score");
  await form.waitFor({ state: "hidden" });
  await plan.getByText("Copied from paper").waitFor();
  assert.equal(await unnamed.count(), 1);
});

test("the fair-test settings keep what is typed and the focus while settings change elsewhere", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/settings");
  const { page } = app;
  const field = (within, label) => within.getByRole("form", { name: "A fair test" }).getByLabel(label);
  const minutes = field(page, /^Minutes received/);
  await minutes.fill("75");

  const other = await anotherDemo(app);
  await other.goto(page.url());
  await shown(other, "Settings");
  await field(other, /^Confidence of intervals/).fill("90");
  await press(other, "Save settings");
  await other.getByText("Settings saved").first().waitFor({ state: "attached" });
  await other.close();
  await page.waitForFunction(() => document.querySelector("[name=confidence]").value === "90");
  assert.equal(await minutes.inputValue(), "75");
  assert.ok(await minutes.evaluate((field) => field === document.activeElement));

  await press(page, "Back to the defaults");
  await page.waitForFunction(() => document.querySelector("[name=confidence]").value === "80");
  assert.equal(await minutes.inputValue(), "80");
});

test("Esc cancels a restore, and the passphrase does not outlive it", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/data");
  const { page } = app;
  const buffer = await readFile(new URL("../fixtures/backup-v1.aimline", import.meta.url));
  const restore = dialog(page, "Restore a backup");
  const choose = () => page.getByLabel("Backup file").setInputFiles({ name: "kept.aimline", mimeType: "", buffer });
  await choose();
  const passphrase = restore.getByLabel("Passphrase", { exact: true });
  await passphrase.fill("maple tiger onion");
  await page.keyboard.press("Escape");
  await restore.waitFor({ state: "hidden" });
  await choose();
  await passphrase.waitFor();
  assert.equal(await passphrase.inputValue(), "");
});

test("an undo that cannot be done says why and stays", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Osgood, Caleb");
  await shown(page, "Caleb Osgood");
  for (const material of ["One", "Two"]) {
    const form = await editGoal(page);
    await form.getByLabel("Material").fill(material);
    await press(form, "Save plan");
    await form.waitFor({ state: "hidden" });
  }
  await page.getByRole("heading", { name: /: Two$/ }).waitFor();
  const toasts = page.locator(".toast").filter({ hasText: "Plan saved." });
  await toasts.first().getByRole("button", { name: "Undo" }).click();
  await toasts.first().getByText(/^Not undone\./).waitFor();
  await toasts.first().getByRole("button", { name: "Undo" }).waitFor();
  await page.getByRole("heading", { name: /: Two$/ }).waitFor();
  await toasts.last().getByRole("button", { name: "Undo" }).click();
  await said(page, "Undone.");
  await page.getByRole("heading", { name: /: One$/ }).waitFor();
});

test("the gap to the benchmark is on paper too", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Vasquez, Elena");
  await page.locator("details.gap").waitFor();
  await page.emulateMedia({ media: "print" });
  const paper = page.locator(".print-only .gap");
  await paper.getByRole("heading", { name: /^Gap to the benchmark of / }).waitFor();
  await paper.getByText(/the median of the last three scores/).waitFor();
});

test("Esc costs nothing that was typed; Cancel begins anew", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Vasquez, Elena");
  await shown(page, "Elena Vasquez");
  const edit = async () => {
    await page.getByRole("main").getByRole("button", { name: "Edit", exact: true }).first().click();
    return dialog(page, "Edit student").getByLabel("Teacher");
  };
  const teacher = await edit();
  const before = await teacher.inputValue();
  await teacher.fill("Ms. One");
  await page.keyboard.press("Escape");
  await dialog(page, "Edit student").waitFor({ state: "hidden" });
  assert.equal(await (await edit()).inputValue(), "Ms. One");
  await said(page, "What you had typed is back.");
  await press(dialog(page, "Edit student"), "Cancel");
  assert.equal(await (await edit()).inputValue(), before);
});

test("a form is sent once, even by a mouse that bounces", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Vasquez, Elena");
  await shown(page, "Elena Vasquez");
  await page.locator("details.plan-scores > summary").first().click();
  const rows = page.locator("details.plan-scores").first().getByRole("row");
  const before = await rows.count();
  await press(page, "Add score");
  const form = dialog(page, "Score");
  await form.getByLabel(/^(Correct|Score)/).fill("61");
  await form.getByRole("button", { name: "Save score" }).dblclick();
  await said(page, "Score added.");
  await form.waitFor({ state: "hidden" });
  assert.equal(await rows.count(), before + 1);
});
