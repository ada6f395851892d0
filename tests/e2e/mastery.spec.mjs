// Mastery and wins: a plan of skills has no aim line, a skill becomes mastered on the day on which
// the rule was met, and what was reached stands on Today and on the student's page with its facts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, openDemo, openOne, press, said, shown } from "./steps.mjs";

const MEASURE = "Single-skill math fluency";
const SKILL = "Place unit fractions on the number line";

const region = (page, name) => page.getByRole("region", { name, exact: true });
const wins = (page) => region(page, "Wins");
const win = (page, sentence) => wins(page).getByRole("listitem").filter({ hasText: sentence }).first();

/** Adds a score for the skill whose row has this number. */
async function addScore(page, date, correct, errors) {
  await press(region(page, MEASURE), `Add a score for ${SKILL}`);
  const dialog = page.getByRole("dialog", { name: "Score", exact: true });
  await dialog.getByLabel("Date", { exact: true }).fill(date);
  await dialog.locator("input[name=score]").fill(correct);
  await dialog.locator("input[name=errors]").fill(errors);
  await press(dialog, "Save score");
  await dialog.waitFor({ state: "hidden" });
}

test("a skill of a new plan is mastered on the day on which the rule was met", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Sutter, Jonah");
  await shown(page, "Jonah Sutter");
  await press(page, "Set a goal on another measure");
  const dialog = page.getByRole("dialog", { name: "Set a goal", exact: true });
  const measure = dialog.getByLabel("Measure", { exact: true });
  const option = measure.locator("option").filter({ hasText: MEASURE });
  await measure.selectOption(await option.getAttribute("value"));
  await dialog.locator("input[name=start]").fill("2026-11-09");
  await dialog.getByRole("group", { name: "Skills and rule of a protocol" }).getByRole("button").first().click();
  await app.axe("a plan of skills", { within: "dialog[open]" });
  await press(dialog, "Save plan");
  await dialog.waitFor({ state: "hidden" });

  const plan = region(page, MEASURE);
  const row = plan.getByRole("row").filter({ has: page.getByRole("rowheader", { name: SKILL }) });
  await row.getByText("Not started", { exact: true }).waitFor();
  assert.equal(await plan.locator("svg.chart, figure").count(), 0, "there is no aim line");
  assert.equal(await plan.getByRole("group", { name: "Verdict", exact: true }).count(), 0);
  assert.equal(await plan.getByText("Compare phases", { exact: true }).count(), 0);

  for (const [date, correct, errors] of [["2026-11-16", "30", "1"], ["2026-11-17", "20", "8"], ["2026-11-18", "31", "1"]]) {
    await addScore(page, date, correct, errors);
  }
  await row.getByText("2 of 3 so far", { exact: true }).waitFor();
  await addScore(page, "2026-11-23", "33", "1");
  await row.getByText("Mastered", { exact: true }).waitFor();
  await row.getByRole("cell", { name: "Nov 23", exact: true }).waitFor();

  await win(page, `Mastered “${SKILL}”.`).waitFor();
  await app.reload();
  await row.getByRole("cell", { name: "Nov 23", exact: true }).waitFor();
  await goTo(page, "Today");
  const line = region(page, "This week's wins").getByRole("listitem").filter({ hasText: SKILL });
  await line.locator("summary").getByText(/Nov 23/).waitFor({ state: "attached" });
});

test("a win says what it stands on, and the wins can be copied for the family", async (t) => {
  const app = await openDemo(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page } = app;
  await region(page, "This week's wins").getByRole("listitem").first().waitFor();
  await app.axe("wins on Today");
  await openOne(page, "Students", "Delacroix, Mia");
  await shown(page, "Mia Delacroix");

  const mastered = win(page, "Mastered “Times 4”.");
  await mastered.locator("summary").click();
  await mastered.getByText("A skill is mastered at 3 of the last 4 probes at 90 % or better.").waitFor();
  const facts = mastered.locator("ul > li");
  assert.deepEqual((await facts.allInnerTexts()).map((fact) => fact.replace(/^.*: /, "")), ["71 %", "93 %", "91 %", "97 %"]);
  await app.axe("wins of a student");

  await press(wins(page), "Copy as text");
  await said(page, "The latest wins are copied as text.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^Wins of Mia Delacroix\n\n[A-Z][a-z]{2} \d+: /);
  assert.match(copied, /Mastered “Times 4”\./);

  await facts.last().getByRole("link").click();
  await page.waitForURL(/#\/log/);
});
