// Team meetings: the evidence of each kind of plan, minutes of what was recorded in this meeting and
// of nothing else, what was begun is found again, closing has a way back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, kept, openDemo, openOne, press, said, shown, turnPage } from "./steps.mjs";

const form = (page) => page.getByRole("form", { name: /^Decision/ });
const entry = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: new RegExp(name) }) });

/** On the page of meetings, only these are chosen. */
async function choose(page, ...students) {
  await goTo(page, "Meetings");
  await page.getByRole("button", { name: /^Start with|^End the other/ }).waitFor();
  const chosen = page.locator(".meeting-pick input:checked");
  while (await chosen.count()) await chosen.first().uncheck();
  for (const student of students) await page.getByRole("checkbox", { name: new RegExp(`^${student}`) }).check();
}

async function begin(page, ...students) {
  await choose(page, ...students);
  await page.getByLabel("Who is there").fill("Grade 3 team");
  await page.getByRole("button", { name: /^Start with|^End the other/ }).click();
  await page.locator("progress").waitFor();
}

async function minutes(app) {
  await app.goto("#/meetings/minutes");
  await shown(app.page, "Meeting minutes");
}

async function record(page, choice) {
  await form(page).getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
  await press(form(page), "Record decision");
  await page.getByText(`Decided: ${choice}.`).waitFor();
}

test("a plan of skills shows its skills, and no aim line", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await begin(page, "Delacroix, Mia");
  await shown(page, "Mia Delacroix");
  const plan = page.getByRole("region", { name: "Single-skill math fluency: Fact families", exact: true });
  const row = plan.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /Times 4/ }) });
  await row.getByText("Mastered", { exact: true }).waitFor();
  assert.equal(await plan.getByRole("group", { name: "Verdict", exact: true }).count(), 0);
  assert.equal(await plan.locator("figure, .chart").count(), 0);
  assert.equal(await plan.getByRole("button", { name: /^Add a score/ }).count(), 0);
  await app.axe("a plan of skills in a meeting");
});

test("the minutes tell what this meeting recorded; what was begun is offered; closing has an undo", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await press(page, "Record a decision");
  const dialog = page.getByRole("dialog", { name: "Record a decision" });
  await dialog.getByRole("radio", { name: /^Continue/ }).check();
  await dialog.getByLabel("Why").fill("Said in the morning");
  await dialog.getByLabel("Who decided").fill("Ms. Park");
  await press(dialog, "Record decision");
  await said(page, "Decision recorded");

  await begin(page, "Osgood, Caleb", "Vasquez, Elena");
  while ((await page.getByRole("heading", { level: 1 }).innerText()) !== "Caleb Osgood") {
    await turnPage(page, () => page.getByRole("link", { name: "Next student", exact: true }).first().click());
  }
  await form(page).getByLabel("Why").fill("Half a thought");
  await kept(page, "Half a thought");

  await minutes(app);
  const caleb = entry(page, "Caleb Osgood");
  await caleb.getByText("No decision was recorded.").waitFor();
  assert.equal(await page.getByText("Said in the morning").count(), 0);
  await page.getByText("1 decision was begun and not recorded.").waitFor();
  await app.axe("minutes with a decision that was begun");
  await caleb.getByRole("link", { name: "Go on with it" }).click();
  await form(page).getByLabel("Why").waitFor();
  assert.equal(await form(page).getByLabel("Why").inputValue(), "Half a thought");
  await record(page, "Continue");

  await minutes(app);
  await caleb.getByText("Half a thought").waitFor();
  assert.equal(await page.getByText("Said in the morning").count(), 0);
  assert.equal(await page.getByText(/begun and not recorded/).count(), 0);
  await press(page, "Close the meeting");
  await shown(page, "Meetings");
  await page.getByText(/^The meeting of Nov 24 about 2 students is closed\./).waitFor();
  await press(page, "Undo closing");
  await page.getByText(/is under way\.$/).waitFor();
  await page.getByRole("link", { name: "Minutes", exact: true }).click();
  await caleb.getByText("Half a thought").waitFor();

  // The next meeting of the same day begins with nothing.
  await begin(page, "Osgood, Caleb");
  await form(page).getByLabel("Why").waitFor();
  assert.equal(await form(page).getByLabel("Why").inputValue(), "");
  await minutes(app);
  await caleb.getByText("No decision was recorded.").waitFor();
});

test("what is chosen outlives a reload, and nobody chosen is said at the list", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await choose(page);
  await page.getByRole("button", { name: "Start with 0 students" }).click();
  const list = page.getByRole("group", { name: "Who is talked about" });
  await list.getByText("Nobody is chosen. Choose at least one student.").waitFor();
  await app.axe("nobody is chosen");
  await page.getByRole("checkbox", { name: /^Osgood, Caleb/ }).check();
  await page.getByLabel("Who is there").fill("Ms. Park, Mr. Lee");
  await kept(page, "Mr. Lee");
  await app.reload();
  await page.getByRole("button", { name: "Start with 1 student" }).waitFor();
  assert.equal(await page.getByLabel("Who is there").inputValue(), "Ms. Park, Mr. Lee");
  assert.ok(await page.getByRole("checkbox", { name: /^Osgood, Caleb/ }).isChecked());
});
