// A school day without a mouse: a session of six with exceptions and scores, a probe, a backup.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { goTo, Keys, logButton, openDemo, openOne, press, said, shown, turnPage } from "./steps.mjs";

// On a Monday every probe of the demo is due, and one session of Friday is not logged yet.
const MONDAY = "2026-11-23T08:05";
const GROUP = "Phonics, grade 2";
const SIX = ["Noah Brandt", "Ruby Castellano", "Amara Diallo", "Tomás Echeverría", "Lena Kowalczyk", "Priya Raman"];
const SCORES = ["51", "58", "60", "52", "70", "44"];

/** A sixth student joins the group; then the day begins on Today. */
async function groupOfSix(t) {
  const app = await openDemo(t, { now: MONDAY });
  const { page } = app;
  await openOne(page, "Groups", GROUP);
  await press(page, "Add members");
  const form = page.getByRole("dialog", { name: "Add members" });
  await form.getByLabel("Kowalczyk, Lena").check();
  await press(form, "Save members");
  await said(page, "Members added.");
  await turnPage(page, () => goTo(page, "Today"));
  return app;
}

test("a day by keys alone: six students with exceptions and scores in at most 25, a probe, a backup", async (t) => {
  const app = await groupOfSix(t);
  const { page } = app;
  const keys = new Keys(page);
  await keys.until(logButton(page, GROUP));
  await turnPage(page, () => keys.press("Enter"));
  await page.getByRole("form", { name: "Log session" }).waitFor();

  await keys.press("2", "3", "3");
  await page.getByLabel("Minutes present").and(page.locator(":focus")).waitFor();
  await keys.digits("20");
  await keys.press("Enter", "s", "m", "ArrowDown", "a");
  await page.getByRole("group", { name: "What changed" }).locator(":focus").waitFor();
  await keys.press("Enter", "Enter", "g");
  for (const [index, score] of SCORES.entries()) {
    await keys.digits(score);
    if (index + 1 < SCORES.length) await keys.press("Enter");
  }
  await keys.press("Control+Enter");
  await said(page, "Session saved.");
  assert.ok(keys.count <= 25, `${keys.count} keys`);
  t.diagnostic(`${keys.count} keys beside the digits`);
  await shown(page, "Today");
  await page.locator("h1:focus").waitFor();

  await keys.until(page.getByRole("link", { name: "Run the probe of Vasquez, Elena" }));
  await keys.press("Enter");
  await shown(page, "Probe: Oral reading fluency");
  await page.locator("h1:focus").waitFor();
  await keys.press("Space", "e", "e");
  await page.getByText("2 errors").waitFor();
  await app.skip(60_000);
  await page.getByRole("heading", { name: "Time is up" }).and(page.locator(":focus")).waitFor();
  await keys.press("e", "Tab");
  await keys.digits("101");
  await keys.press("Enter");
  await said(page, "Score added.");
  await shown(page, "Elena Vasquez");
  await page.locator("h1:focus").waitFor();

  await keys.until(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Data" }), "Shift+Tab");
  await keys.press("Enter");
  await shown(page, "Data");
  await page.locator("h1:focus").waitFor();
  await keys.until(page.getByRole("button", { name: "Back up", exact: true }));
  await keys.press("Enter");
  await keys.until(page.getByRole("button", { name: "Without a passphrase" }));
  const backup = await app.download(() => keys.press("Enter"));
  const text = await backup.text();
  for (const score of [...SCORES, "99"]) assert.ok(text.includes(`"date":"2026-11-23","score":${score}`), `score ${score}`);
});

test("without single-key shortcuts a session is logged by Tab, Space and Enter", async (t) => {
  const app = await groupOfSix(t);
  const { page } = app;
  await goTo(page, "Settings");
  const keys = new Keys(page);
  await keys.until(page.getByRole("checkbox", { name: /single.key|one key|letters|shortcut/i }), "Tab", 140);
  await keys.press("Space");
  await said(page, "Settings saved.");
  await keys.until(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Today" }), "Shift+Tab", 160);
  await keys.press("Enter");
  await shown(page, "Today");
  await keys.until(logButton(page, GROUP));
  await keys.press("Enter");
  await page.getByRole("form", { name: "Log session" }).waitFor();
  await keys.press("2", "s", "m");
  await page.getByText("6 of 6 here").waitFor();
  await keys.until(page.getByRole("button", { name: `${SIX[1]} present` }));
  await keys.press("Enter");
  await page.getByText("5 of 6 here").waitFor();
  const step = page.getByRole("form", { name: "Log session" }).getByRole("button", { name: "Missed", exact: true });
  await keys.until(step.first());
  await keys.press("Space");
  await page.getByText("1 exception.").waitFor();
  await keys.until(page.getByRole("button", { name: "Save session" }), "Tab", 120);
  await keys.press("Enter");
  await said(page, "Session saved.");
});

test("arrow keys move through the students, and Enter opens one", async (t) => {
  const { page } = await openDemo(t);
  await goTo(page, "Students");
  const keys = new Keys(page);
  const links = page.getByRole("rowheader").getByRole("link");
  await keys.until(links.first());
  await keys.press("ArrowDown", "ArrowDown", "ArrowUp");
  const name = await links.nth(1).innerText();
  await keys.press("Enter");
  await shown(page, name.split(", ").reverse().join(" "));
});

test("a dialog that is opened the moment it closes stays open", async (t) => {
  const app = await open(t, { route: "#/data" });
  const dialog = app.page.getByRole("dialog", { name: "Restore a backup" });
  await app.page.getByLabel("Backup file").setInputFiles({ name: "a.json", mimeType: "", buffer: Buffer.from("{}") });
  await dialog.getByText(/not a backup/).waitFor();
  await app.page.evaluate(() => {
    document.querySelector("dialog[open]").requestClose();
    const input = document.querySelector("input[aria-label='Backup file']");
    const chosen = new DataTransfer();
    chosen.items.add(new File(["{}"], "b.json"));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await app.page.waitForTimeout(1_000);
  await dialog.getByText(/b\.json|not a backup/).first().waitFor();
  await app.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("a dialog keeps the focus, closes by Escape, and gives the focus back", async (t) => {
  const { page } = await openDemo(t);
  await goTo(page, "Students");
  const keys = new Keys(page);
  const add = page.getByRole("button", { name: "Add student" });
  await keys.until(add);
  await keys.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add student" });
  await dialog.getByLabel("Given name").and(page.locator(":focus")).waitFor();
  await keys.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await add.and(page.locator(":focus")).waitFor();
});
