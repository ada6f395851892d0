// A protocol that was used is frozen: a change makes a new version, and past scores stay.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, logButton, openDemo, openOne, press, rows, said, shown } from "./steps.mjs";

const NAME = "Repeated reading with feedback";
const GROUP = "Fluency, grade 3";

/** What the page says about the fidelity of every session so far. */
async function fidelity(page) {
  const points = page.getByRole("region", { name: "Fidelity over time" });
  if (!(await points.isVisible())) await page.getByText("Show the numbers").first().click();
  return { points: await rows(points), sessions: await rows(page.getByRole("region", { name: "Table of sessions and checklists" })) };
}

async function edit(page) {
  await press(page, "Edit");
  return page.getByRole("dialog", { name: "Edit the protocol" });
}

const versions = (page) => page.getByRole("region", { name: "Versions" }).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });

test("a change to a protocol in use makes version 2, and scores of fidelity stay as they were", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Protocols", NAME);
  await shown(page, NAME);
  const before = await fidelity(page);
  assert.ok(before.points.length > 20, `${before.points.length} checklists`);

  const form = await edit(page);
  await form.getByText(/This version was used in \d+ sessions\. Saving a change to it makes version 2/).waitFor();
  await form.getByLabel("Step 1", { exact: true }).fill("Read the whole passage to the students once");
  await press(form, "Add step");
  await form.getByLabel(/^Step \d+$/).last().fill("Mark the day’s score on the student’s own chart");
  await press(form, "Save protocol");
  await said(page, "Protocol saved.");

  await page.getByText("Reading, your own, version 2").waitFor();
  assert.equal(await versions(page).count(), 2);
  await versions(page).first().getByText("Not used yet").waitFor();
  await versions(page).last().getByText(/^Used since .*, in \d+ sessions$/).waitFor();
  assert.deepEqual(await fidelity(page), before);
});

test("a new session is checked against the new version, an old one against its own", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Protocols", NAME);
  const steps = page.getByRole("region", { name: "Checklist" }).getByRole("listitem");
  await steps.first().waitFor();
  const old = await steps.count();
  const form = await edit(page);
  await press(form, "Add step");
  await form.getByLabel(/^Step \d+$/).last().fill("Mark the day’s score on the student’s own chart");
  await press(form, "Save protocol");
  await page.getByText("Reading, your own, version 2").waitFor();

  await goTo(page, "Today");
  await logButton(page, GROUP).last().click();
  await page.getByText(`All ${old + 1} steps done.`).waitFor();
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");

  await openOne(page, "Groups", GROUP);
  await page.getByRole("region", { name: "Table of sessions" }).getByRole("link").nth(1).click();
  const marks = page.getByRole("form", { name: "Log session" }).getByRole("button", { name: "Missed", exact: true });
  await marks.first().waitFor();
  assert.equal(await marks.count(), old);

  // Version 2 is used now, so the next change makes version 3.
  await openOne(page, "Protocols", NAME);
  await edit(page);
  await page.getByText("Saving a change to it makes version 3").waitFor();
});

test("a wording that was never used is changed in place, and Undo brings the old one back", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Protocols", NAME);
  for (const step of ["Read the whole passage to the students once", "Read the passage to the students, once and slowly"]) {
    const form = await edit(page);
    await form.getByLabel("Step 1", { exact: true }).fill(step);
    await press(form, "Save protocol");
    await page.getByRole("region", { name: "Checklist" }).getByText(step).waitFor();
  }
  assert.equal(await versions(page).count(), 2);
  await page.locator(".toast").last().getByRole("button", { name: "Undo" }).click();
  await said(page, "Undone.");
  await page.getByRole("region", { name: "Checklist" }).getByText("Read the whole passage to the students once").waitFor();
});

test("the printed checklist has a box for everything that a step can be", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Protocols", NAME);
  await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
  await page.emulateMedia({ media: "print" });
  const paper = page.locator(".print-checklist");
  const [step] = await paper.locator("tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.deepEqual(await paper.locator("th").allTextContents(), ["", "Step", "Done", "Missed", "N/A", "Adapted", "What and why"]);
  assert.deepEqual([step[2], step[3], step[5], step[6]], ["☐", "☐", "☐", ""]);
  await paper.getByText("Observer", { exact: true }).waitFor();
  assert.equal(await page.getByText(NAME).filter({ visible: true }).count(), 1);
});

test("an observer's checklist of the same session shows on which step the two disagree", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Protocols", NAME);
  await page.getByRole("button", { name: /^Add .*observer.*/ }).first().click();
  const form = page.getByRole("form", { name: "Observer’s checklist" });
  await form.getByLabel("Role of the observer").fill("Reading coach");
  await press(form, "All steps done");
  await form.getByRole("radio", { name: "Missed" }).or(form.getByRole("button", { name: "Missed", exact: true })).first().click();
  await press(form, "Save checklist");
  await said(page, "Checklist added.");
  const [latest] = await rows(page.getByRole("region", { name: "Agreement with observers" }));
  assert.equal(latest[2], "Reading coach");
  assert.match(latest[3], /^\d+ %|^\d+ of \d+/);
  assert.notEqual(latest[4], "None");
});
