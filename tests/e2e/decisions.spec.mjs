// Decisions: four stories of the demo get the same true verdict everywhere, a decision stands
// after a reload and goes by Undo, and a meeting can be held by keys alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, Keys, kept, openDemo, openOne, press, said, shown, turnPage } from "./steps.mjs";

const STORIES = [
  { story: "a responder", student: "Vasquez, Elena", word: "Above aim", why: /: Above aim$/, preset: "Fade" },
  { story: "a non-responder", student: "Osgood, Caleb", word: "Below aim", why: /: Below aim$/, preset: "Intensify" },
  {
    story: "a student whose minutes were not delivered",
    student: "Lindqvist, Sofia",
    word: "Not yet a fair test",
    why: /: Not a fair test: minutes \d\d %$/,
    preset: "Continue",
  },
  {
    story: "a student who was taught with steps missing",
    student: "Abernathy, Grace",
    word: "Not yet a fair test",
    why: /: Not a fair test: steps \d\d %$/,
    preset: "Continue",
  },
];

const verdict = (page) => page.getByRole("group", { name: "Verdict", exact: true });
const decisions = (page) => page.getByRole("group", { name: "Decisions", exact: true });
const form = (page) => page.getByRole("form", { name: /^Decision/ });
const choice = (page, name) => form(page).getByRole("radio", { name: new RegExp(`^${name}`) });
const turned = (name) => name.split(", ").reverse().join(" ");

const row = (page, student) => page.getByRole("row").filter({
  has: page.getByRole("rowheader").getByRole("link", { name: student, exact: true }),
});

/** In a meeting about those who need a decision, the page of a student. */
async function meetingPage(page, student) {
  for (let left = 24; left > 0; left--) {
    const heading = page.getByRole("heading", { level: 1 });
    await form(page).or(page.getByText("To the minutes")).first().waitFor();
    if ((await heading.innerText()) === turned(student)) return;
    await turnPage(page, () => page.getByRole("link", { name: "Next student", exact: true }).first().click());
  }
  throw new Error(`${student} is not in the meeting`);
}

for (const { story, student, word, why, preset } of STORIES) {
  test(`${story} is found on Today, in the table, on the page and in a meeting`, async (t) => {
    const { page } = await openDemo(t);
    const due = page.getByRole("region", { name: "Needs a decision" }).getByRole("listitem")
      .filter({ has: page.getByRole("link", { name: student, exact: true }) });
    await due.getByText(why).waitFor();

    await goTo(page, "Students");
    await row(page, student).getByRole("cell", { name: word, exact: true }).waitFor();
    await row(page, student).getByRole("cell", { name: "Now", exact: true }).waitFor();

    await openOne(page, "Students", student);
    await shown(page, turned(student));
    await verdict(page).getByText(word, { exact: true }).waitFor();

    await goTo(page, "Meetings");
    await page.getByRole("region", { name: "Needs a decision" }).getByRole("checkbox", { name: new RegExp(`^${student}`), checked: true }).waitFor();
    await page.getByRole("button", { name: /^Start with/ }).click();
    await meetingPage(page, student);
    await verdict(page).getByText(word, { exact: true }).waitFor();
    assert.ok(await choice(page, preset).isChecked());
  });
}

test("a decision draws its phase line, stands after a reload, and goes by one Undo", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await press(verdict(page), "Record a decision");
  const dialog = page.getByRole("dialog", { name: "Record a decision" });
  await press(dialog, "Record decision");
  await dialog.getByRole("group", { name: /to put right/ }).waitFor();
  await dialog.getByLabel("What the student gets from now on").fill("Daily, groups of two");
  await dialog.getByRole("checkbox", { name: /^Dosage/ }).check();
  await dialog.getByLabel("Why").fill("Growth is slower than the goal after a fair test.");
  await kept(page, "slower than the goal");

  await app.reload();
  await dialog.getByLabel("Why").waitFor();
  assert.equal(await dialog.getByLabel("Why").inputValue(), "Growth is slower than the goal after a fair test.");
  await app.axe("Record a decision", { within: "dialog[open]" });
  await press(dialog, "Record decision");
  await said(page, "Decision recorded");
  const first = decisions(page).getByRole("listitem").first();
  await first.getByText("Intensify", { exact: true }).waitFor();
  await first.getByText("Below aim", { exact: true }).waitFor();
  await first.getByText(/Dosage/).waitFor();
  await verdict(page).getByText("Collecting scores", { exact: true }).waitFor();

  await app.reload();
  await first.getByText("Intensify", { exact: true }).waitFor();
  await first.getByText("Below aim", { exact: true }).waitFor();
  await press(first, "Remove: Intensify of Nov 24");
  await said(page, "Decision removed");
  await page.locator(".toast").filter({ hasText: "Decision removed" }).getByRole("button", { name: "Undo" }).click();
  await first.getByText("Intensify", { exact: true }).waitFor();
});

