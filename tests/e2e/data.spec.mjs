// Keeping it: back up, lose everything, restore, equal; refusal of a damaged file; the way back.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { TUESDAY, addStudent, backUp, chooseBackup, documentsOf, press, said, shown } from "./steps.mjs";

async function inDemo(t) {
  const app = await open(t, { route: "#/demo", now: TUESDAY, context: { reducedMotion: "reduce" } });
  await app.page.getByRole("heading", { name: "Today", exact: true }).waitFor();
  await app.goto("#/data");
  return app;
}

test("back up, erase everything, restore: all is as it was", async (t) => {
  const app = await inDemo(t);
  const first = await backUp(app);
  assert.match(first.name, /^aimline-backup-demo-\d{4}-\d\d-\d\d\.json$/);
  await app.page.getByText("was written and read back").waitFor();

  await app.page.getByRole("button", { name: "Erase everything…" }).click();
  await app.page.getByLabel("Type “erase” to go on").fill("erase");
  await app.page.getByRole("button", { name: "Erase everything", exact: true }).click();
  await app.page.getByText("Everything was erased from this browser.").first().waitFor();
  await app.page.getByRole("region", { name: "Receipt" }).waitFor();

  const dialog = await chooseBackup(app.page, first.path);
  await dialog.getByText("There is nothing here yet that it could replace.").waitFor();
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  await app.page.getByText(/Backup restored: \d+ students/).first().waitFor();

  const second = await backUp(app);
  assert.deepEqual(documentsOf(await second.text()), documentsOf(await first.text()));
});

test("a restore over a caseload says what goes, and can be undone after a reload", async (t) => {
  const app = await inDemo(t);
  const before = await backUp(app);
  await app.goto("#/students");
  await app.page.getByRole("button", { name: "Add student" }).first().click();
  await app.page.getByLabel(/given name|first name/i).first().fill("Later");
  await app.page.getByLabel(/family name|last name/i).first().fill("Comer");
  await app.page.getByRole("dialog").getByRole("button", { name: /^(Add|Save)/ }).last().click();
  await app.page.getByText("Student added.").first().waitFor();

  await app.goto("#/data");
  const dialog = await chooseBackup(app.page, before.path);
  await dialog.getByText("1 record that is here but not in the file will go.").waitFor();
  await dialog.getByRole("button", { name: "Replace what is here" }).click();
  await app.page.getByText(/Backup restored/).first().waitFor();
  await app.reload();
  await press(app.page, "Undo the restore…");
  const undo = app.page.getByRole("dialog", { name: "Undo the restore?" });
  await undo.getByText(/^Nothing was entered or changed since /).waitFor();
  await app.axe("undo the restore", { within: "dialog[open]" });
  await press(undo, "Undo the restore");
  await app.page.getByText("Everything is as it was before.").first().waitFor();
  await app.goto("#/students");
  await app.page.getByText("Comer").first().waitFor();
});

test("the undo says what was entered since, and can itself be taken back", async (t) => {
  const app = await open(t, { route: "#/students", now: TUESDAY });
  const { page } = app;
  await addStudent(app, "Bo", "Lind");
  await app.goto("#/data");
  const file = await backUp(app);
  const dialog = await chooseBackup(page, file.path);
  await press(dialog, "Replace what is here");
  await said(page, "Backup restored");
  await app.skip(60_000);
  await addStudent(app, "Cy", "Moe");
  await app.goto("#/data");
  await press(page, "Undo the restore…");
  const undo = page.getByRole("dialog", { name: "Undo the restore?" });
  await undo.getByText(/^1 record was entered or changed since Nov 24, 2026 at 8:\d\d AM\. It goes from here with it\.$/).waitFor();
  await press(undo, "Undo the restore");
  await said(page, "Everything is as it was before.");
  await press(page, "Take back the undo…");
  await press(page.getByRole("dialog", { name: "Take back the undo?" }), "Take back the undo");
  await said(page, "Everything is as it was before the undo.");
  await app.goto("#/students");
  await page.getByRole("link", { name: "Moe, Cy", exact: true }).first().waitFor();
});

