// The daily loop: a normal session in a few keys, one with exceptions, one not held and made up,
// a form that survives a reload, two windows on the same meeting.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { kept, Keys, logButton, TUESDAY } from "./steps.mjs";

class Today {
  constructor(app, page = app.page) {
    this.app = app;
    this.page = page;
  }

  static async ofDemo(t, options = {}) {
    const app = await open(t, { route: "#/demo", now: TUESDAY, ...options });
    const today = new Today(app);
    await today.shown();
    return today;
  }

  async shown() {
    await this.page.getByRole("heading", { name: "Today", exact: true }).waitFor();
  }

  async log(name) {
    await logButton(this.page, name).last().click();
    await this.page.getByRole("form", { name: "Log session" }).waitFor();
  }

  async save() {
    await this.page.getByRole("button", { name: "Save session" }).click();
  }

  async said(text) {
    await this.page.locator(".toast").filter({ hasText: text }).last().waitFor();
  }
}

test("a normal session is saved in at most five keys, and undone", async (t) => {
  const today = await Today.ofDemo(t);
  const { page } = today;
  await page.getByRole("heading", { name: "Today", exact: true }).focus();
  const keys = new Keys(page);
  await keys.press("Tab", "Tab", "Enter");
  await page.getByRole("form", { name: "Log session" }).waitFor();
  await keys.press("Control+Enter");
  await today.said("Session saved.");
  assert.ok(keys.count <= 5, `${keys.count} keys`);
  await page.getByRole("button", { name: "Undo" }).click();
  await today.said("Undone.");
});

test("exceptions take at most 25 keys beside the digits, and all of them are kept", async (t) => {
  const today = await Today.ofDemo(t);
  const { page } = today;
  await today.log("Phonics, grade 2");
  const keys = new Keys(page);
  keys.count = 3; // the way from Today
  await keys.press("2");
  await keys.press("3", "3");
  await page.getByLabel("Minutes present").waitFor();
  await keys.digits("20");
  await keys.press("Enter");
  await keys.press("s", "ArrowDown", "m", "ArrowDown", "a");
  await page.getByRole("group", { name: "What changed" }).waitFor();
  await keys.press("Enter", "Enter");
  await keys.press("Control+Enter");
  await today.said("Session saved.");
  assert.ok(keys.count <= 25, `${keys.count} keys`);

  await page.getByRole("listitem").filter({ hasText: "Phonics, grade 2" })
    .getByRole("link", { name: "Correct" }).click();
  await page.getByRole("form", { name: "Log session" }).waitFor();
  const roll = page.locator(".chip-student");
  assert.equal(await roll.nth(1).getAttribute("data-state"), "absent");
  assert.equal(await roll.nth(2).getAttribute("data-state"), "partial");
  assert.equal(await page.getByLabel("Minutes present").inputValue(), "20");
  await page.getByText("2 exceptions.").waitFor();
  await page.getByRole("button", { name: "Adapted", pressed: true }).waitFor();
});

test("a session that was not held owes minutes, and a make-up pays them back", async (t) => {
  const today = await Today.ofDemo(t);
  const { page } = today;
  await today.log("Fluency, grade 3");
  await page.getByRole("button", { name: "Not held" }).click();
  await page.getByRole("button", { name: "Assembly or event" }).click();
  await page.getByText("20 minutes are owed").waitFor();
  await today.save();
  await today.said("Session saved.");
  await page.getByText("Not held: assembly or event").waitFor();

  await page.getByLabel("Another session: a student or a group").selectOption({ label: "Fluency, grade 3" });
  await page.getByRole("button", { name: "Log this session" }).click();
  const makesUp = page.getByLabel("Does it make up for a session that was not held?");
  await makesUp.selectOption({ index: 1 });
  await today.save();
  await today.said("Session saved.");
  await page.getByText("Extra session").waitFor();
});

test("a form being filled in survives a reload", async (t) => {
  const today = await Today.ofDemo(t);
  const { page, app } = today;
  await today.log("Fluency, grade 3");
  await page.getByLabel("Note").fill("Half a sentence");
  await page.getByLabel("Minutes", { exact: true }).fill("17");
  await kept(page, '"minutes":"17"');
  await app.reload();
  await page.getByRole("form", { name: "Log session" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#session-note")?.value === "Half a sentence");
  assert.equal(await page.getByLabel("Minutes", { exact: true }).inputValue(), "17");
});

test("bad minutes are explained and nothing is saved", async (t) => {
  const today = await Today.ofDemo(t);
  const { page, app } = today;
  await today.log("Fluency, grade 3");
  await page.getByLabel("Minutes", { exact: true }).fill("many");
  await today.save();
  await page.getByText("“many” was given").first().waitFor();
  await page.getByLabel("Minutes", { exact: true }).fill("500");
  await today.save();
  await page.getByText("500 minutes were given; 1 to 300 are allowed.").first().waitFor();
  await app.axe("the log with an error");
});

test("two windows log the same meeting: the second is told, and sees the first", async (t) => {
  const today = await Today.ofDemo(t);
  const { app } = today;
  const first = app.page;
  await today.log("Fluency, grade 3");
  const address = new URL(first.url()).hash;
  // The second window of the demo: the demo is a choice of one tab.
  const second = await app.another("#/demo");
  const other = new Today(app, second);
  await other.shown();
  await second.goto(app.site.url + address);
  await second.getByRole("form", { name: "Log session" }).waitFor();
  await today.save();
  await today.said("Session saved.");
  await second.getByRole("button", { name: "Save session" }).click();
  await second.getByText("This meeting is logged already.").first().waitFor();
});
