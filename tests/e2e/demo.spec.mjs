// The demo is a place of its own: in, through every page, back to its beginning, out; the
// person's own caseload is never touched.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { goTo, logButton, openOne, press, said, shown, TUESDAY } from "./steps.mjs";

const PAGES = ["Today", "Students", "Groups", "Protocols", "Meetings", "Reports", "Data", "Settings"];

const banner = (page) => page.getByRole("complementary", { name: "Demo" });

async function ownCaseload(t) {
  const app = await open(t, { now: TUESDAY });
  const { page } = app;
  await press(page, "Start a caseload");
  await press(page, "Add student");
  const form = page.getByRole("dialog", { name: "Add student" });
  await form.getByLabel("Given name").fill("Wren");
  await form.getByLabel("Family name").fill("Adams");
  await press(form, "Save student");
  await said(page, "Student added.");
  return app;
}

/** The names on the caseload that is open. */
async function names(page) {
  await goTo(page, "Students");
  const links = page.getByRole("region", { name: "Students" }).getByRole("rowheader").getByRole("link");
  await links.first().waitFor();
  return links.allInnerTexts();
}

async function enterFromData(page) {
  await goTo(page, "Data");
  await press(page, "Try the demo");
  await banner(page).waitFor();
  await shown(page, "Today");
}

test("the demo opens beside an own caseload, is on every page said to be the demo, and leaves it untouched", async (t) => {
  const app = await ownCaseload(t);
  const { page } = app;
  await enterFromData(page);
  for (const name of PAGES) {
    await goTo(page, name);
    await banner(page).getByText("This is the demo").waitFor();
  }
  const invented = await names(page);
  assert.equal(invented.length, 24);
  assert.ok(!invented.includes("Adams, Wren"));

  // What is done in the demo stays in the demo.
  await openOne(page, "Students", invented[0]);
  await press(page, "Archive");
  await said(page, "Student archived.");
  assert.equal((await names(page)).length, 23);
  await banner(page).getByRole("button", { name: "Leave the demo" }).click();
  await banner(page).waitFor({ state: "detached" });
  await shown(page, "Today");
  assert.deepEqual(await names(page), ["Adams, Wren"]);
});

test("one press puts the demo back as it was at first", async (t) => {
  const app = await open(t, { route: "#/demo", now: TUESDAY });
  const { page } = app;
  await shown(page, "Today");
  const before = await names(page);
  await openOne(page, "Students", before[0]);
  await press(page, "Archive");
  await said(page, "Student archived.");
  assert.equal((await names(page)).length, before.length - 1);
  await banner(page).getByRole("button", { name: "Reset the demo" }).click();
  await said(page, "The demo is as it was at first.");
  await page.getByRole("link", { name: before[0], exact: true }).waitFor();
  assert.deepEqual(await names(page), before);
});

test("a link to the demo opens it straight away, a reload stays in it, a new window does not", async (t) => {
  const app = await open(t, { route: "#/demo", now: TUESDAY });
  const { page } = app;
  await shown(page, "Today");
  await banner(page).waitFor();
  await app.reload();
  await banner(page).waitFor();
  const second = await app.another("#/today");
  await second.getByRole("button", { name: "Start a caseload" }).waitFor();
  assert.equal(await banner(second).count(), 0);
});

test("the demo is the same each time it is opened on a day", async (t) => {
  const first = await studentsTable(t);
  assert.equal(await studentsTable(t), first);
});

test("an Undo of the demo does not reach the own caseload", async (t) => {
  const app = await ownCaseload(t);
  const { page } = app;
  await enterFromData(page);
  await logButton(page, "Fluency, grade 3").last().click();
  await press(page, "Save session");
  await said(page, "Session saved.");
  const logged = page.getByRole("listitem").filter({ hasText: "Fluency, grade 3" });
  await logged.getByRole("link", { name: "Correct" }).last().click();
  await press(page, "Remove this session");
  await said(page, "Session removed.");
  await banner(page).getByRole("button", { name: "Leave the demo" }).click();
  await banner(page).waitFor({ state: "detached" });
  await shown(page, "Today");
  assert.equal(await page.getByRole("button", { name: "Undo" }).count(), 0);
});

async function studentsTable(t) {
  const app = await open(t, { route: "#/demo", now: TUESDAY });
  await shown(app.page, "Today");
  await goTo(app.page, "Students");
  const table = app.page.getByRole("region", { name: "Students" });
  await table.getByRole("link").first().waitFor();
  const told = await table.innerText();
  await app.close();
  return told;
}

test("who goes on while the demo opens stays where they went", async (t) => {
  const app = await open(t, { route: null, context: { serviceWorkers: "block" } });
  const { page } = app;
  // What the driver gives in place of the worker is none.
  app.allow(/reading 'waiting'/);
  let tell, release;
  const asked = new Promise((done) => (tell = done));
  const released = new Promise((done) => (release = done));
  // The demo is made by the code of this chapter.
  await page.route(/split_students/, async (route) => {
    tell();
    await released;
    await route.continue();
  });
  await page.goto(`${app.site.url}#/demo`);
  await asked;
  await page.evaluate(() => (location.hash = "#/groups"));
  release();
  await shown(page, "Groups");
  await banner(page).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Fluency, grade 3" }).first().waitFor();
  assert.equal(new URL(page.url()).hash, "#/groups");
});

test("a link to the demo opens it once", async (t) => {
  const app = await open(t, { route: null });
  const { page } = app;
  await page.addInitScript(() => {
    window.opened = [];
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, ...rest) {
      window.opened.push(name);
      return open.call(this, name, ...rest);
    };
  });
  await page.goto(`${app.site.url}#/demo`);
  await shown(page, "Today");
  await goTo(page, "Students");
  await page.getByRole("main").getByRole("link", { name: "Vasquez, Elena" }).first().waitFor();
  assert.deepEqual(await page.evaluate(() => window.opened.filter((name) => name === "aimline-demo")), ["aimline-demo"]);
});
