// What the scores can and cannot say: four stories of the demo get the same true verdict in the
// table and on the page of the student, and a change of a threshold reaches both.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, openDemo, openOne, press, said, shown } from "./steps.mjs";

const STORIES = [
  {
    story: "a responder",
    student: "Vasquez, Elena",
    word: "Above aim",
    advice: "Consider a higher goal, or fading the support.",
    reason: "Even the least growth in the interval is faster than the goal asks.",
    sentence: /^Growing .* words a week, goal .*, 80 % interval .*: faster than the goal asks\. /,
  },
  {
    story: "a non-responder",
    student: "Osgood, Caleb",
    word: "Below aim",
    advice: "Consider with the team what to change or to intensify.",
    reason: "Even the best growth in the interval is slower than the goal asks.",
    sentence: /: slower than the goal asks\. /,
  },
  {
    story: "a student whose minutes were not delivered",
    student: "Lindqvist, Sofia",
    word: "Not yet a fair test",
    advice: "First see that the planned minutes arrive. Then look again.",
    reason: "Too few of the planned minutes reached the student.",
    sentence: /after receiving .*\d\d % of the planned minutes .*: not yet a fair test\. /,
    settles: "At least 80 % of the planned minutes received.",
  },
  {
    story: "a student who was taught with steps missing",
    student: "Abernathy, Grace",
    word: "Not yet a fair test",
    advice: "First see that the steps are taught as written. Then look again.",
    reason: "Too few of the steps were taught.",
    sentence: /with \d\d % of the steps: not yet a fair test\. /,
    settles: "At least 80 % of the steps taught.",
  },
];

/** The verdict card of the only plan of a student. */
const card = (page) => page.getByRole("group", { name: "Verdict", exact: true });

const row = (page, student) => page.getByRole("row").filter({
  has: page.getByRole("rowheader").getByRole("link", { name: student, exact: true }),
});

async function inTable(page, student, word) {
  await goTo(page, "Students");
  await row(page, student).getByRole("cell", { name: word, exact: true }).waitFor();
}

for (const { story, student, word, advice, reason, sentence, settles } of STORIES) {
  test(`${story} gets a true verdict in the table and on the page`, async (t) => {
    const { page } = await openDemo(t);
    await inTable(page, student, word);
    await openOne(page, "Students", student);
    const verdict = card(page);
    for (const told of [word, advice, reason, ...(settles ? [settles] : [])]) {
      await verdict.getByText(told, { exact: true }).waitFor();
    }
    // The figures stand once, over the chart.
    assert.match(await page.getByRole("figure").locator("figcaption").first().innerText(), sentence);
    assert.equal(await verdict.getByRole("term").filter({ hasText: "What would settle it" }).count(), settles ? 1 : 0);
  });
}

test("a verdict says how often its rule is wrong, and on demand what it stands on", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  const verdict = card(page);
  await verdict.getByText(/^Of 100 students growing exactly at goal, this rule calls about 10 below aim at any one look/).waitFor();
  const rule = verdict.getByText("Interval of the slope against the goal", { exact: false });
  assert.ok(!(await rule.isVisible()));
  await verdict.getByText("What this stands on", { exact: true }).click();
  await rule.waitFor();
  const terms = await verdict.getByRole("term").allInnerTexts();
  for (const name of ["Growth a week", "80 % interval of growth", "Growth the goal asks for", "Median of the last three", "Scores in a row", "Chance of reaching the goal", "Minutes received: 80 %", "Scores before a verdict: 10"]) {
    assert.ok(terms.includes(name), `${name} is not in ${terms.join("; ")}`);
  }
  await app.axe("a verdict with its grounds");
});

test("the table is narrowed to a verdict", async (t) => {
  const { page } = await openDemo(t);
  await goTo(page, "Students");
  await page.getByLabel("Status", { exact: true }).selectOption({ label: "Not yet a fair test" });
  await row(page, "Vasquez, Elena").waitFor({ state: "hidden" });
  await row(page, "Lindqvist, Sofia").waitFor();
  await row(page, "Abernathy, Grace").waitFor();
});

test("a lower threshold for minutes is a new verdict on every page", async (t) => {
  const { page } = await openDemo(t);
  await goTo(page, "Settings");
  await page.getByLabel("Minutes received, percent of those planned").fill("20");
  await press(page, "Save settings");
  await said(page, "Settings saved.");
  await inTable(page, "Lindqvist, Sofia", "Below aim");
  await openOne(page, "Students", "Lindqvist, Sofia");
  await shown(page, "Sofia Lindqvist");
  await card(page).getByText("Below aim", { exact: true }).waitFor();
  await card(page).getByText("What this stands on", { exact: true }).click();
  await card(page).getByText("Minutes received: 20 %", { exact: true }).waitFor();
});
