// Scores come in: each vendor's export, a list by weeks, the same file again, conflicts,
// questions, and the way back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { open } from "./harness.mjs";
import { kept, openDemo, shown, TUESDAY } from "./steps.mjs";

const fixture = (name) => fileURLToPath(new URL(`../fixtures/scores/${name}`, import.meta.url));
const ORF = "Oral reading fluency";

class ScoreImportPage {
  constructor(app) {
    this.app = app;
    this.page = app.page;
  }

  async pick(file) {
    await this.page.getByLabel("Score file").setInputFiles(file);
    await this.page.getByRole("heading", { name: "Columns" }).waitFor();
  }

  async paste(text) {
    await this.page.getByLabel("Pasted rows").fill(text);
    await this.page.getByRole("button", { name: "Read pasted rows" }).click();
    await this.page.getByRole("heading", { name: "Columns" }).waitFor();
  }

  /** The kinds of the preview with their numbers. */
  async kinds() {
    const kinds = this.page.getByRole("group", { name: "Show scores by what would happen" });
    await kinds.getByRole("button").first().waitFor();
    const texts = await kinds.getByRole("button").allTextContents();
    return Object.fromEntries(texts.map((text) => text.match(/^(.*) ([\d,]+)$/).slice(1)));
  }

  async makePlans() {
    await this.page.getByLabel(/^Make plans without a goal/).check();
  }

  button(scores) {
    return this.page.getByRole("button", { name: `Import ${scores}`, exact: true });
  }

  async importAs(scores, sentence) {
    await this.button(scores).click();
    await this.page.getByRole("heading", { name: sentence }).waitFor();
  }

  async another() {
    await this.page.getByRole("button", { name: "Import another file" }).click();
    await this.page.getByLabel("Score file").waitFor();
  }
}

test("scores of earlier years that could not be read are told, each time", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  const told = page.locator(".toast").filter({ hasText: "The scores of earlier years were not read." });
  await page.evaluate(() => {
    globalThis.realGetAll = IDBObjectStore.prototype.getAll;
    IDBObjectStore.prototype.getAll = () => {
      throw new DOMException("Not now.", "UnknownError");
    };
  });
  for (let time = 0; time < 2; time++) {
    await app.goto("#/data/scores");
    await told.waitFor();
    await told.getByRole("button", { name: "Dismiss" }).click();
    await told.waitFor({ state: "detached" });
    await app.goto("#/data");
  }
  await page.evaluate(() => (IDBObjectStore.prototype.getAll = globalThis.realGetAll));
  await app.goto("#/data/scores");
  await page.getByLabel("Score file").waitFor();
  await app.goto("#/today");
  await page.getByRole("link", { name: "Fluency, grade 3", exact: true }).first().waitFor();
  assert.equal(await told.count(), 0);
});

/** Three students without a plan, and the page of the import. */
async function withStudents(t, options = {}) {
  const app = await open(t, { route: "#/data/roster", now: TUESDAY, ...options });
  await app.page.getByLabel("Pasted rows").fill(
    ["Given name\tFamily name\tGrade\tStudent ID", "Íñigo\tRuiz-D'Arcy\tK\t7001", "Wren\tAdams\t2\t7002", "Odell\tTran\t3\t7004"].join("\n"),
  );
  await app.page.getByRole("button", { name: "Read pasted rows" }).click();
  await app.page.getByRole("button", { name: "Import", exact: true }).click();
  await app.page.getByRole("heading", { name: "Imported 3 students." }).waitFor();
  await app.goto("#/data/scores");
  return new ScoreImportPage(app);
}

test("a benchmark export comes in, adds nothing the second time, and can be undone", async (t) => {
  const scores = await withStudents(t);
  await scores.app.axe("the first step");
  await scores.pick(fixture("mclass-dibels-benchmark.csv"));
  await scores.page.getByText("This is an export of mCLASS DIBELS 8 benchmark.").first().waitFor();
  assert.deepEqual(await scores.kinds(), { "No plan yet": "8", "Not on your caseload": "1" });
  assert.equal(await scores.page.getByRole("button", { name: "Import", exact: true }).isDisabled(), true);
  await scores.makePlans();
  await scores.app.axe("the preview");
  await scores.importAs("8 scores", "Imported 8 scores for 2 students and made 8 plans without a goal.");
  await scores.app.axe("the end");

  await scores.another();
  await scores.pick(fixture("mclass-dibels-benchmark.csv"));
  await scores.page.getByText("The columns are mapped as last time.").first().waitFor();
  assert.deepEqual(await scores.kinds(), { "Already here": "8", "Not on your caseload": "1" });

  await scores.page.getByRole("button", { name: "Pick something else" }).click();
  await scores.pick(fixture("fastbridge-cbmreading.csv"));
  assert.deepEqual(await scores.kinds(), { New: "1", "No plan yet": "1", "Already here": "1" });
  await scores.importAs("1 score", "Imported 1 score for 1 student.");
  await scores.page.getByRole("button", { name: "Undo" }).first().click();
  await scores.page.getByText("Undone.").first().waitFor();
  await scores.pick(fixture("fastbridge-cbmreading.csv"));
  assert.deepEqual(await scores.kinds(), { New: "1", "No plan yet": "1", "Already here": "1" });
});

