// Every page of the list: usable by everyone in both themes, no wider than a phone, and without
// a student's name in its address or title.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { ROUTES, visit } from "./routes.mjs";
import { goTo, openDemo, openOne, press, shown } from "./steps.mjs";

/** Where a form opens: the list, one of it or none, the button. */
const FORMS = [
  ["Students", null, "Add student"],
  ["Students", "Vasquez, Elena", "Add score"],
  ["Students", "Vasquez, Elena", "Change the intervention"],
  ["Students", "Vasquez, Elena", "Record a decision"],
  ["Students", "Vasquez, Elena", "Edit goal"],
  ["Students", "Vasquez, Elena", "Set a goal on another measure"],
  ["Groups", null, "Add group"],
  ["Groups", "Fluency, grade 3", "Add members"],
  ["Groups", "Fluency, grade 3", "Add times"],
  ["Protocols", null, "Add protocol"],
  ["Settings", null, "Add days"],
];

/** Pages that need a record are not there in an empty workspace. */
const OF_ONE_RECORD = ["log", "student", "probe", "group", "scores", "meeting"];

async function walk(app, look) {
  const seen = [];
  for (const route of ROUTES) {
    if (!(await visit(app.page, app.site, route))) continue;
    await look(route.name);
    seen.push(route.name);
  }
  return seen;
}

/** All findings of all pages, so that one run tells everything there is to put right. */
async function axeOnAll(app) {
  const found = [];
  const seen = await walk(app, (name) => app.axe(name).catch((finding) => found.push(finding.message)));
  return { seen, found };
}

/** Every given and family name of the caseload. */
async function namesOf(page) {
  await goTo(page, "Students");
  const links = page.getByRole("region", { name: "Students" }).getByRole("rowheader").getByRole("link");
  await links.first().waitFor();
  return (await links.allInnerTexts()).flatMap((name) => name.split(/[,\s-]+/)).filter(Boolean);
}

test("with the demo, axe finds nothing on any page in both themes", async (t) => {
  const app = await openDemo(t);
  const { seen, found } = await axeOnAll(app);
  assert.deepEqual(found, []);
  assert.deepEqual(seen, ROUTES.map(({ name }) => name));
});

test("with an empty workspace, axe finds nothing on any page in both themes", async (t) => {
  const app = await open(t);
  await app.page.getByRole("button", { name: "Start a caseload" }).waitFor();
  const { seen, found } = await axeOnAll(app);
  assert.deepEqual(found, []);
  assert.deepEqual(seen, ROUTES.map(({ name }) => name).filter((name) => !OF_ONE_RECORD.includes(name)));
});

test("axe finds nothing in the forms that open above a page", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  for (const [list, one, button] of FORMS) {
    if (one) await openOne(page, list, one);
    else await goTo(page, list);
    await press(page, button);
    await page.getByRole("dialog").first().waitFor();
    await app.axe(`${button} of ${list}`, { within: "dialog[open]" });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").first().waitFor({ state: "hidden" });
  }
});

test("no address and no title holds a student's name; each page has one heading and a title of its own", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  const names = await namesOf(page);
  assert.ok(names.length > 48, names.join(" "));
  const titles = new Map();
  await walk(app, async (name) => {
    const [title, address] = [await page.title(), decodeURIComponent(page.url())];
    for (const student of names) {
      assert.ok(!address.includes(student), `${student} is in ${address}`);
      assert.ok(!title.split(/\W+/).includes(student), `${student} is in the title “${title}”`);
    }
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, name);
    titles.set(name, title);
  });
  assert.equal(new Set(titles.values()).size, titles.size, [...titles.values()].join(", "));
  assert.match(titles.get("student"), /^[A-Z]\. ?[A-Z]\./);
});

test("with the demo the list of students fits every screen, a Chromebook's with all its columns", async (t) => {
  const { page } = await openDemo(t);
  await goTo(page, "Students");
  const list = page.getByRole("region", { name: "Students", exact: true });
  await list.getByRole("row").nth(1).waitFor();
  for (const width of [1366, 1280, 1200, 1100, 1024, 900, 768, 600, 360]) {
    await page.setViewportSize({ width, height: 768 });
    assert.equal(await list.evaluate((region) => region.scrollWidth - region.clientWidth), 0, `${width} px`);
    assert.equal(await list.getByRole("columnheader").count() === 13, width === 1366, `columns at ${width} px`);
  }
});

test("with the demo on a phone no page scrolls sideways", async (t) => {
  const app = await openDemo(t, { width: 360, height: 780 });
  await walk(app, async (name) => {
    const width = await app.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${name} is ${width} px wide`);
  });
});

test("moving between pages gives the heading the focus and leaves the title of the page", async (t) => {
  const { page } = await openDemo(t);
  for (const name of ["Students", "Groups", "Protocols", "Settings"]) {
    await goTo(page, name);
    await shown(page, name);
    await page.locator("h1:focus").waitFor();
    assert.equal(await page.title(), `${name} – Aimline`);
  }
});
