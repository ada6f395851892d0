// From nothing to a logged session, as a new user goes: only by what can be seen on the screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { open } from "./harness.mjs";
import { goTo, kept, logButton, press, said, shown } from "./steps.mjs";

const BUNDLE = fileURLToPath(new URL("../fixtures/roster/bundle.zip", import.meta.url));
// A Tuesday morning before the group meets.
const NOW = "2026-11-24T08:00";

async function addStudent(page, given, family) {
  await press(page, "Add student");
  const form = page.getByRole("dialog", { name: "Add student" });
  await form.getByLabel("Given name").fill(given);
  await form.getByLabel("Family name").fill(family);
  await form.getByLabel("Grade").selectOption({ label: "Grade 2" });
  await press(form, "Save student");
  await form.waitFor({ state: "hidden" });
  await page.getByRole("link", { name: `${family}, ${given}` }).waitFor();
}

async function addProtocol(page, name, steps) {
  await press(page, "Add protocol");
  const form = page.getByRole("dialog", { name: "Add a protocol" });
  await form.getByLabel("Name of the protocol").fill(name);
  for (const [index, step] of steps.entries()) {
    if (index > 0) await press(form, "Add step");
    await form.getByLabel(`Step ${index + 1}`, { exact: true }).fill(step);
  }
  await press(form, "Save protocol");
  await shown(page, name);
}

/** A group of everybody on the caseload. */
async function addGroup(page, { name, protocol, day, time }) {
  await press(page, "Add group");
  const form = page.getByRole("dialog", { name: "Add a group" });
  await form.getByLabel("Name of the group").fill(name);
  const choice = form.getByLabel("Protocol");
  await choice.selectOption(await choice.locator("option", { hasText: protocol }).getAttribute("value"));
  for (const student of await form.getByRole("group", { name: "Members" }).getByRole("checkbox").all()) await student.check();
  await form.getByLabel(day).check();
  await form.getByLabel("Start time").fill(time);
  await press(form, "Save group");
  await shown(page, name);
}

async function logFromToday(page, group) {
  await goTo(page, "Today");
  await shown(page, "Today");
  await logButton(page, group).click();
  const form = page.getByRole("form", { name: "Log session" });
  await form.waitFor();
  return form;
}

async function saved(page, group) {
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");
  await page.getByRole("listitem").filter({ hasText: group }).getByText(/^Logged, \d+ min$/).waitFor();
}

test("an empty workspace offers four ways in, and each leads straight on", async (t) => {
  const app = await open(t, { now: NOW });
  const { page } = app;
  await page.getByRole("button", { name: "Start a caseload", exact: true }).waitFor();
  for (const [name, title] of [["Import a roster", "Import a roster"], ["Try the demo", "Today"]]) {
    await press(page, name);
    await shown(page, title);
    if (title === "Today") await press(page, "Leave the demo");
    else await goTo(page, "Today");
    await page.getByRole("button", { name: "Start a caseload", exact: true }).waitFor();
  }
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    press(page, "Restore a backup"),
  ]);
  assert.equal(chooser.isMultiple(), false);
});

test("a caseload is started by hand: student, protocol, group, a logged session", async (t) => {
  const app = await open(t, { now: NOW });
  const { page } = app;
  await press(page, "Start a caseload");
  await shown(page, "Students");
  await addStudent(page, "Wren", "Adams");
  await addStudent(page, "Omar", "Haddad");

  await goTo(page, "Protocols");
  await addProtocol(page, "Word ladders", ["Say the word", "Change one sound", "Read the new word"]);
  await goTo(page, "Groups");
  await addGroup(page, { name: "Blue group", protocol: "Word ladders", day: "Tuesday", time: "09:00" });

  const form = await logFromToday(page, "Blue group");
  await form.getByText("All 3 steps done.").waitFor();
  await form.getByText("2 of 2 here").waitFor();
  await saved(page, "Blue group");

  await app.reload();
  await page.getByRole("listitem").filter({ hasText: "Blue group" }).getByText(/^Logged/).waitFor();
});

test("a roster is imported, its students make a group, and a session is logged", async (t) => {
  const app = await open(t, { now: NOW });
  const { page } = app;
  await press(page, "Import a roster");
  await shown(page, "Import a roster");
  await page.getByLabel("Roster files").setInputFiles(BUNDLE);
  await press(page, "Import");
  await page.getByRole("heading", { name: "Imported 3 students." }).waitFor();

  // The next step is said, with the way to it.
  await page.getByRole("link", { name: "Go to Groups", exact: true }).click();
  await shown(page, "Groups");
  await addGroup(page, { name: "Green group", protocol: "Repeated reading", day: "Tuesday", time: "10:15" });

  const form = await logFromToday(page, "Green group");
  await form.getByText("3 of 3 here").waitFor();
  await form.getByRole("button", { name: /^\S+ .* present$/ }).first().click();
  await form.getByText("2 of 3 here").waitFor();
  await saved(page, "Green group");
});

test("a student half typed is there again after a reload, and a closed form leaves nothing", async (t) => {
  const app = await open(t, { now: NOW });
  const { page } = app;
  await press(page, "Start a caseload");
  await press(page, "Add student");
  const form = page.getByRole("dialog", { name: "Add student" });
  await form.getByLabel("Given name").fill("Wren");
  await form.getByLabel("Teacher").fill("Koh");
  await kept(page, "Koh");
  await app.reload();
  await form.waitFor();
  assert.equal(await form.getByLabel("Given name").inputValue(), "Wren");
  assert.equal(await form.getByLabel("Teacher").inputValue(), "Koh");
  await press(form, "Cancel");
  await form.waitFor({ state: "hidden" });
  await press(page, "Add student");
  assert.equal(await form.getByLabel("Given name").inputValue(), "");
});
