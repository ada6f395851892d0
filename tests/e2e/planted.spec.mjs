// Names that exist nowhere else are planted in a caseload, and all that a person does is done with
// them: they stay in the records, and come out only in files that are meant to hold them.
//
// What leaves the origin, and what the policy refuses, is watched in every journey (harness.mjs).

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { DIST, open } from "./harness.mjs";
import { telltales } from "./names.mjs";
import { ROUTES, visit } from "./routes.mjs";
import { backUp, goTo, logButton, openDemo, openOne, press, said, shown } from "./steps.mjs";
import { cached, stored } from "./stored.mjs";

const PLANTED = ["Xanthippe", "Quillfeather", "Zephyrine", "zephyrine@quillfeather.example", "Marigold-Thistle"];
const PAGES = readdirSync(DIST).filter((name) => name.endsWith(".html"));

function holdsNone(text, where) {
  for (const name of PLANTED) {
    assert.ok(!text.includes(name), `${name} is in ${where}: …${text.slice(Math.max(0, text.indexOf(name) - 80)).slice(0, 200)}`);
  }
}

async function plant(page, before) {
  await openOne(page, "Students", before);
  await press(page, "Edit");
  await fillStudent(page.getByRole("dialog", { name: "Edit student" }));
}

async function fillStudent(form) {
  await form.getByLabel("Given name").fill("Xanthippe");
  await form.getByLabel("Family name").fill("Quillfeather");
  await form.getByLabel("Note").fill("Called Marigold-Thistle at home");
  await press(form, "Add a guardian");
  await form.getByLabel("Name", { exact: true }).last().fill("Zephyrine Quillfeather");
  await form.getByLabel("Email").last().fill("zephyrine@quillfeather.example");
  await press(form, "Save student");
  await form.waitFor({ state: "hidden" });
}

async function logASession(page) {
  await goTo(page, "Today");
  await logButton(page, "Fluency, grade 3").last().click();
  await page.locator("#session-note").fill("Xanthippe read aloud");
  await press(page, "Save session");
  await said(page, "Session saved.");
  await shown(page, "Today");
}

async function meet(page) {
  await goTo(page, "Meetings");
  await page.getByLabel("Who is there").fill("Zephyrine Quillfeather");
  await page.getByRole("button", { name: /^Start with|^End the other/ }).click();
  await page.locator("progress").waitFor();
}

async function takeAlong(app) {
  const { page } = app;
  await openOne(page, "Students", "Quillfeather, Xanthippe");
  await page.locator("details.lab").getByText("Compare phases", { exact: true }).click();
  const file = await app.download(() => press(page.locator("details.lab"), "Export the series"));
  holdsNone(await file.text(), file.name);
  await page.emulateMedia({ media: "print" });
  await page.pdf();
  await page.emulateMedia({ media: "screen" });
}

async function backUpSealed(app) {
  const { page } = app;
  await app.goto("#/data");
  await press(page, "Back up");
  const dialog = page.getByRole("dialog", { name: "Back up" });
  await page.waitForFunction(() => /^([a-z]+ ){5}[a-z]+$/.test(document.querySelector(".passphrase")?.textContent));
  await dialog.getByRole("checkbox", { name: /written it down/ }).check();
  const file = await app.download(() => press(dialog, "Back up with passphrase"));
  return { name: file.name, bytes: await readFile(file.path) };
}

/** In the page: the browser's list of visited pages for this window, as far as it can be asked. */
const visited = () => performance.getEntriesByType("resource").map(({ name }) => name).join("\n");

async function looksClean(app) {
  const { page, seen } = app;
  for (const [where, text] of telltales(seen)) holdsNone(text, where);
  const { databases, beside } = await stored(page);
  assert.ok(databases.includes("Quillfeather"), "the planted name is in the records");
  holdsNone(beside, "local or session storage, or cookies");
  holdsNone(await cached(page), "a cache");
  holdsNone(decodeURIComponent(await page.evaluate(visited)), "an address of a resource");
}