test("one Undo takes back the decision and its phase", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Vasquez, Elena");
  await press(verdict(page), "Record a decision");
  const dialog = page.getByRole("dialog", { name: "Record a decision" });
  await dialog.getByLabel("What the student gets from now on").fill("Two days a week");
  await dialog.getByLabel(/^Dosage/).check();
  await dialog.getByLabel("Why").fill("Growth is faster than the goal.");
  await dialog.getByLabel("Who decided").fill("Grade 3 team");
  await press(dialog, "Record decision");
  await decisions(page).getByText("Fade", { exact: true }).waitFor();
  await page.locator(".plan-phases").getByText("Two days a week").waitFor();
  await page.locator(".toast").filter({ hasText: "Decision recorded" }).getByRole("button", { name: "Undo" }).click();
  await decisions(page).waitFor({ state: "hidden" });
  await page.locator(".plan-phases").getByText("Two days a week").waitFor({ state: "hidden" });
});

test("after a test that was not fair, more of it comes last and says why", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Lindqvist, Sofia");
  await press(verdict(page), "Record a decision");
  const dialog = page.getByRole("dialog", { name: "Record a decision" });
  const radios = dialog.getByRole("radio");
  await radios.first().waitFor();
  assert.match(await radios.last().evaluate((radio) => radio.closest("label").textContent), /^Intensify/);
  await radios.last().check();
  await dialog.getByText("do not say that the student needs more").waitFor();
});

test("a meeting by keys alone: choose, decide, page on, reload in the middle, minutes", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await goTo(page, "Meetings");
  await app.axe("choosing the students");
  const keys = new Keys(page);
  const who = page.getByLabel("Who is there");
  await keys.until(who, "Tab", 120);
  await keys.digits("Grade 3 team");
  await turnPage(page, () => keys.press("Enter"));
  await form(page).waitFor();
  const first = await page.getByRole("heading", { level: 1 }).innerText();
  assert.match(await page.title(), /^[A-Z]\. ?[A-Z]\. – Meeting, 1 of \d+ – Aimline$/);
  await app.axe("a student in a meeting");

  await keys.press("d");
  await form(page).getByRole("radio").and(page.locator(":focus")).waitFor();
  await keys.until(form(page).getByLabel("Why"));
  await keys.digits("next time n p d");
  assert.equal(await form(page).getByLabel("Who decided").inputValue(), "Grade 3 team");
  await kept(page, "next time n p d");
  await app.reload();
  await form(page).getByLabel("Why").waitFor();
  assert.equal(await form(page).getByLabel("Why").inputValue(), "next time n p d");
  await shown(page, first);

  await keys.press("d");
  await form(page).getByRole("radio").and(page.locator(":focus")).waitFor();
  // Continue asks for no more than who and why.
  for (let steps = 6; steps > 0 && !(await choice(page, "Continue").isChecked()); steps--) await keys.press("ArrowDown");
  await keys.until(form(page).getByRole("button", { name: "Record decision" }));
  await keys.press("Enter");
  await said(page, "Decision recorded");
  await page.getByText("Decided: Continue.").waitFor();

  await turnPage(page, () => page.locator("body").press("n"));
  assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), first);
  await page.locator("body").press("p");
  await shown(page, first);
  await page.getByText("Decided: Continue.").waitFor();

  for (let left = 24; left > 0 && !page.url().endsWith("minutes"); left--) {
    await turnPage(page, () => page.locator("body").press("n"));
  }
  await shown(page, "Meeting minutes");
  await page.getByText("Present: Grade 3 team").waitFor();
  await page.getByRole("listitem").filter({ hasText: first }).getByText("next time n p d").waitFor();
  await app.axe("the minutes");
  assert.equal(await page.title(), "Meeting minutes – Aimline");
  await press(page, "Close the meeting");
  await shown(page, "Meetings");
  await page.getByText("is under way").waitFor({ state: "hidden" });
});

test("on a phone no page of a meeting scrolls sideways", async (t) => {
  const { page } = await openDemo(t, { width: 360, height: 780 });
  const narrow = async (where) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${where} is ${width} px wide`);
  };
  await goTo(page, "Meetings");
  await page.getByRole("button", { name: /^Start with/ }).waitFor();
  await narrow("choosing");
  await page.getByRole("button", { name: /^Start with/ }).click();
  await form(page).waitFor();
  await narrow("a student");
  await page.goto(page.url().replace(/\d+$/, "minutes"));
  await shown(page, "Meeting minutes");
  await narrow("the minutes");
});
