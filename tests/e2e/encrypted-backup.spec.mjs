// A backup under a passphrase: opened here, by another program, and by nobody else.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { open } from "./harness.mjs";
import * as sealed from "./sealed.mjs";
import { backUp, chooseBackup, documentsOf, openDemo, press } from "./steps.mjs";
import { disk } from "./stored.mjs";

const PASSPHRASE = "maple tiger onion velvet raft piano";
const fixture = (name) => new URL(`../fixtures/${name}`, import.meta.url);

async function demoData(t, options) {
  const app = await openDemo(t, options);
  await app.goto("#/data");
  return app;
}

/** Makes an encrypted backup; answers its file and the six words that were offered. */
async function backUpSealed(app) {
  const { page } = app;
  await press(page, "Back up");
  const dialog = page.getByRole("dialog", { name: "Back up" });
  const offered = dialog.locator(".passphrase");
  await page.waitForFunction(() => /^([a-z]+ ){5}[a-z]+$/.test(document.querySelector(".passphrase")?.textContent));
  const words = await offered.textContent();
  await dialog.getByRole("checkbox", { name: /written it down/ }).check();
  const file = await app.download(() => press(dialog, "Back up with passphrase"));
  return { ...file, words, bytes: await readFile(file.path) };
}

async function unlock(dialog, words) {
  await dialog.getByLabel("Passphrase", { exact: true }).fill(words);
  await press(dialog, "Open");
}

test("six words lock a backup; another program opens it, and the app restores it", async (t) => {
  const app = await demoData(t);
  const { page } = app;
  const plain = await (await backUp(app)).text();
  const file = await backUpSealed(app);
  assert.match(file.name, /^aimline-backup-demo-\d{4}-\d\d-\d\d\.aimline$/);
  await page.getByText(/was written and read back: .*, encrypted\./).waitFor();
  assert.deepEqual(documentsOf(sealed.open(file.bytes, file.words)), documentsOf(plain));
  assert.throws(() => sealed.open(file.bytes, `${file.words}x`), /another passphrase/);
  const raw = file.bytes.toString("latin1");
  for (const name of ["Osgood", "Vasquez", "student"]) assert.ok(!raw.includes(name), `${name} can be read`);

  await press(page, "Erase everything…");
  await page.getByLabel("Type “erase” to go on").fill("erase");
  await press(page, "Erase everything");
  await page.getByRole("region", { name: "Receipt" }).waitFor();
  const dialog = await chooseBackup(page, { name: file.name, mimeType: "", buffer: file.bytes });
  await unlock(dialog, `  ${file.words.toUpperCase()}`);
  await dialog.getByText("This passphrase does not open the file. The file itself is whole.").waitFor();
  await unlock(dialog, ` ${file.words.replaceAll(" ", "  ")} `);
  await press(dialog, "Restore");
  await page.getByText(/Backup restored: \d+ students/).first().waitFor();
  assert.deepEqual(documentsOf(await (await backUp(app)).text()), documentsOf(plain));
});

test("each file has words, salt and nonce of its own; the passphrase is kept nowhere", async (t) => {
  const app = await demoData(t);
  const [one, other] = [await backUpSealed(app), await backUpSealed(app)];
  assert.notEqual(one.words, other.words);
  for (const [from, until] of [[24, 40], [40, 52], [52, 84], [92, 120]]) {
    assert.ok(!one.bytes.subarray(from, until).equals(other.bytes.subarray(from, until)), `bytes ${from} to ${until}`);
  }
  assert.ok(one.bytes.readUInt32BE(20) >= 600_000);
  const kept = await disk(app.page);
  for (const { words } of [one, other]) {
    assert.ok(!kept.includes(words) && !(await app.page.content()).includes(words));
  }
});