test("planted names stay in the records: log, score, meeting, files, paper, every page", async (t) => {
  const app = await openDemo(t);
  const { page } = app;
  await plant(page, "Halloran, Viktor");
  await logASession(page);
  await meet(page);
  await takeAlong(app);
  const { name, bytes } = await backUpSealed(app);
  holdsNone(name, "the name of a backup");
  for (const encoding of ["latin1", "utf8", "utf16le"]) holdsNone(bytes.toString(encoding), "an encrypted backup");
  const plain = await backUp(app);
  assert.ok((await plain.text()).includes("Quillfeather"), "a backup without a passphrase holds the records");
  holdsNone(plain.name, "the name of a backup");
  for (const place of ROUTES) await visit(page, app.site, place);
  await app.reload();
  assert.ok(app.seen.titles.size > 15, [...app.seen.titles].join(", "));
  assert.ok(app.seen.files.size >= 3, [...app.seen.files].join(", "));
  await looksClean(app);
});

test("a caseload of one's own: nothing of it beside the database, offline copy included", async (t) => {
  const app = await open(t);
  const { page } = app;
  await goTo(page, "Students");
  await press(page, "Add student");
  await fillStudent(page.getByRole("dialog", { name: "Add student" }));
  await openOne(page, "Students", "Quillfeather, Xanthippe");
  await shown(page, "Xanthippe Quillfeather");
  const { bytes } = await backUpSealed(app);
  holdsNone(bytes.toString("latin1"), "an encrypted backup");
  const worker = await page.evaluate(() => document.querySelector("script[data-worker]") !== null);
  if (worker) {
    await app.offlineReady();
    const names = await page.evaluate(() => caches.keys());
    assert.ok(names.length > 0 && names.every((name) => name.startsWith("aimline-")), names.join(", "));
  }
  await app.reload();
  await looksClean(app);
  const keys = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  for (const key of keys) assert.match(key, /^aimline\./);
  assert.equal(await page.evaluate(() => document.cookie), "");
});

test("the pages as they are served hold no script and no style of their own", async (t) => {
  assert.ok(PAGES.includes("index.html") && PAGES.includes("rescue.html"), PAGES.join(", "));
  const { page } = await open(t, { route: null });
  for (const name of PAGES) {
    assert.deepEqual(await page.evaluate(inlineOf, readFileSync(join(DIST, name), "utf8")), [], name);
  }
  assert.equal((await page.evaluate(inlineOf, '<p style="top:0" onclick="go()"></p><script>1</script><style></style>')).length, 4);
});

/** In the page: parsed, but not run. */
function inlineOf(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const handlers = [...parsed.querySelectorAll("*")].filter((element) =>
    [...element.attributes].some(({ name, value }) => /^on/i.test(name) || /^\s*javascript:/i.test(value)));
  const inline = [...parsed.querySelectorAll("style, [style], script:not([src])")];
  return [...inline, ...handlers].map((element) => element.outerHTML.slice(0, 200));
}

test("the policy allows only this origin, and the browser holds the page to it", async (t) => {
  for (const name of PAGES) {
    const [, policy] = readFileSync(join(DIST, name), "utf8").match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
    const rules = new Map(policy.split(";").map((rule) => rule.trim().split(/\s+/)).map(([what, ...from]) => [what, from]));
    assert.deepEqual(rules.get("default-src"), ["'none'"], name);
    assert.deepEqual(rules.get("form-action"), ["'none'"], name);
    assert.deepEqual(rules.get("connect-src"), ["'self'"], name);
    const allowed = new Set(["'none'", "'self'", "data:", "blob:", "'wasm-unsafe-eval'"]);
    for (const [what, from] of rules) assert.deepEqual(from.filter((one) => !allowed.has(one)), [], `${name}: ${what}`);
    for (const what of ["script-src", "style-src", "connect-src"]) {
      assert.deepEqual(rules.get(what).filter((one) => /data:|blob:/.test(one)), [], `${name}: ${what}`);
    }
  }
  const headers = join(DIST, "_headers");
  if (existsSync(headers)) assert.match(readFileSync(headers, "utf8"), /Content-Security-Policy: default-src 'none';/);

  const app = await open(t, { route: "#/data/privacy" });
  app.allow(/Content security policy: connect-src|Refused to connect|violates the following Content Security Policy|elsewhere\.invalid/);
  const answer = await app.page.evaluate(() => fetch("https://elsewhere.invalid/").then(() => "sent", () => "refused"));
  assert.equal(answer, "refused");
  await app.page.getByText(/default-src 'none'/).first().waitFor();
});
