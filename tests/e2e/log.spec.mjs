// The daily loop: a normal session in a few keys, one with exceptions, one not held and made up,
// a form that survives a reload, two windows on the same meeting.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { anotherDemo, kept, Keys, logButton, TUESDAY, turnPage } from "./steps.mjs";

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
    await turnPage(this.page, () => logButton(this.page, name).last().click());
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
  await page.locator("h1:focus").waitFor();
  const keys = new Keys(page);
  await keys.press("Tab", "Tab", "Enter");
  await page.getByRole("form", { name: "Log session" }).waitFor();
  await keys.press("Control+Enter");
  await today.said("Session saved.");
  assert.ok(keys.count <= 5, `${keys.count} keys`);
  await page.getByRole("button", { name: "Undo" }).click();
  await today.said("Undone.");
});

test("the way back to Today does not wait for what the browser asks the person", async (t) => {
  const today = await Today.ofDemo(t);
  await today.page.evaluate(() => (StorageManager.prototype.persist = () => new Promise(() => {})));
  await today.log("Phonics, grade 2");
  await today.save();
  await today.shown();
});

test("exceptions take at most 25 keys beside the digits, and all of them are kept", async (t) => {
  const today = await Today.ofDemo(t);
  const { page } = today;
  await today.log("Phonics, grade 2");
  const keys = new Keys(page);
  keys.count = 3; // the way from Today
  await keys.press("2");
  await keys.press("3", "3");
  await page.getByLabel("Minutes present").and(page.locator(":focus")).waitFor();
  await keys.digits("20");
  await keys.press("Enter");
  await keys.press("s", "ArrowDown", "m", "ArrowDown", "a");
  await page.getByRole("group", { name: "What changed" }).locator(":focus").waitFor();
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

test("a log that was begun and left is offered again on Today", async (t) => {
  const today = await Today.ofDemo(t);
  const { page } = today;
  const begun = page.getByRole("listitem").filter({ hasText: "Fluency, grade 3" }).getByRole("button", { name: "Continue" });
  await today.log("Fluency, grade 3");
  await page.getByLabel("Note").fill("Half a sentence");
  await page.getByRole("link", { name: "Today", exact: true }).first().click();
  await today.shown();
  await begun.click();
  await page.waitForFunction(() => document.querySelector("#session-note")?.value === "Half a sentence");
  await page.getByRole("button", { name: "Start over" }).click();
  await page.getByRole("link", { name: "Today", exact: true }).first().click();
  await logButton(page, "Fluency, grade 3").waitFor();
  assert.equal(await begun.count(), 0);
});

test("another session of a group is its open meeting, unless it is said to be an extra one", async (t) => {
  const today = await Today.ofDemo(t);
  const { page, app } = today;
  const another = async () => {
    await page.getByLabel("Another session: a student or a group").selectOption({ label: "Fluency, grade 3" });
    await page.getByRole("button", { name: "Log this session" }).click();
    await page.getByRole("form", { name: "Log session" }).waitFor();
  };
  const meeting = page.getByRole("combobox", { name: "Meeting", exact: true });
  const chosen = () => meeting.evaluate((select) => select.selectedOptions[0].textContent);
  await another();
  assert.match(await chosen(), /^\d+:\d\d [AP]M, 20 min$/);
  await page.getByText(/^Tuesday, November 24, \d+:\d\d [AP]M$/).waitFor();
  await app.axe("the choice of a meeting");
  await meeting.selectOption({ label: "Extra session" });
  await page.getByText(/^Tuesday, November 24$/).waitFor();
  await kept(page, '"extra":true');
  await app.reload();
  await page.getByText(/^Tuesday, November 24$/).waitFor();
  assert.equal(await chosen(), "Extra session");
  await meeting.selectOption({ index: 0 });
  await today.save();
  await today.said("Session saved.");
  await page.getByRole("listitem").filter({ hasText: "Fluency, grade 3" }).getByText("Logged, 20 min").waitFor();
  assert.equal(await logButton(page, "Fluency, grade 3").count(), 0);

  await another();
  assert.equal(await meeting.count(), 0);
  await today.save();
  await page.getByText("Extra session").waitFor();
});

test("a session that was not held asks why, and what is not shown has no keys", async (t) => {
  const today = await Today.ofDemo(t);
  const { page, app } = today;
  await today.log("Fluency, grade 3");
  const steps = page.locator("kbd").getByText("S", { exact: true });
  await steps.waitFor();
  await page.getByRole("button", { name: "Not held" }).click();
  assert.equal(await page.getByRole("group", { name: "Reason" }).getByRole("button", { pressed: true }).count(), 0);
  await steps.waitFor({ state: "detached" });
  await page.keyboard.press("2");
  await today.save();
  await page.getByRole("alert").getByText("Choose why it was not held.").last().waitFor();
  await app.axe("a reason that is missing");
  await page.getByRole("button", { name: "Held", exact: true }).click();
  await page.getByText("4 of 4 here").waitFor();
  await page.getByRole("button", { name: "Not held", exact: true }).click();
  await page.getByRole("button", { name: "Testing" }).click();
  await today.save();
  await page.getByText("Not held: testing").waitFor();
});

test("on a phone no message covers the button that saves", async (t) => {
  const today = await Today.ofDemo(t, { width: 360, height: 740 });
  const { page } = today;
  await today.log("Fluency, grade 3");
  await today.save();
  await today.said("Session saved.");
  await page.getByRole("listitem").filter({ hasText: "Fluency, grade 3" }).getByRole("link", { name: "Correct" }).click();
  const save = page.getByRole("button", { name: "Save session" });
  await save.waitFor();
  for (const part of [0, 0.5, 1, 0]) {
    await page.evaluate((part) => scrollTo(0, part * document.body.scrollHeight), part);
    await page.waitForTimeout(100);
    const [message, button] = await Promise.all([page.locator(".toast").last().boundingBox(), page.locator(".log-save").boundingBox()]);
    assert.ok(message.y + message.height <= button.y, `at ${part}: ${message.y + message.height}, ${button.y}`);
    assert.ok(message.y >= 0, `at ${part}: ${message.y}`);
  }
  await page.getByRole("button", { name: "Undo" }).click();
  await today.said("Undone.");
});

test("bad minutes are explained and nothing is saved", async (t) => {
  const today = await Today.ofDemo(t);
  const { page, app } = today;
  await today.log("Fluency, grade 3");
  await page.getByLabel("Minutes", { exact: true }).fill("many");
  await today.save();
  await page.getByText("“many” was given").first().waitFor();
  await page.getByLabel("Minutes", { exact: true }).fill("");
  await today.save();
  await page.getByText("Enter the minutes, a whole number such as 30.").first().waitFor();
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
  const second = await anotherDemo(app);
  const other = new Today(app, second);
  await second.goto(app.site.url + address);
  await second.getByRole("form", { name: "Log session" }).waitFor();
  await today.save();
  await today.said("Session saved.");
  await second.getByRole("button", { name: "Save session" }).click();
  await second.getByText("This meeting is logged already.").first().waitFor();
});
