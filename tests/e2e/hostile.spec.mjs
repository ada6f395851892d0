// Files that are damaged, forged or made to harm: each is refused whole and soon, in little memory,
// and changes nothing.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { constants, deflateRawSync } from "node:zlib";

import { keepMemories, programBytes } from "./memory.mjs";
import * as sealed from "./sealed.mjs";
import { chooseBackup, openDemo, press } from "./steps.mjs";
import { disk } from "./stored.mjs";

const PASSPHRASE = "maple tiger onion velvet raft piano";
const MOST_BYTES = 300_000_000;
const DAMAGED = /was changed or damaged|its end is missing|not a backup of this program|newer version/;
const golden = (name) => readFile(new URL(`../fixtures/${name}`, import.meta.url));

test("damaged, forged and hostile encrypted files are refused soon, and change nothing", async (t) => {
  const file = await golden("backup-v1.aimline");
  const forged = (at) => sealed.signed(flipped(file, at).subarray(0, -32));
  const huge = Buffer.from(file.subarray(0, -32));
  huge.writeUInt32BE(0xffff_ffff, 20);
  const wrong = /This passphrase does not open/;
  const changed = /was changed after it was written/;
  const places = [0, 9, 16, 17, 18, 19, 20, 24, 39, 40, 52, 83, 84, 91, 92, 1000, file.length - 33, file.length - 1];
  await refuseAll(t, [
    ...places.map((at) => [flipped(file, at), DAMAGED]),
    ...[1, 16, 91, 92, 1500, file.length - 1].map((length) => [file.subarray(0, length), DAMAGED]),
    [Buffer.concat([file, Buffer.from([0])]), DAMAGED],
    // With a checksum made anew, as anybody can: the passphrase or the tag finds out.
    [forged(30), wrong],
    [forged(60), wrong],
    [forged(45), changed],
    [forged(200), changed],
    [forged(file.length - 40), changed],
    [sealed.signed(huge), /asks for 4294967295 rounds/],
    [sealed.sealPacked(bomb(10_000), PASSPHRASE), /unpacked/],
    [sealed.sealPacked(liar(bomb(10_000), 100_000_000), PASSPHRASE), DAMAGED],
    [sealed.sealPacked(liar(bomb(2_000), 0), PASSPHRASE), DAMAGED],
    [sealed.seal("{}", PASSPHRASE), DAMAGED],
  ]);
});

test("damaged and hostile plain files are refused soon, and change nothing", async (t) => {
  const file = await golden("backup-v1.json");
  const text = file.toString();
  const signed = (text) => {
    const end = text.lastIndexOf('],"sha256":"');
    return Buffer.from(`${text.slice(0, end)}],"sha256":"${digest(text.slice(0, end))}"}`);
  };
  const into = (documents) => signed(text.replace(/"documents":\[/, `$&${documents}`));
  const one = '{"key":"draft/log","body":1},';
  const harmful = /says that it holds/;
  const places = Array.from({ length: 60 }, (_, at) => Math.floor((at * (file.length - 1)) / 59));
  await refuseAll(t, [
    ...places.map((at) => [flipped(file, at), DAMAGED]),
    ...places.slice(1).map((length) => [file.subarray(0, length), DAMAGED]),
    // With a checksum that fits, as anybody can make it.
    [into(`{"key":"draft/log","body":${"[".repeat(5_000_000)}${"]".repeat(5_000_000)}},`), harmful],
    [into(one.repeat(1_000_000)), harmful],
    [Buffer.alloc(120_000_000, " "), DAMAGED],
    [Buffer.alloc(60_000_000, "["), DAMAGED],
  ]);
});

/** Chooses each file in turn, and looks for the sentence that refuses it. */
async function refuseAll(t, cases) {
  const app = await openDemo(t);
  const { page } = app;
  await app.context.addInitScript(keepMemories);
  await app.goto("#/data");
  await app.reload();
  const before = digest(await disk(page));
  const folder = await mkdtemp(join(tmpdir(), "aimline-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "hostile.aimline");
  const took = [];
  for (const [buffer, sentence] of cases) {
    await writeFile(path, buffer);
    const started = Date.now();
    const dialog = await chooseBackup(page, path);
    const asks = dialog.getByLabel("Passphrase", { exact: true });
    const said = dialog.getByText(sentence);
    await asks.or(said).first().waitFor({ timeout: 60_000 });
    if (await asks.isVisible()) {
      await asks.fill(PASSPHRASE);
      await press(dialog, "Open");
    }
    await said.first().waitFor({ timeout: 60_000 });
    took.push(Date.now() - started);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }
  const bytes = await programBytes(page);
  t.diagnostic(`slowest refusal: ${Math.max(...took)} ms; the program at its largest: ${Math.round(bytes / 1e6)} MB`);
  assert.ok(bytes > 0 && bytes <= MOST_BYTES, `${bytes} bytes`);
  assert.equal(digest(await disk(page)), before);
}

const flipped = (file, at) => Buffer.from(file.map((byte, place) => (place === at ? byte ^ 1 : byte)));

function digest(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** Gzip of so many megabytes of zeros, made without packing them: one piece, said again and again. */
function bomb(megabytes) {
  const piece = deflateRawSync(Buffer.alloc(10_000_000), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const pieces = Array.from({ length: megabytes / 10 }, () => piece);
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const end = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  return liar(Buffer.concat([head, ...pieces, end]), (megabytes * 1_000_000) % 2 ** 32);
}

/** The same gzip with another length at its end. */
function liar(gzip, length) {
  const lying = Buffer.from(gzip);
  lying.writeUInt32LE(length, lying.length - 4);
  return lying;
}