test("an undo that is left before it is done changes nothing, and says so", async (t) => {
  const app = await inDemo(t);
  const { page } = app;
  await app.goto("#/data");
  const file = await backUp(app);
  const dialog = await chooseBackup(page, file.path);
  await press(dialog, "Replace what is here");
  await said(page, "Backup restored");
  await press(page, "Undo the restore…");
  await page.getByRole("dialog", { name: "Undo the restore?" }).waitFor();
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll("dialog[open] button")];
    buttons.find((button) => button.textContent.trim() === "Undo the restore").click();
    location.hash = "#/students";
  });
  await said(page, "Cancelled before it was done. Nothing was changed.");
  await app.goto("#/data");
  await page.getByRole("button", { name: "Undo the restore…" }).waitFor();
});

test("a restore loses nothing that another window saves while the copy is made", async (t) => {
  const app = await open(t, { route: "#/students", now: TUESDAY });
  const { page } = app;
  await addStudent(app, "Bo", "Lind");
  await app.goto("#/data");
  const file = await backUp(app);
  // Stands for the other window: it saves just before the transaction of the restore begins.
  await page.evaluate(() => {
    const begin = IDBDatabase.prototype.transaction;
    let saved = false;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === "readwrite" && window.restoring && !saved) {
        saved = true;
        const shelf = begin.call(this, names, mode, options).objectStore("shelf");
        const range = IDBKeyRange.bound("student/", "student/\uffff");
        shelf.openCursor(range).onsuccess = ({ target: { result: found } }) => {
          const { rev, v, body } = found.value;
          found.update({ rev: rev + 1, v, body: body.replace("Lind", "Later") });
        };
      }
      return begin.call(this, names, mode, options);
    };
  });
  const dialog = await chooseBackup(page, file.path);
  await page.evaluate(() => (window.restoring = true));
  await press(dialog, "Replace what is here");
  await said(page, "Backup restored");
  await press(page, "Undo the restore…");
  await press(page.getByRole("dialog", { name: "Undo the restore?" }), "Undo the restore");
  await said(page, "Everything is as it was before.");
  await app.goto("#/students");
  await page.getByRole("link", { name: "Later, Bo", exact: true }).first().waitFor();
});

