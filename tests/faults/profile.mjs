// A browser with a profile of its own, that can be killed like one that runs out of battery.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchProfile } from "../e2e/browser.mjs";

export class Profile {
  /** Pages that crash or are closed under the driver are what these loops are about. */
  #prepare;
  #options;

  constructor(folder, prepare, options) {
    this.folder = folder;
    this.#prepare = prepare;
    this.#options = options;
  }

  /** `prepare(context)` is called each time the browser is started. */
  static async start({ folder, prepare = () => {}, options = {} } = {}) {
    const made = folder ?? (await mkdtemp(join(tmpdir(), "aimline-faults-")));
    const profile = new Profile(made, prepare, options);
    await profile.start();
    return profile;
  }

  async start() {
    this.context = await launchProfile(this.folder, { viewport: { width: 1366, height: 768 }, reducedMotion: "reduce", ...this.#options });
    this.context.setDefaultTimeout(20_000);
    await this.#prepare(this.context);
  }

  /** SIGKILL for every process of this profile, found by its folder: nothing else is touched. */
  async kill() {
    const context = this.context;
    const gone = new Promise((done) => context.once("close", done));
    for (const pid of await processesOf(this.folder)) end(pid);
    await gone;
    while ((await processesOf(this.folder)).length > 0) await new Promise((done) => setTimeout(done, 10));
    for (const lock of ["SingletonLock", "SingletonCookie", "SingletonSocket"]) await rm(join(this.folder, lock), { force: true });
  }

  async close() {
    await this.context.close().catch(() => {});
  }

  async remove() {
    await this.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The renderer of a page ends at once, as in "Aw, Snap!". */
export async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const gone = new Promise((done) => page.once("crash", done));
  session.send("Page.crash").catch(() => {});
  await gone;
  await page.close().catch(() => {});
}

async function processesOf(folder) {
  const found = [];
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.split("\0").includes(`--user-data-dir=${folder}`)) found.push(Number(pid));
  }
  return found;
}

function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}
