// Sessions out of the ordinary: timed, of a past day, one to one, a second one, one put right.

import assert from "node:assert/strict";
import { test } from "node:test";

import { goTo, kept, logButton, openDemo, openOne, press, rows, said, shown } from "./steps.mjs";

const GROUP = "Fluency, grade 3";

const form = (page) => page.getByRole("form", { name: "Log session" });
const ofToday = (page, name) => page.getByRole("listitem").filter({ hasText: name });
const roll = (page) => form(page).getByRole("button", { name: /(present|absent|partial)$/ });

async function logFromToday(page) {
  await logButton(page, GROUP).last().click();
  await form(page).waitFor();
}

async function logAnother(page, name) {
  await page.getByLabel("Another session: a student or a group").selectOption({ label: name });
  await press(page, "Log this session");
  await form(page).waitFor();
}

async function save(page, message = "Session saved.") {
  await press(page, "Save session");
  await said(page, message);
  await shown(page, "Today");
}

test("a timer runs on over a reload and gives the minutes", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await logFromToday(page);
  await press(page, "Start timer");
  await kept(page, '"timer":1');
  // Rounded it is 18 for the better part of a minute, whatever this machine takes.
  await app.skip(17 * 60_000 + 35_000);
  await app.reload();
  await page.getByRole("timer").getByText(/^1[78]:/).waitFor();
  await press(page, "Stop timer");
  assert.equal(await page.getByLabel("Minutes", { exact: true }).inputValue(), "18");
  await save(page);
  await ofToday(page, GROUP).getByText("Logged, 18 min").waitFor();
});

test("a session of one student on a past day stands in that student's timeline", async (t) => {
  const { page } = await openDemo(t);
  await logAnother(page, "Osgood, Caleb");
  await shown(page, "Caleb Osgood");
  await page.getByLabel("Date of the session").fill("2026-11-23");
  await page.getByLabel("Minutes", { exact: true }).fill("12");
  await page.getByLabel("Note").fill("Read the passage twice");
  await save(page);
  await openOne(page, "Students", "Osgood, Caleb");
  const [latest] = (await rows(page.getByRole("region", { name: "Table of sessions" }))).filter(([, who]) => who === "One to one");
  assert.equal(latest[0], "Nov 23");
  // The protocol of the group, its lesson and its minutes are offered; what was typed stays.
  assert.match(latest.join(" "), /12 of 20 .*Read the passage twice/);
});

test("the timeline counts sessions and decisions apart, and says on paper how many it shows", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Students", "Osgood, Caleb");
  const timeline = page.getByRole("region", { name: "Timeline" });
  const counted = await timeline.getByText(/^\d+ sessions, \d+ decisions?$/).innerText();
  const [sessions, decisions] = counted.match(/\d+/g).map(Number);
  await page.emulateMedia({ media: "print" });
  await timeline.getByText(`The latest 12 of ${sessions + decisions}`, { exact: true }).waitFor();
  await page.emulateMedia({ media: "screen" });
  await press(timeline, "Show all");
  const all = await rows(timeline);
  assert.equal(all.length, sessions + decisions);
  assert.equal(all.filter(([, , , what]) => what.startsWith("Decision: ")).length, decisions);
});

test("the page of a group shows what nobody logged, and leads to logging it", async (t) => {
  const { page } = await openDemo(t);
  const open = page.getByRole("region", { name: "Not logged yet" });
  const name = await open.getByRole("listitem").getByRole("link").first().innerText();
  await openOne(page, "Groups", name);
  await shown(page, name);
  await open.getByText(/^1 meeting of this school year/).waitFor();
  await open.getByRole("link", { name: /^Log the meeting of / }).click();
  await form(page).waitFor();
  await save(page);
  await openOne(page, "Groups", name);
  await shown(page, name);
  assert.equal(await open.count(), 0);
});

test("a group can meet twice on a day, and each session keeps its own minutes", async (t) => {
  const { page } = await openDemo(t);
  await logFromToday(page);
  await save(page);
  await openOne(page, "Groups", GROUP);
  await page.getByRole("link", { name: "Log a session now" }).click();
  await form(page).waitFor();
  await page.getByLabel("Minutes", { exact: true }).fill("11");
  await save(page);
  await ofToday(page, GROUP).getByText("Logged, 20 min").waitFor();
  await ofToday(page, "Extra session").getByText("Logged, 11 min").waitFor();
});

