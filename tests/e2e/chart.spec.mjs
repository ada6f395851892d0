// A chart in one sentence: it says what the table says, before and after a new score.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, openDemo, openOne, press, rows, said } from "./steps.mjs";

const YEAR = 2026;
const DAY = 86_400_000;

/** One plan on the page of a student. */
class Plan {
  constructor(page, heading) {
    this.page = page;
    this.place = page.getByRole("region", { name: heading });
  }

  static async of(t, student, heading) {
    const { page } = await openDemo(t);
    await openOne(page, "Students", student);
    const plan = new Plan(page, heading);
    await plan.place.getByRole("figure").waitFor();
    return plan;
  }

  sentence() {
    return this.place.locator("figcaption").innerText();
  }

  /** The table as numbers: day, score, aim line. */
  async points() {
    const table = this.place.getByRole("region", { name: "Scores and aim line" });
    if (!(await table.isVisible())) await this.place.getByText("Show the numbers").click();
    return (await rows(table)).map(([date, score, aim]) => ({
      date,
      day: new Date(`${date}, ${YEAR} UTC`).getTime() / DAY,
      score: number(score),
      aim: number(aim),
    }));
  }

  async addScore(score, date = "2026-11-24") {
    await press(this.place, "Add score");
    const form = this.page.getByRole("dialog", { name: "Score" });
    await form.getByLabel(/^(Correct|Score)/).fill(score);
    await form.getByLabel("Date").fill(date);
    await press(form, "Save score");
    await said(this.page, "Score added.");
    await form.waitFor({ state: "hidden" });
  }

  /** Fails unless the sentence follows from the rows of the table. */
  async agree({ lowerIsBetter = false } = {}) {
    const [told, points] = [await this.sentence(), await this.points()];
    const lower = lowerIsBetter ? " (lower is better)" : "";
    assert.ok(told.includes(`. ${points.length} scores since ${points[0].date}${lower}; `), told);

    const [, amount] = told.match(/^(?:Growing|Changing by) (−?\d+\.\d+) \S+ a week, goal/) ?? [];
    assertClose(number(amount), slope(points), told);

    const aim = (7 * (points.at(-1).aim - points[0].aim)) / (points.at(-1).day - points[0].day);
    const [, asked] = told.match(/ a week, goal (−?\d+\.\d+), 80 % interval /) ?? [];
    assertClose(number(asked), aim, told);

    const [first, middle, last] = points.slice(-3);
    const [median] = [first, middle, last].map(({ score }) => score).sort((a, b) => a - b).slice(1);
    const away = median - middle.aim;
    const [, said, distance, side] = told.match(/median of the last three is ([\d.]+), ([\d.]+) (above|below) the line\.$/) ?? [];
    assert.equal(Number(said), median, told);
    assert.equal(side, away > 0 ? "above" : "below", told);
    assertClose(Number(distance), Math.abs(away), told);
    return { told, points };
  }
}

const number = (text) => Number(text.replace("−", "-"));

/** Both are rounded to a tenth. */
const assertClose = (told, computed, sentence) =>
  assert.ok(Math.abs(told - computed) <= 0.11, `${told} is told, ${computed} follows from the table: ${sentence}`);

/** Least squares, in units a week. */
function slope(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [day, score] = [mean((point) => point.day), mean((point) => point.score)];
  const both = mean((point) => (point.day - day) * (point.score - score));
  return (7 * both) / mean((point) => (point.day - day) ** 2);
}

test("the sentence and the table agree, follow a new score, and Undo brings both back", async (t) => {
  const plan = await Plan.of(t, "Vasquez, Elena", "Oral reading fluency");
  const { page } = plan;
  await plan.place.getByText(/^Baseline \d+.* Goal \d+ by Mar \d+, 2027/).waitFor();
  const before = await plan.agree();

  await plan.addScore("41");
  const after = await plan.agree();
  assert.equal(after.points.length, before.points.length + 1);
  assert.deepEqual([after.points.at(-1).date, after.points.at(-1).score], ["Nov 24", 41]);
  assert.notEqual(after.told, before.told);

  await page.locator(".toast").last().getByRole("button", { name: "Undo" }).click();
  await said(page, "Undone.");
  assert.deepEqual(await plan.agree(), before);
});

test("the drawing has the sentence as its name, and the students table says the same growth", async (t) => {
  const plan = await Plan.of(t, "Vasquez, Elena", "Oral reading fluency");
  const { page } = plan;
  const { told, points } = await plan.agree();
  await plan.place.getByRole("img", { name: told, exact: true }).waitFor();
  await goTo(page, "Students");
  const [last, growth] = await page.getByRole("row").filter({ hasText: "Vasquez, Elena" })
    .evaluate((row) => [row.cells[5].textContent, row.cells[7].textContent]);
  assert.equal(Number(last), points.at(-1).score);
  assert.match(growth, new RegExp(`^\\+${told.match(/^Growing (\S+)/)[1]} / \\+${told.match(/goal (\S+),/)[1]}$`));
});

