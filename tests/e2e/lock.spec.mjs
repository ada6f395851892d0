// The lock: on and off, the ways in, what lies on the disk, and what an idle page does.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { beginToTurnOn, locked, PASSPHRASE, turnOn, unlock } from "./lock.mjs";
import { backUp, chooseBackup, documentsOf, openDemo, press, said, shown, TUESDAY } from "./steps.mjs";
import { disk } from "./stored.mjs";

const MINUTE = 60_000;

/** A caseload with a student and a group whose names nobody else has. */
async function own(t, options = {}) {
  const app = await open(t, { route: "#/today", now: TUESDAY, ...options });
  const { page } = app;
  await press(page, "Start a caseload");
  await shown(page, "Students");
  await press(page, "Add student");
  const dialog = page.getByRole("dialog", { name: "Add student" });
  await dialog.getByLabel("Given name").fill("Zebulon");
  await dialog.getByLabel("Family name").fill("Quillfeather");
  await press(dialog, "Save student");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Quillfeather, Zebulon" }).first().waitFor();
  return app;
}

/** Logs a session with the student alone, with a note. */
async function log(app, note) {
  const { page } = app;
  await app.goto("#/students");
  await page.getByRole("link", { name: "Quillfeather, Zebulon" }).first().click();
  await page.getByRole("link", { name: "Log a session" }).first().click();
  await page.getByLabel("Minutes", { exact: true }).fill("20");
  await page.locator("#session-note").fill(note);
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");
}

const planted = /Zebulon|Quillfeather|Marzipan|Ottoline/;

test("a locked caseload: nothing readable on the disk, a reload asks, the passphrase opens", async (t) => {
  const app = await own(t);
  const { page } = app;
  await log(app, "Read Marzipan aloud");
  assert.match(await disk(page), planted);
  await turnOn(app);
  assert.doesNotMatch(await disk(page), planted);
  await log(app, "Ottoline was glad");
  assert.doesNotMatch(await disk(page), planted);

  await app.goto("#/students");
  await app.reload();
  await locked(page);
  assert.equal(await page.title(), "Locked – Aimline");
  assert.doesNotMatch(await page.locator("body").innerText(), planted);
  assert.equal(await page.getByRole("navigation", { name: "Main" }).isVisible(), false);
  // The field is at hand, takes what is pasted, and belongs to a form with a name.
  const field = page.getByLabel("Passphrase", { exact: true });
  await field.and(page.locator(":focus")).waitFor();
  assert.equal(await field.getAttribute("autocomplete"), "current-password");
  assert.equal(await page.locator("form input[autocomplete=username]").count(), 1);
  await app.axe("locked");

  await unlock(page, "maple tiger onion");
  await page.getByText("This passphrase does not open the lock.").waitFor();
  await app.axe("locked, a wrong passphrase");
  await field.fill(` ${PASSPHRASE.replace(" ", "  ")} `);
  await field.press("Enter");
  await shown(page, "Students");
  await page.getByRole("link", { name: "Quillfeather, Zebulon" }).first().waitFor();
});

test("the lock is asked for with the passphrase at hand, and can be left at each step", async (t) => {
  const app = await own(t);
  const { page } = app;
  await app.goto("#/settings");
  await press(page, "Turn on the lock…");
  const dialog = page.getByRole("dialog", { name: "Turn on the lock" });
  const field = dialog.getByLabel("Your passphrase");
  await field.and(page.locator(":focus")).waitFor();
  await press(dialog, "Cancel");
  await dialog.waitFor({ state: "hidden" });
  await beginToTurnOn(app);
  await press(dialog, "Cancel");
  await dialog.waitFor({ state: "hidden" });
  assert.match(await disk(page), planted);
  await page.getByRole("button", { name: "Turn on the lock…" }).waitFor();
});

