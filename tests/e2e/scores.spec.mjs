// Scores come in: a whole group in a grid, a column from a spreadsheet, one timed probe.

import assert from "node:assert/strict";
import { test } from "node:test";

import { kept, openDemo, openOne, press, rows, said, shown } from "./steps.mjs";

const GROUP = "Fluency, grade 3";
const STUDENTS = ["Andre Baptiste", "Sofia Lindqvist", "Caleb Osgood", "Elena Vasquez"];

class Grid {
  constructor(app) {
    this.app = app;
    this.page = app.page;
  }

  static async of(t, group = GROUP) {
    const app = await openDemo(t);
    await openOne(app.page, "Groups", group);
    await app.page.getByRole("link", { name: "Enter scores", exact: true }).click();
    await shown(app.page, `Scores of ${group}`);
    await app.page.locator("h1:focus").waitFor();
    return new Grid(app);
  }

  cell(column, student) {
    return this.page.getByRole("textbox", { name: `${column}, ${student}`, exact: true });
  }

  async focused() {
    return this.page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  }

  async values(column) {
    return Promise.all(STUDENTS.map((student) => this.cell(column, student).inputValue()));
  }

  /** As a spreadsheet does it: rows by line, columns by tab. */
  async paste(text) {
    await this.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
    }, text);
  }
}

/** The latest score on the page of a student: number, errors, accuracy. */
async function latestScore(page, name) {
  const [given, family] = name.split(" ");
  await openOne(page, "Students", `${family}, ${given}`);
  await shown(page, name);
  await page.getByText(/\d+ scores to look at or put right/).click();
  const [first] = await rows(page.getByRole("region", { name: "Scores", exact: true }));
  return first;
}

test("arrow keys and Enter move through the grid, and all scores are saved at once", async (t) => {
  const grid = await Grid.of(t);
  const { page } = grid;
  await grid.cell("Correct", STUDENTS[0]).focus();
  for (const score of ["61", "62", "63", "64"]) {
    await page.keyboard.type(score);
    await page.keyboard.press("Enter");
  }
  assert.deepEqual(await grid.values("Correct"), ["61", "62", "63", "64"]);
  await page.keyboard.press("ArrowRight");
  assert.equal(await grid.focused(), `Errors, ${STUDENTS[3]}`);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("2");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await grid.focused(), `Correct, ${STUDENTS[1]}`);
  await page.keyboard.press("ArrowDown");
  assert.equal(await grid.focused(), `Correct, ${STUDENTS[2]}`);
  await page.getByText("4 of 4 scores").waitFor();

  await press(page, "Save all");
  await said(page, "Scores saved.");
  assert.deepEqual(await grid.values("Correct"), ["", "", "", ""]);
  await page.getByRole("row", { name: STUDENTS[2] }).getByText("63 on this day already").waitFor();
  assert.deepEqual((await latestScore(page, STUDENTS[2])).slice(0, 4), ["Nov 24", "63", "2", "97 %"]);
});

test("a value that cannot be is explained in its row, and nothing is saved until it is put right", async (t) => {
  const grid = await Grid.of(t);
  const { page } = grid;
  await grid.cell("Correct", STUDENTS[0]).fill("58");
  const wrong = grid.cell("Correct", STUDENTS[1]);
  await wrong.fill("620");
  const row = page.getByRole("row", { name: STUDENTS[1] });
  await row.getByText(/620 .*0 to 300/).waitFor();
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  await wrong.fill("6o");
  await row.getByText("“6o” was given").waitFor();
  await press(page, "Save all");
  const summary = page.getByRole("group", { name: "1 cell to put right" });
  await summary.and(page.locator(":focus")).waitFor();
  await summary.getByRole("button", { name: new RegExp(`^${STUDENTS[1]}: “6o” was given`) }).click();
  assert.equal(await grid.focused(), `Correct, ${STUDENTS[1]}`);
  await page.getByRole("row", { name: STUDENTS[0] }).getByText(/on this day already/).waitFor({ state: "detached" });
  await grid.app.axe("the grid with an error");

  await wrong.fill("60");
  assert.equal(await wrong.getAttribute("aria-invalid"), null);
  await press(page, "Save all");
  await said(page, "Scores saved.");
  await page.getByRole("row", { name: STUDENTS[1] }).getByText("60 on this day already").waitFor();

  await page.locator(".toast").last().getByRole("button", { name: "Undo" }).click();
  await said(page, "Undone.");
  await page.getByText(/on this day already/).first().waitFor({ state: "detached" });
});

