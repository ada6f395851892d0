// Copies of the built page that a test may change: a newer version, a damaged one.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DIST } from "./dist.mjs";

const MARK = /(<meta name="aimline-test-version" content="\w+">)?<title>/;

export async function copyOfDist(t) {
  const folder = await mkdtemp(join(tmpdir(), "aimline-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(DIST, folder, { recursive: true });
  return folder;
}

/** The files that start the page, by their names in this build. */
export async function startFiles(folder) {
  const html = await readFile(join(folder, "index.html"), "utf8");
  const named = (pattern) => join(folder, html.match(pattern)[1]);
  return {
    boot: named(/ src="\.\/(boot[^"]*)"/),
    loader: named(/ data-js="\.\/([^"]+)"/),
    program: named(/ data-wasm="\.\/([^"]+)"/),
  };
}

/** Makes what lies in a folder another version: a mark in its page, and the worker that belongs to its files. */
export async function publish(folder, mark) {
  const page = join(folder, "index.html");
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace(MARK, `<meta name="aimline-test-version" content="${mark}"><title>`));
  const worker = join(folder, "sw.js");
  let script = (await readFile(worker, "utf8")).replace(/const VERSION = "[^"]+"/, `const VERSION = "test-${mark}"`);
  for (const [entry, path] of script.matchAll(/\["([^"]+)", "[0-9a-f]{64}"\]/g)) {
    const bytes = await readFile(join(folder, path === "./" ? "index.html" : path));
    script = script.replace(entry, `["${path}", "${createHash("sha256").update(bytes).digest("hex")}"]`);
  }
  await writeFile(worker, script);
}

/** Which of the published versions a window shows; null for the build as it is. */
export function version(page) {
  return page.evaluate(() => document.querySelector('meta[name="aimline-test-version"]')?.content ?? null);
}