test("the recovery code opens; a slip is told by its group; a new passphrase follows", async (t) => {
  const app = await own(t);
  const { page } = app;
  const code = await turnOn(app);
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/);
  await app.reload();
  await locked(page);
  await press(page, "Use the recovery code");
  const field = page.getByLabel("Recovery code");
  const other = code[13] === "7" ? "8" : "7";
  await field.fill(code.slice(0, 13) + other + code.slice(14));
  await press(page, "Unlock");
  await page.getByText("There is a slip in group 3.").waitFor();
  await app.axe("locked, a slip in the code");
  await field.fill(code.toLowerCase().replaceAll("-", " "));
  await press(page, "Unlock");
  await shown(page, "Settings");

  await press(page, "Change the passphrase…");
  const dialog = page.getByRole("dialog", { name: "Change the passphrase" });
  await dialog.getByLabel("Passphrase or recovery code").fill(code);
  await dialog.getByLabel("New passphrase").fill("quite another garden gate");
  await app.axe("change the passphrase");
  await press(dialog, "Change the passphrase");
  await said(page, "The new passphrase counts from now on.");
  await app.reload();
  await locked(page);
  await unlock(page);
  await page.getByText("This passphrase does not open the lock.").waitFor();
  await unlock(page, "quite another garden gate");
  await shown(page, "Settings");

  await press(page, "New recovery code…");
  const second = page.getByRole("dialog", { name: "New recovery code" });
  await second.getByLabel("Passphrase or recovery code").fill("quite another garden gate");
  await press(second, "Show a new code");
  const fresh = (await second.locator(".recovery-code").innerText()).replace(/\s/g, "");
  await second.getByLabel("I have printed it or written it down").check();
  await press(second, "Use this code from now on");
  await said(page, "The new recovery code counts from now on.");
  await app.reload();
  await press(page, "Use the recovery code");
  await page.getByLabel("Recovery code").fill(code);
  await press(page, "Unlock");
  await page.getByText("This recovery code does not open the lock.").waitFor();
  await page.getByLabel("Recovery code").fill(fresh);
  await press(page, "Unlock");
  await shown(page, "Settings");

  await press(page, "Turn off the lock…");
  const third = page.getByRole("dialog", { name: "Turn off the lock" });
  await third.getByLabel("Passphrase or recovery code").fill(fresh);
  await press(third, "Turn off the lock");
  await said(page, "The lock is off.");
  assert.match(await disk(page), planted);
  await app.reload();
  await shown(page, "Settings");
});

test("the recovery code prints as a sheet of its own, and is copied and pasted", async (t) => {
  const app = await own(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page } = app;
  const dialog = await beginToTurnOn(app);
  const code = await dialog.locator(".recovery-code").innerText();

  await page.evaluate(() => { window.print = () => (window.printed = true); });
  await press(dialog, "Print");
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.emulateMedia({ media: "print" });
  const sheet = await page.locator("body").innerText();
  assert.ok(sheet.includes(code) && sheet.includes("Recovery code of the Aimline lock, "));
  assert.doesNotMatch(sheet, /Zebulon|Cancel|Settings|maple/);
  await page.emulateMedia({ media: "screen" });

  await press(dialog, "Copy");
  await dialog.getByText("Copied. Paste it where you keep it.").waitFor();
  await dialog.getByLabel("I have printed it or written it down").check();
  await press(dialog, "Turn on the lock");
  await said(page, "The lock is on.");
  await app.reload();
  await press(page, "Use the recovery code");
  await page.getByLabel("Recovery code").press("ControlOrMeta+V");
  await press(page, "Unlock");
  await shown(page, "Settings");
});

test("a backup of a locked caseload restores anywhere, and into a locked one", async (t) => {
  const app = await own(t);
  const { page } = app;
  await log(app, "Read Marzipan aloud");
  await turnOn(app);
  await app.goto("#/data");
  const file = await backUp(app);
  const text = await file.text();
  assert.match(text, /Zebulon/);
  assert.equal(JSON.parse(text).documents.some(({ key }) => key === "lock"), false);

  const buffer = Buffer.from(text);
  const other = await open(t, { route: "#/data", now: TUESDAY });
  for (const place of [other, app]) {
    const dialog = await chooseBackup(place.page, { name: "backup.json", mimeType: "application/json", buffer });
    await dialog.getByRole("button", { name: /^(Restore|Replace)/ }).click();
    await place.page.getByText("Backup restored: 1 student.").first().waitFor();
    assert.deepEqual(documentsOf(await (await backUp(place)).text()), documentsOf(text));
  }
  // The copy from before the restore is sealed like everything else.
  assert.doesNotMatch(await disk(page), planted);
  await app.reload();
  await locked(page);
  await unlock(page);
  await shown(page, "Data");
  await press(page, "Undo the restore…");
  await press(page.getByRole("dialog", { name: "Undo the restore?" }), "Undo the restore");
  await said(page, "Everything is as it was before.");
});