test("of a row that is wrong only the wrong cell is marked, and each line leads to its cell", async (t) => {
  const grid = await Grid.of(t);
  const { page } = grid;
  const invalid = (column, student) => grid.cell(column, student).getAttribute("aria-invalid");
  await grid.cell("Correct", STUDENTS[0]).fill("abc");
  await grid.cell("Errors", STUDENTS[0]).fill("2");
  await grid.cell("Correct", STUDENTS[2]).fill("40");
  await grid.cell("Errors", STUDENTS[2]).fill("1.5");
  await grid.cell("Errors", STUDENTS[3]).fill("3");
  assert.deepEqual([await invalid("Correct", STUDENTS[0]), await invalid("Errors", STUDENTS[0])], ["true", null]);
  assert.deepEqual([await invalid("Correct", STUDENTS[2]), await invalid("Errors", STUDENTS[2])], [null, "true"]);
  await press(page, "Save all");
  const lines = page.getByRole("group", { name: "3 cells to put right" }).getByRole("button");
  for (const [place, cell] of [`Correct, ${STUDENTS[0]}`, `Errors, ${STUDENTS[2]}`, `Correct, ${STUDENTS[3]}`].entries()) {
    await lines.nth(place).click();
    assert.equal(await grid.focused(), cell);
  }
});

test("columns pasted from a spreadsheet fill down and to the right, and survive a reload", async (t) => {
  const grid = await Grid.of(t);
  const { page, app } = grid;
  await grid.cell("Correct", STUDENTS[1]).focus();
  await grid.paste("71\t3\r\n72\t0\r\n73\t1\r\n99\t9\r\n");
  assert.deepEqual(await grid.values("Correct"), ["", "71", "72", "73"]);
  assert.deepEqual(await grid.values("Errors"), ["", "3", "0", "1"]);
  await said(page, "1 row was left out");
  await page.getByText("3 of 4 scores").waitFor();
  await kept(page, '"73"');
  await app.reload();
  await page.getByText("3 of 4 scores").waitFor();
  await press(page, "Save all");
  await said(page, "Scores saved.");
  assert.deepEqual((await latestScore(page, STUDENTS[1])).slice(0, 4), ["Nov 24", "71", "3", "96 %"]);
});

test("a probe is run by keys: the minute, the errors, the last word, and its score and accuracy are kept", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Vasquez, Elena");
  await page.getByRole("link", { name: "Run a probe", exact: true }).click();
  await shown(page, "Probe: Oral reading fluency");
  await page.getByText("1:00").waitFor();
  await page.keyboard.press("Space");
  for (const key of ["e", "e", "e", "e", "u"]) await page.keyboard.press(key);
  await page.getByText("3 errors").waitFor();
  await app.skip(30_000);
  await page.getByRole("timer").getByText(/^0:(30|2\d)$/).waitFor();
  await app.skip(30_000);
  await page.getByRole("heading", { name: "Time is up" }).waitFor();

  await page.getByLabel("Words up to the last one read").fill("99");
  await page.getByText("96 words correct per minute, 97 % accuracy").waitFor();
  await app.axe("the result of a probe");
  await press(page, "Save score");
  await said(page, "Score added.");
  await shown(page, "Elena Vasquez");
  assert.deepEqual((await latestScore(page, "Elena Vasquez")).slice(0, 4), ["Nov 24", "96", "3", "97 %"]);
});

test("a probe in the middle of its minute survives a reload, and loses no time by it", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openOne(page, "Students", "Osgood, Caleb");
  await page.getByRole("link", { name: "Run a probe", exact: true }).click();
  await press(page, "Start");
  await page.getByRole("button", { name: /^Error/ }).click();
  await page.getByText("1 error", { exact: true }).waitFor();
  await kept(page, '"errors":1');
  await app.skip(20_000);
  await app.reload();
  await page.getByText("1 error", { exact: true }).waitFor();
  await page.getByRole("timer").getByText(/^0:[123]\d$/).waitFor();
  await press(page, "Stop now");
  await page.getByRole("heading", { name: "Stopped" }).waitFor();
  await page.getByLabel("Words up to the last one read").fill("no");
  await press(page, "Save score");
  await page.getByText("“no” was given").first().waitFor();
  await press(page, "Start over");
  await page.getByText("1:00").waitFor();
});