test("a damaged file is refused and changes nothing", async (t) => {
  const app = await inDemo(t);
  const file = await backUp(app);
  const text = await file.text();
  const damaged = join(tmpdir(), `damaged-${process.pid}.json`);
  for (const [bytes, sentence] of [
    [text.slice(0, -30), /its end is missing/],
    [text.replace('"given_name":"', '"given_name":"X'), /its checksum does not fit/],
    ["{}", /not a backup of this program/],
    [text.replace('"formatVersion":1', '"formatVersion":9'), /newer version/],
  ]) {
    await writeFile(damaged, bytes);
    const dialog = await chooseBackup(app.page, damaged);
    await dialog.getByText(sentence).waitFor();
    await dialog.getByText("Nothing was changed.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
  }
  const again = await backUp(app);
  assert.deepEqual(documentsOf(await again.text()), documentsOf(text));
});

test("the demo's backup is not let into a real caseload", async (t) => {
  const app = await inDemo(t);
  const file = await backUp(app);
  await app.page.getByRole("button", { name: "Leave the demo" }).first().click();
  await shown(app.page, "Welcome to Aimline");
  const dialog = await chooseBackup(app.page, file.path);
  await dialog.getByText("This is a backup of the demo.").waitFor();
});

test("the check finds the demo in order; a student is erased with a receipt", async (t) => {
  const app = await inDemo(t);
  await app.page.getByRole("button", { name: "Check now" }).click();
  await app.page.getByText("All in order").waitFor();

  const student = app.page.getByLabel("Student to erase");
  const [id, name] = await student.locator("option").nth(1).evaluate((option) => [option.value, option.textContent]);
  await student.selectOption(id);
  await app.page.getByRole("button", { name: "Erase this student…" }).click();
  await app.page.getByRole("button", { name: "Erase for good" }).click();
  await app.page.getByRole("region", { name: "Receipt" }).getByText("1 student’s record").waitFor();
  const text = await (await backUp(app)).text();
  const family = name.split(",")[0];
  const traces = documentsOf(text).filter(({ body }) => JSON.stringify(body).includes(id));
  assert.deepEqual(traces, [], `${family} left traces`);
  await app.page.getByRole("button", { name: "Check now" }).click();
  await app.page.getByText("All in order").waitFor();
});

test("the page is usable by everyone", async (t) => {
  const app = await inDemo(t);
  await app.page.getByRole("button", { name: "Check now" }).click();
  await app.page.getByText("All in order").waitFor();
  await app.axe();
});

test("a restore that the page cannot show afterwards does not say that nothing was changed", async (t) => {
  const app = await inDemo(t);
  const file = await backUp(app);
  await app.page.evaluate(() => {
    const { put, getAll } = IDBObjectStore.prototype;
    let written = false;
    IDBObjectStore.prototype.put = function (value, key) {
      written ||= String(key).startsWith("snapshot/");
      return put.call(this, value, key);
    };
    IDBObjectStore.prototype.getAll = function (...range) {
      if (written) throw new DOMException("made to fail", "UnknownError");
      return getAll.apply(this, range);
    };
  });
  const dialog = await chooseBackup(app.page, file.path);
  await dialog.getByRole("button", { name: "Replace what is here" }).click();
  await dialog.getByText("It is done, and saved in this browser").waitFor();
  assert.equal(await app.page.getByText("Nothing was changed.").count(), 0);
  await app.axe("what was done and is not shown", { within: "dialog[open]" });
  await dialog.getByRole("button", { name: "Load the page again" }).click();
  await app.page.getByRole("button", { name: "Undo the restore" }).waitFor();
});

test("the first thing on the page is whether all of it is in a backup, and what is not", async (t) => {
  const app = await open(t, { route: "#/data", now: TUESDAY });
  const { page } = app;
  const card = page.getByRole("region", { name: "How safe your data is" });
  const verdict = (words) => card.getByRole("heading", { name: words, exact: true }).waitFor();
  await verdict("Nothing to keep yet");
  await addStudent(app, "Bo", "Lind");
  await app.goto("#/data");
  await verdict("Only in this browser so far");

  await backUp(app);
  await verdict("Your data is safe");
  await card.getByText("Today, Nov 24, 2026", { exact: true }).waitFor();
  await app.skip(60_000);
  await addStudent(app, "Ada", "Ek");
  await app.goto("#/data");
  await verdict("Safe up to Nov 24");
  await card.getByText("Entered or changed since: 1 record. Until the next backup that is only in this browser.").waitFor();
  await app.axe("not all of it is in a backup");

  // A week later it is time; with nothing new it would not be.
  await app.skip(8 * 24 * 3_600_000);
  await app.reload();
  await verdict("Time for a backup");
  await page.getByText("The last backup is 8 days old.", { exact: true }).waitFor();
  await backUp(app);
  await verdict("Your data is safe");
  await app.skip(30 * 24 * 3_600_000);
  await app.reload();
  await verdict("Your data is safe");
  await card.getByText(/^Nothing has changed since the last backup: its file has all of it\./).waitFor();
  await card.getByText("Not protected", { exact: true }).waitFor();
  await card.getByText(/The browser may clear it.* Your last backup has all of it\.$/).waitFor();
});

test("a backup made while the clock was ahead covers nothing of what comes after", async (t) => {
  const app = await open(t, { route: null, now: TUESDAY });
  const { page } = app;
  const years = 5 * 365 * 24 * 3_600_000;
  await addStudent(app, "Bo", "Lind");
  await app.skip(years);
  await app.goto("#/data");
  await app.reload();
  await backUp(app);
  await app.skip(-years);
  await app.reload();
  const card = page.getByRole("region", { name: "How safe your data is" });
  await card.getByRole("heading", { name: "Only in this browser so far" }).waitFor();
});

test("a browser that forgets its preferences still knows of the last backup", async (t) => {
  const app = await open(t, { route: null, now: TUESDAY });
  const { page } = app;
  await addStudent(app, "Bo", "Lind");
  await app.goto("#/data");
  await backUp(app);
  const card = page.getByRole("region", { name: "How safe your data is" });
  await card.getByRole("heading", { name: "Your data is safe" }).waitFor();
  await page.evaluate(() => localStorage.clear());
  await app.reload();
  await card.getByRole("heading", { name: "Your data is safe" }).waitFor();
});