test("a passphrase of one's own is weighed while it is typed", async (t) => {
  const app = await demoData(t);
  const { page } = app;
  await press(page, "Back up");
  const dialog = page.getByRole("dialog", { name: "Back up" });
  await app.axe("the offered words", { within: "dialog[open]" });
  await press(dialog, "Back up with passphrase");
  await dialog.getByText("Keep the passphrase first, then tick this box.").waitFor();
  await press(dialog, "Type my own instead");
  const field = dialog.getByLabel("Your passphrase");
  for (const [typed, said] of [
    ["short", /^Too short/],
    ["Password2026!", /^Weak/],
    ["correct horse battery staple", /^Fair/],
    [PASSPHRASE, /^Strong/],
  ]) {
    await field.fill(typed);
    await dialog.locator(".passphrase-strength").getByText(said).waitFor();
  }
  await app.axe("a typed passphrase", { within: "dialog[open]" });
  // Typed another way, the same words: wide letters and spaces around.
  await field.fill(` ${PASSPHRASE.replace("maple", "\uff4daple")} `);
  await dialog.getByRole("checkbox", { name: /written it down/ }).check();
  const file = await app.download(() => field.press("Enter"));
  sealed.open(await readFile(file.path), PASSPHRASE);
});

test("a file of another program, and one of long ago, open here", async (t) => {
  const app = await open(t, { route: "#/data" });
  const golden = await readFile(fixture("backup-v1.json"), "utf8");
  const files = [
    await readFile(fixture("backup-v1.aimline")),
    sealed.seal(golden, PASSPHRASE),
  ];
  for (const [at, buffer] of files.entries()) {
    const dialog = await chooseBackup(app.page, { name: `${at}.aimline`, mimeType: "", buffer });
    await dialog.getByLabel("Passphrase", { exact: true }).waitFor();
    if (at === 0) await app.axe("asking for the passphrase", { within: "dialog[open]" });
    await unlock(dialog, PASSPHRASE);
    await dialog.getByText("Sessions and scores from").waitFor();
    await press(dialog, "Cancel");
    await dialog.waitFor({ state: "hidden" });
  }
  const dialog = await chooseBackup(app.page, { name: "1.aimline", mimeType: "", buffer: files[1] });
  await unlock(dialog, PASSPHRASE);
  await dialog.getByRole("button", { name: /^(Restore|Replace what is here)$/ }).click();
  await app.page.getByText("Backup restored: 3 students.").first().waitFor();
  const ours = documentsOf(await (await backUp(app)).text());
  assert.deepEqual(ours, documentsOf(golden));
});

test("the commands of the documentation open a file", async (t) => {
  const words = await readFile(new URL("../../docs/backup-format.md", import.meta.url), "utf8");
  const folder = await mkdtemp(join(tmpdir(), "aimline-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const golden = await readFile(fixture("backup-v1.json"), "utf8");
  const file = fixture("backup-v1.aimline").pathname;
  assert.equal(sealed.open(await readFile(file), PASSPHRASE), golden);

  const commands = [
    { needs: "openssl", probe: ["version"], runner: "sh", text: [...words.matchAll(/```sh\n([^]*?)```/g)].at(-1)[1] },
    { needs: "python3", probe: ["-c", "import cryptography"], runner: "python3", text: words.match(/```python\n([^]*?)```/)[1] },
  ];
  const here = commands.filter(({ needs, probe }) => has(needs, probe));
  for (const { runner, text } of here) {
    const path = join(folder, `open-with-${runner}`);
    await writeFile(path, text);
    assert.equal(execFileSync(runner, [path, file, PASSPHRASE], { encoding: "utf8" }), golden, runner);
  }
  const missing = commands.filter((command) => !here.includes(command)).map(({ needs }) => needs).join(" and ");
  if (here.length > 0) {
    if (missing) t.diagnostic(`not run without ${missing}`);
    return;
  }
  // A green run in the workshop must have held the documentation to at least one of them.
  assert.ok(!process.env.CI, `neither command ran: ${missing} missing`);
  t.skip(`neither command ran: ${missing} missing`);
});

function has(tool, arguments_) {
  try {
    execFileSync(tool, arguments_, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