test("who counts as present follows the day: a student who joined today was not there before", async (t) => {
  const { page } = await openDemo(t);
  await openOne(page, "Groups", GROUP);
  await press(page, "Add members");
  const adding = page.getByRole("dialog", { name: "Add members" });
  await adding.getByLabel("Brandt, Noah").check();
  await press(adding, "Save members");
  await said(page, "Members added.");
  await goTo(page, "Today");
  await logFromToday(page);
  await roll(page).nth(4).waitFor();
  await page.getByLabel("Date of the session").fill("2026-11-19");
  await page.getByText("4 of 4 here").waitFor();
  assert.equal(await roll(page).filter({ hasText: "Noah Brandt" }).count(), 0);
  await page.getByLabel("Date of the session").fill("2026-11-24");
  await page.getByText("5 of 5 here").waitFor();
});

test("a slip of the year is seen in the heading and told at the date", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await logFromToday(page);
  const date = page.getByLabel("Date of the session");
  await date.fill("2024-11-26");
  await page.getByText("Tuesday, November 26, 2024").waitFor();
  await page.getByText("Nobody was in the group on this day.").waitFor();
  await press(page, "Save session");
  const told = page.locator("#date-error");
  await told.getByText(/^The date is Nov 26, 2024, and /).waitFor();
  await app.axe("a slip of the year");
  await date.fill("2026-11-24");
  await page.getByText(/^Tuesday, November 24, \d+:\d\d/).waitFor();
  await goTo(page, "Today");
  await logAnother(page, "Osgood, Caleb");
  await date.fill("2024-11-26");
  await press(page, "Save session");
  await told.getByText(/the first school year begins on/).waitFor();
});

test("a long list of sessions not logged is folded, so that today's are in sight", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await app.skip(14 * 86_400_000);
  await app.reload();
  const backlog = page.getByRole("region", { name: "Not logged yet" });
  const many = backlog.getByText(/^Show all \d+$/);
  await many.waitFor();
  const today = page.getByRole("region", { name: "Today's sessions" });
  assert.ok((await today.boundingBox()).y < page.viewportSize().height / 2);
  const log = backlog.getByRole("button", { name: "Log", exact: true });
  assert.ok(!(await log.first().isVisible()));
  await many.click();
  const before = await log.count();
  await app.axe("a long list of sessions not logged");
  await log.first().click();
  await save(page);
  await log.first().waitFor();
  assert.equal(await log.count(), before - 1);
});

test("a session is put right later, and what was saved when is still told", async (t) => {
  const { page } = await openDemo(t);
  await logFromToday(page);
  await save(page);
  await ofToday(page, GROUP).getByRole("link", { name: "Correct" }).click();
  await form(page).waitFor();
  await page.getByLabel("Minutes", { exact: true }).fill("15");
  await roll(page).first().click();
  await save(page, "Session corrected.");
  await ofToday(page, GROUP).getByText("Logged, 15 min").waitFor();
  await page.evaluate(tellMuch, 199);
  await ofToday(page, GROUP).getByRole("link", { name: "Correct" }).click();
  await page.getByText("What was saved when").click();
  const history = page.getByRole("group").filter({ hasText: "What was saved when" }).getByRole("listitem");
  await history.nth(1).waitFor();
  assert.deepEqual((await history.allInnerTexts()).map((text) => text.split(" Nov")[0].trim()), ["Session corrected", "Session saved"]);
});

// Runs in the page: so many more lines of history, of nothing here. It is read in pieces of 200.
async function tellMuch(count) {
  const answer = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await answer(indexedDB.open("aimline-demo"));
  const shelf = database.transaction("shelf", "readwrite").objectStore("shelf");
  const last = (await answer(shelf.getAllKeys(IDBKeyRange.bound("history/", "history/~")))).at(-1);
  const moment = parseInt(last.slice(8, 20), 16);
  for (let number = 1; number <= count; number++) {
    const stamp = (moment + number).toString(16).padStart(12, "0") + last.slice(20);
    shelf.put({ rev: 1, v: 1, body: JSON.stringify({ stamp, label: "Nothing", documents: [] }) }, `history/${stamp}`);
  }
  database.close();
}

test("a phrase that was used is offered again, and lands in the note", async (t) => {
  const { page } = await openDemo(t);
  await logFromToday(page);
  const phrase = page.getByRole("group", { name: "Your phrases" }).getByRole("button").first();
  const text = await phrase.innerText();
  await phrase.click();
  assert.equal(await page.getByLabel("Note").inputValue(), text);
});

test("a day without school is entered once, and Today then shows it as such", async (t) => {
  const { page } = await openDemo(t);
  await goTo(page, "Settings");
  await press(page, "Add days");
  const days = page.getByRole("dialog", { name: "Add days without school" });
  await days.getByLabel("What it is").fill("Snow day");
  await days.getByLabel("First day").fill("2026-11-24");
  await press(days, "Save days");
  await said(page, "No-school days saved.");
  await goTo(page, "Today");
  await page.getByText("No school today: Snow day.").waitFor();
  assert.equal(await logButton(page, GROUP).count(), 0);
});