test("an idle page warns, keeps what is typed, and locks; so does one that slept", async (t) => {
  const app = await own(t);
  const { page } = app;
  await turnOn(app);
  await page.getByLabel("Lock when nobody has touched the page for").selectOption("5");
  await app.goto("#/students");
  await page.getByRole("link", { name: "Quillfeather, Zebulon" }).first().click();
  await page.getByRole("link", { name: "Log a session" }).first().click();
  await page.locator("#session-note").fill("Ottoline half writ");

  await app.skip(4 * MINUTE + 40_000);
  await page.getByText("Aimline locks in 30 seconds.").first().waitFor({ timeout: 15_000 });
  await page.mouse.move(300, 300);
  await app.skip(MINUTE);
  await page.waitForTimeout(6_000);
  await shown(page, "Zebulon Quillfeather");

  await app.skip(5 * MINUTE);
  await locked(page);
  assert.doesNotMatch(await disk(page), planted);
  await unlock(page);
  await shown(page, "Zebulon Quillfeather");
  await page.waitForFunction(() => document.querySelector("#session-note")?.value === "Ottoline half writ");

  // As after the lid was closed: the first touch comes too late.
  await app.skip(40 * MINUTE);
  await page.mouse.move(310, 310);
  await locked(page);
});

test("locking waits for what is on its way to the disk", async (t) => {
  const app = await own(t);
  const { page } = app;
  await turnOn(app);
  await app.goto("#/students");
  await page.getByRole("link", { name: "Quillfeather, Zebulon" }).first().click();
  await page.getByRole("link", { name: "Log a session" }).first().click();
  await page.locator("#session-note").waitFor();
  await page.evaluate(() => {
    const { encrypt } = SubtleCrypto.prototype;
    window.encrypting = 0;
    SubtleCrypto.prototype.encrypt = async function (...what) {
      window.encrypting++;
      await new Promise((done) => setTimeout(done, 1_500));
      return encrypt.apply(this, what);
    };
  });
  await page.locator("#session-note").fill("Ottoline half writ");
  await page.waitForFunction(() => window.encrypting > 0);
  await press(page.locator(".app-tools"), "Lock");
  await locked(page);
  await unlock(page);
  await page.waitForFunction(() => document.querySelector("#session-note")?.value === "Ottoline half writ");
});

test("a clock that is set back keeps no page open", async (t) => {
  const app = await own(t);
  const { page } = app;
  await turnOn(app);
  await page.getByLabel("Lock when nobody has touched the page for").selectOption("5");
  await app.skip(-120 * MINUTE);
  await page.evaluate((ahead) => {
    const real = performance.now.bind(performance);
    performance.now = () => real() + ahead;
  }, 6 * MINUTE);
  await locked(page);
});

test("every window learns of the lock, and locks with one", async (t) => {
  const app = await own(t);
  const { page } = app;
  const other = await app.another("#/students");
  await other.getByRole("link", { name: "Quillfeather, Zebulon" }).first().waitFor();
  await turnOn(app);
  await locked(other);
  await unlock(other);
  await shown(other, "Students");
  await press(page.locator(".app-tools"), "Lock");
  await locked(page);
  await locked(other);
  // The demo is open to all.
  await other.goto(`${app.site.url}#/demo`);
  await shown(other, "Today");
});

test("who has neither can erase and start again", async (t) => {
  const app = await own(t);
  const { page } = app;
  await turnOn(app);
  await app.reload();
  await page.getByText("I have neither").click();
  await app.axe("locked, neither");
  assert.equal(await page.getByRole("button", { name: "Erase the locked caseload" }).isDisabled(), true);
  await page.getByLabel("Type “erase” to go on").fill("erase");
  await press(page, "Erase the locked caseload");
  await shown(page, "Settings");
  await app.goto("#/today");
  await shown(page, "Welcome to Aimline");
});

test("the rescue page opens the lock by passphrase and by code", async (t) => {
  const app = await own(t);
  await log(app, "Read Marzipan aloud");
  const before = documentsOf(await (async () => {
    await app.goto("#/data");
    return (await backUp(app)).text();
  })());
  const code = await turnOn(app);
  const page = await app.context.newPage();
  await page.goto(`${app.site.url}rescue.html`);
  await page.getByText(/^Your caseload: \d+ records, locked\.$/).waitFor();
  await app.axe("rescue of a locked caseload", { page });
  await page.getByRole("radio", { name: "Anybody who has the file" }).check();
  const secret = page.getByLabel("Passphrase or recovery code of the lock");
  await secret.fill("maple tiger onion");
  await press(page, "Save a copy");
  await page.getByRole("status").getByText("This passphrase does not open the lock.").waitFor();
  for (const typed of [PASSPHRASE, code.toLowerCase()]) {
    await secret.fill(typed);
    const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save a copy")]);
    assert.deepEqual(documentsOf(await readFile(await download.path(), "utf8")), before);
  }
});

test("the demo is never locked", async (t) => {
  const app = await openDemo(t);
  await app.goto("#/settings");
  await app.page.getByText("The demo is invented and is never locked.").waitFor();
  assert.equal(await app.page.getByRole("button", { name: "Turn on the lock…" }).count(), 0);
});