test("progress monitoring exports come in, and a name can be given its measure", async (t) => {
  const scores = await withStudents(t);
  await scores.pick(fixture("fastbridge-progress-monitoring.csv"));
  assert.deepEqual(await scores.kinds(), { "No plan yet": "3", "Measure not chosen": "1", "Not on your caseload": "1" });
  await scores.makePlans();
  await scores.importAs("3 scores", /^Imported 3 scores for 2 students/);
  await scores.another();

  await scores.pick(fixture("mclass-progress-monitoring.csv"));
  await scores.page.getByLabel(/^“Spelling”, 1 row/).selectOption({ label: "Incidents" });
  // Both days of the first student are here with other values.
  assert.deepEqual(await scores.kinds(), { "No plan yet": "2", "Another score that day": "2" });
});

test("a list by weeks asks for its measure, is remembered after a reload, and works on a phone", async (t) => {
  const scores = await withStudents(t, { width: 360 });
  const list = "Student\tGrade\t9/21/2026\t9/28/2026\nAdams, Wren\t2\t54\t57\nTran, Odell\t3\t90\tabsent";
  await scores.paste(list);
  assert.deepEqual(await scores.kinds(), { "Measure not chosen": "4" });
  await scores.page.getByLabel("Measure of the scores").selectOption({ label: ORF });
  assert.deepEqual(await scores.kinds(), { "No plan yet": "3", "Not readable": "1" });
  await scores.app.axe("on a phone");
  const wide = await scores.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, "the page scrolls sideways");
  await kept(scores.page, "columns");
  await scores.app.reload();
  await scores.paste(list);
  assert.deepEqual(await scores.kinds(), { "No plan yet": "3", "Not readable": "1" });
  await scores.makePlans();
  await scores.importAs("3 scores", "Imported 3 scores for 2 students and made 2 plans without a goal.");
  await scores.another();
  await scores.paste(list.replace("57", "58"));
  assert.deepEqual(await scores.kinds(), { "Another score that day": "1", "Not readable": "1", "Already here": "2" });
  await scores.page.getByLabel("Replace 57 with 58").check();
  await scores.importAs("1 score", "Replaced 1 score for 1 student.");
});

test("what is not sure is asked: the student, the season, the order of the date", async (t) => {
  const scores = await withStudents(t);
  await scores.paste("Name\tGrade\tBOY ORF\nWren Q Adams\t2\t52\nOdell Tran\t4\t80");
  assert.deepEqual(await scores.kinds(), { "Which student?": "2" });
  await scores.page.getByLabel("Yes: Wren Adams, grade 2, ID 7002").check();
  await scores.page.getByLabel("No: leave these scores out").last().check();
  assert.deepEqual(await scores.kinds(), { "No date": "1", "Not on your caseload": "1" });
  await scores.page.getByLabel("Date of “Beginning of year”").fill("2026-12-24");
  await scores.page.getByText("scores cannot be after today").waitFor();
  await scores.page.getByLabel("Date of “Beginning of year”").fill("2026-09-08");
  assert.deepEqual(await scores.kinds(), { "No plan yet": "1", "Not on your caseload": "1" });
  await scores.app.axe("questions");

  await scores.page.getByRole("button", { name: "Pick something else" }).click();
  await scores.paste("Student ID\tDate\tORF\n7002\t3/4/2026\t52");
  await scores.page.getByLabel("Day first: Apr 3, 2026").check();
  assert.deepEqual(await scores.kinds(), { "No plan yet": "1" });
  await scores.page.getByRole("cell", { name: "Apr 3, 2026" }).waitFor();
});

test("scores of the demo find their students by name", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/students");
  await app.page.getByRole("link", { name: "Import scores" }).click();
  await shown(app.page, "Import scores");
  const scores = new ScoreImportPage(app);
  await scores.paste("Name\tDate\tWCPM\nNobody Known\t2026-11-23\t50");
  assert.deepEqual(await scores.kinds(), { "Not on your caseload": "1" });
});

test("ten thousand rows of a district are read and matched", async (t) => {
  const scores = await withStudents(t);
  const rows = Array.from({ length: 10_000 }, (_, at) => `${at},2026-09-${String((at % 28) + 1).padStart(2, "0")},${at % 200}`);
  const buffer = Buffer.from(`Student ID,Date,ORF\n${rows.join("\n")}`);
  const started = Date.now();
  await scores.pick({ name: "district.csv", mimeType: "text/csv", buffer });
  assert.equal((await scores.kinds())["Not on your caseload"], "9,997");
  t.diagnostic(`10,000 rows in ${Date.now() - started} ms`);
});

test("what holds no scores is refused in a sentence", async (t) => {
  const app = await open(t, { route: "#/data/scores" });
  const pick = (name, text) =>
    app.page.getByLabel("Score file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  for (const [name, text, sentence] of [
    ["list.pdf", "%PDF-1.7", "is not a text file"],
    ["empty.csv", "", "is empty"],
    ["heads.csv", "Student ID,Date,ORF", "no row below the column names"],
    ["binary.csv", "a\0b\0\0\0c", "is not a text file"],
  ]) {
    await pick(name, text);
    await app.page.getByRole("alert").getByText(sentence).waitFor();
  }
});
