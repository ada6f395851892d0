// Two phases compared on the student page, and thresholds that change every page at once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { anotherDemo, goTo, openDemo, openOne, press, said, shown } from "./steps.mjs";

const lab = (page) => page.locator("details.lab");

async function openLab(page) {
  await lab(page).getByText("Compare phases", { exact: true }).click();
}

/** The student of the demo whose intervention was changed: the lab has two phases to offer. */
async function openChanged(page) {
  await openOne(page, "Students", "Halloran, Viktor");
}

test("two phases are compared, copied as text and exported", async (t) => {
  const app = await openDemo(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page } = app;
  await openChanged(page);
  await openLab(page);
  await lab(page).getByText(/^Of all pairs of a score before and a score after, \d+ % are (higher|lower) after.*; the 80 % interval is \d+ to .+ %\.$/).waitFor();
  await lab(page).getByText(/^An A-B comparison of one student with \w+ scores before does not prove the cause/).waitFor();
  const nap = lab(page).getByRole("row").filter({ has: page.getByText("NAP", { exact: true }) });
  const about = nap.getByText(/every score before is paired with every score after/);
  assert.ok(!(await about.isVisible()));
  await nap.getByText("NAP", { exact: true }).click();
  await about.waitFor();
  await app.axe("two phases compared", { within: "details.lab" });

  await press(lab(page), "Copy as text");
  await said(page, "The comparison is copied as text.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /\nNAP 0?\.?\d.*80 % interval/);
  assert.ok(!/Halloran|Viktor/.test(copied));

  const file = await app.download(() => press(lab(page), "Export the series"));
  assert.match(file.name, /^VH-\w+-phases-2026-11-24\.csv$/);
  const text = await file.text();
  assert.ok(text.startsWith("\uFEFFphase,x,score\n"), text);
  const lines = text.trim().split("\n");
  assert.ok(lines.slice(1).every((line) => /^[AB],2026-\d\d-\d\d,[\d.]+$/.test(line)), lines.join("\n"));
});

test("one phase says what is missing and leads there", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Osgood, Caleb");
  await openLab(page);
  await lab(page).getByText(/^A comparison takes two phases with scores, and only “.+” has any/).waitFor();
  await press(lab(page), "Change the intervention");
  await page.getByRole("dialog", { name: "Change the intervention" }).waitFor();
});

test("another confidence changes verdict, comparison and table in every window at once", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await openChanged(page);
  await page.getByText("What this stands on", { exact: true }).click();
  await openLab(page);
  const verdict = page.getByRole("group", { name: "Verdict", exact: true });
  const shows = async (percent) => {
    await verdict.getByText(`${percent} % interval of growth`, { exact: true }).waitFor();
    await verdict.getByText(`Interval: ${percent} %`, { exact: true }).waitFor();
    await lab(page).getByText(new RegExp(`the ${percent} % interval is`)).first().waitFor();
  };
  await shows(80);

  // A window opens the person's own caseload; the demo is one step further.
  const settings = await anotherDemo(app);
  await goTo(settings, "Settings");
  await settings.getByLabel("Confidence of intervals, percent").fill("95");
  await press(settings, "Save settings");
  await said(settings, "Settings saved.");
  await shows(95);
  // The same in the window where it was set, without a reload.
  await goTo(settings, "Students");
  await openOne(settings, "Students", "Halloran, Viktor");
  await settings.getByText(/95 % interval/).filter({ visible: true }).first().waitFor();

  await goTo(settings, "Settings");
  await press(settings, "Back to the defaults");
  await shows(80);
  await settings.getByRole("button", { name: "Back to the defaults" }).waitFor({ state: "detached" });
  assert.equal(await settings.getByLabel("Confidence of intervals, percent").inputValue(), "80");
});