test("where lower is better, falling is good, and a bad week is said to be above the line", async (t) => {
  const plan = await Plan.of(t, "Rivas, Mateo", "Incidents: Daily card");
  const before = await plan.agree({ lowerIsBetter: true });
  assert.match(before.told, /^Changing by −\S+ incidents a week, goal −/);
  await plan.place.getByText("Ahead of aim", { exact: true }).waitFor();

  await plan.addScore("15", "2026-11-20");
  await plan.addScore("14");
  const { told, points } = await plan.agree({ lowerIsBetter: true });
  assert.equal(points.at(-1).date, "Nov 24");
  assert.match(told, /above the line\.$/);
  // Two bad weeks are no verdict; they take the good one away.
  await plan.place.getByText("Not clear yet", { exact: true }).waitFor();
});

test("a change of the intervention begins a trend of its own", async (t) => {
  const plan = await Plan.of(t, "Vasquez, Elena", "Oral reading fluency");
  const { page } = plan;
  await press(plan.place, "Change the intervention");
  const form = page.getByRole("dialog", { name: "Change the intervention" });
  await press(form, "Save change");
  await form.getByRole("group", { name: /to put right/ }).getByRole("listitem").nth(1).waitFor();
  await form.getByLabel("What the student gets from now on").fill("Groups of two");
  await form.getByLabel("From", { exact: true }).fill("2026-11-20");
  await press(form, "Save change");
  await form.getByText("Choose what changes: at least one.").first().waitFor();
  await form.getByLabel(/^Dosage/).check();
  await press(form, "Save change");
  await said(page, "Phase change added.");
  await plan.place.getByText(/^1 score in this phase so far.* collecting, 5 more scores .*, 1 of them in “Groups of two” since Nov 20/).waitFor();
  await plan.points();
  const table = await rows(plan.place.getByRole("region", { name: "Scores and aim line" }));
  assert.equal(table.filter(([, , , phase]) => phase === "Groups of two").length, 1);
});

test("the points are walked with the arrow keys, each said with its week, and Escape leaves", async (t) => {
  const plan = await Plan.of(t, "Vasquez, Elena", "Oral reading fluency");
  const points = await plan.points();
  const chart = plan.place.getByRole("application", { name: "Points of the chart" });
  const told = plan.place.locator(".chart-said").getByRole("status");
  const marked = plan.place.locator('.chart svg path[stroke="var(--focus)"]');
  await chart.focus();
  for (const [key, point] of [["Home", points[0]], ["ArrowRight", points[1]], ["End", points.at(-1)], ["ArrowLeft", points.at(-2)]]) {
    await plan.page.keyboard.press(key);
    await told.filter({ hasText: `${point.date}: ${point.score} ` }).waitFor();
    const said = await told.innerText();
    assert.match(said, /(on|above|below) the aim line of [\d.]+\. Phase: .+\. That week \d+ of \d+ planned minutes received, \d+ % of the steps taught\.$/);
    assert.ok(said.includes(`the aim line of ${point.aim}.`), said);
    await marked.first().waitFor({ state: "attached" });
  }
  await plan.page.keyboard.press("Escape");
  await marked.first().waitFor({ state: "detached" });
  assert.equal(await told.innerText(), "");
});

test("the numbers show every week with its minutes and steps", async (t) => {
  const plan = await Plan.of(t, "Lindqvist, Sofia", "Oral reading fluency");
  await plan.points();
  const weeks = await rows(plan.place.getByRole("region", { name: "Minutes and steps by week" }));
  assert.equal(weeks.length, 15);
  const sum = (column) => weeks.reduce((sum, week) => sum + (Number(week[column]) || 0), 0);
  const [, least, most] = (await plan.sentence()).match(/receiving (\d+)(?: to (\d+))? % of the planned minutes/);
  const received = (100 * sum(2)) / sum(1);
  assert.ok(Math.abs(received - Number(least)) < 0.6, `${received} and ${least} to ${most}`);
});

test("what if: sessions kept and the day move a projection that says it is one", async (t) => {
  const plan = await Plan.of(t, "Lindqvist, Sofia", "Oral reading fluency");
  await plan.place.getByText("What if", { exact: true }).click();
  const whatIf = plan.place.locator("details.what-if");
  await whatIf.getByText("Projection, not a promise.").waitFor();
  // The slider's own value is a status too.
  const result = whatIf.getByRole("status").filter({ hasText: "a score from" });
  const as = (await result.innerText()).match(/a score from (\d+) to (\d+) words \(80 % interval, (\d+) in the middle\)\. The goal is \d+: /);
  assert.ok(as, await result.innerText());
  await result.getByText(/If growth and scatter go on as since/).waitFor();
  const slider = whatIf.getByRole("slider", { name: /^Sessions kept a week/ });
  await slider.focus();
  await plan.page.keyboard.press("End");
  await result.getByText(/If growth goes with the sessions received, which these scores cannot show/).waitFor();
  assert.match(await slider.getAttribute("aria-valuetext"), /^(\d+) of \1 scheduled$/);
  const more = (await result.innerText()).match(/(\d+) in the middle/);
  assert.ok(Number(more[1]) > Number(as[3]), `${more[1]} after ${as[3]}`);
  await whatIf.getByLabel("Until").fill("2026-01-01");
  await whatIf.getByText(/^Choose a day from Nov 24 to/).waitFor();
});

test("too few scores have no projection, only what is missing", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Raman, Priya");
  await page.getByText("What if", { exact: true }).click();
  await page.getByText(/^It takes 6 scores in this phase; \d more to come\.$/).waitFor();
});
