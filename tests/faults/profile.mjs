// A browser with a profile of its own, that can be killed like one that runs out of battery.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchProfile } from "../e2e/browser.mjs";
import { endProcessesOf, processesOf, removed, started, within } from "./ending.mjs";

/** A driver that has not noticed by then that its browser or page is gone never does. */
const NOTICED = 10_000;
const STARTED = 60_000;

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

  /** A browser that does not come up is tried again once: that says nothing about the app. */
  async start() {
    started(this.folder);
    try {
      await within(STARTED, "the browser's start", this.#launch());
    } catch {
      await this.#end();
      await within(STARTED, "the browser's second start", this.#launch());
    }
  }

  async #launch() {
    this.context = await launchProfile(this.folder, { viewport: { width: 1366, height: 768 }, reducedMotion: "reduce", ...this.#options });
    this.context.setDefaultTimeout(20_000);
    await this.#prepare(this.context);
  }

  async kill() {
    const context = this.context;
    const gone = new Promise((done) => context.once("close", done));
    endProcessesOf(this.folder);
    await within(NOTICED, "the end of the browser", gone).catch(() => {});
    await this.#end();
  }

  async close() {
    await within(NOTICED, "closing the browser", this.context.close()).catch(() => {});
    await this.#end();
  }

  async remove() {
    await this.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    removed(this.folder);
  }

  /** No process of this profile is left, and no lock of one. */
  async #end() {
    while (processesOf(this.folder).length > 0) {
      endProcessesOf(this.folder);
      await new Promise((done) => setTimeout(done, 10));
    }
    for (const lock of ["SingletonLock", "SingletonCookie", "SingletonSocket"]) await rm(join(this.folder, lock), { force: true });
  }
}

/** The renderer of a page ends at once, as in "Aw, Snap!". */
export async function crash(page) {
  const gone = new Promise((done) => page.once("crash", done));
  const session = await page.context().newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await within(NOTICED, "the crash of the page", gone);
  await within(NOTICED, "closing the crashed page", page.close()).catch(() => {});
}
