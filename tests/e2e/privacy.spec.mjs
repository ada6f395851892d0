// The privacy screen: one key, and no name is on the screen, on any page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { named } from "./names.mjs";
import { ROUTES, visit } from "./routes.mjs";
import { anotherDemo, backUp, goTo, openDemo, openOne, press, shown } from "./steps.mjs";

/** In the page: all that is shown, said or offered, with the names of controls. */
function everything() {
  const parts = [document.title, document.body.innerText];
  for (const element of document.querySelectorAll("[aria-label], [title], option, [role=status], svg")) {
    parts.push(element.getAttribute("aria-label") ?? "", element.getAttribute("title") ?? "", element.textContent);
  }
  return parts.join("\n");
}

async function familyNames(app) {
  await app.goto("#/data");
  const { documents } = JSON.parse(await (await backUp(app)).text());
  const students = documents.filter(({ key }) => key.startsWith("student/"));
  return students.map(({ body }) => body.value.family_name);
}

test("with the privacy screen on, no page shows a name", async (t) => {
  const app = await openDemo(t);
  const names = await familyNames(app);
  assert.equal(names.length, 24);
  await app.goto("#/students");
  assert.equal(named(names, await app.page.evaluate(everything)).length > 20, true);

  await app.page.keyboard.press("Alt+p");
  const button = app.page.getByRole("button", { name: "Initials only" });
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  for (const place of ROUTES) {
    if (!(await visit(app.page, app.site, place))) continue;
    // What comes in a chapter, and what needs every score, comes a moment later.
    await app.page.waitForTimeout(400);
    assert.deepEqual(named(names, await app.page.evaluate(everything)), [], place.name);
  }
  await app.goto("#/today");
  await app.axe("today by initials");
  await app.goto("#/students");
  await app.axe("students by initials");
});

test("it acts while somebody types, at once, in every window, and over a reload; nothing is lost", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  const other = await anotherDemo(app);
  await goTo(other, "Students");
  await goTo(page, "Today");
  const names = (await familyNames(app)).sort();
  await page.goto(`${app.site.url}#/today`);
  await page.getByRole("button", { name: "Log", exact: true }).first().click();
  await page.locator("#session-note").fill("Half a sent");
  const roll = page.locator(".chip-name");
  const before = await roll.allInnerTexts();
  await page.locator("#session-note").press("Alt+p");
  assert.equal(await page.locator("#session-note").inputValue(), "Half a sent");
  const after = await roll.allInnerTexts();
  assert.equal(after.length, before.length);
  for (const name of after) assert.match(name, /^\p{L}\. \p{L}\.$/u);
  await other.getByRole("button", { name: "Initials only", pressed: true }).waitFor();
  assert.deepEqual(named(names, await other.evaluate(everything)), []);

  // A student archived, brought back and saved behind the screen keeps the whole name.
  await other.getByRole("main").locator('a[href^="#/students/"]').first().click();
  await press(other, "Archive");
  await press(other, "Bring back");
  await press(other, "Edit");
  const dialog = other.getByRole("dialog", { name: "Edit student" });
  assert.equal(names.includes(await dialog.getByLabel("Family name").inputValue()), true);
  await dialog.getByLabel("Teacher").fill("Somebody Else");
  await press(dialog, "Save student");
  await dialog.waitFor({ state: "hidden" });
  await other.reload();
  await other.getByRole("button", { name: "Initials only", pressed: true }).waitFor();
  await press(other, "Initials only");
  await app.goto("#/students");
  assert.deepEqual((await familyNames(app)).sort(), names);
  await shown(page, "Data");
});

test("a student's page is named by initials in its title either way", async (t) => {
  const app = await openDemo(t);
  await goTo(app.page, "Students");
  const link = app.page.getByRole("main").locator('a[href^="#/students/"]').first();
  await openOne(app.page, "Students", await link.innerText());
  await app.page.waitForFunction(() => /^\p{L}\. \p{L}\. – Aimline$/u.test(document.title));
});
