// What every journey stands on: a served app, a fresh browser, and a watch over both.
//
//   import { test } from "node:test";
//   import { open } from "./harness.mjs";
//
//   test("a student can be added", async (t) => {
//     const app = await open(t, { route: "#/students" });
//     await app.page.getByRole("button", { name: "Add student" }).click();
//   });
//
// open(t, options) serves dist/ on a port of its own, opens a fresh profile, and waits
// until the app has mounted. When the test ends it closes everything and FAILS the test
// upon any request to another origin or one that carries data, any violation of the content
// security policy, any error in the console, any uncaught error, any crashed page, and upon a
// student's family name in an address, a title, the console or the name of a file.
//
// Options, all optional:
//   route   "#/today"          where to start; null opens nothing yet
//   width, height              1366, 900
//   theme   "light" | "dark"
//   base    "/"                serve below a path, such as "/school/aimline/"
//   folder                     another folder than dist/ (or AIMLINE_DIST)
//   profile                    a folder: the profile outlives the test's browser
//   context {}                 more options of Playwright's newContext (locale, timezoneId…)
//   now     "2026-10-05T08:00" the page's clock starts there and runs on
//
// What it gives back:
//   app.page, app.context      Playwright's
//   app.site                   the server: url, stop(), start(); stop it to be offline
//   app.goto("#/groups")       go to a route and wait for its heading
//   app.reload()               reload and wait for the heading
//   app.another("#/today")     a second window of the same profile (same database)
//   app.skip(milliseconds)     put the page's clock forward (only with `now`)
//   app.offlineReady()         wait until the service worker has everything and controls
//   app.axe(note, { page, within })  fail if axe finds anything, in both themes
//   app.download(action)       { name, path, text() } of the file that `action` hands out
//   app.allow(/pattern/)       an error this test provokes on purpose does not fail it
//   app.seen                   { addresses, titles, console, files } so far, each a set of texts
//   app.problems               what has been seen so far (an array of sentences)
//   app.close()                end early (a second call does nothing)
//
// A journey that is not over after JOURNEY loses its browser, so that it fails with a sentence
// instead of waiting for good.
//
// It needs a built dist/: `cargo xtask dist`, then `node --test tests/e2e/NAME.spec.mjs`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after } from "node:test";

import { serve } from "../../xtask/site.mjs";
import { launch, launchProfile } from "./browser.mjs";
import { startClockAt } from "./clock.mjs";
import { DIST } from "./dist.mjs";
import { named, studentNames, telltales } from "./names.mjs";
import { noteArrivals, settled, THEMES } from "./routes.mjs";

export { DIST };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What a slow machine may take for one thing; only a failure takes as long. */
const PATIENCE = 30_000;
const JOURNEY = 300_000;
const TITLE = "The title is ";

let shared;
after(async () => shared && atMost(PATIENCE, (await shared).close()));

/** The browser of all journeys of a file; a new one where the last is gone. */
async function browser() {
  const up = await shared?.catch(() => null);
  if (!up?.isConnected()) shared = launch();
  return shared;
}

/** Closing a browser that does not answer any more is not waited for. */
const atMost = (milliseconds, promise) => Promise.race([promise.catch(() => {}), new Promise((done) => setTimeout(done, milliseconds).unref())]);

export async function open(t, options = {}) {
  const { route = "#/today", width = 1366, height = 900, theme = "light" } = options;
  const site = await serve(options.folder ?? DIST, { base: options.base ?? "/" });
  // A color in the middle of a transition is no color to judge.
  const settings = { viewport: { width, height }, colorScheme: theme, reducedMotion: "reduce", acceptDownloads: true, ...options.context };
  const context = options.profile
    ? await launchProfile(options.profile, settings)
    : await freshContext(settings);
  context.setDefaultTimeout(PATIENCE);
  if (options.now) await context.addInitScript(startClockAt, new Date(options.now).getTime());

  const watch = await watchOver(context, site);
  const app = new App(context, site, watch);
  t.after(() => app.close());
  app.page = context.pages()[0] ?? (await context.newPage());
  if (route !== null) await app.goto(route);
  return app;
}

/** A browser that cannot open a window any more says nothing about the app: another one can. */
async function freshContext(settings) {
  try {
    return await (await browser()).newContext(settings);
  } catch {
    shared = launch();
    return (await shared).newContext(settings);
  }
}

class App {
  #watch;
  #closed = false;
  #limit;

  constructor(context, site, watch) {
    this.context = context;
    this.site = site;
    this.#watch = watch;
    this.#limit = setTimeout(() => {
      watch.problems.push(`The journey was not over after ${JOURNEY / 1000} s.`);
      context.close().catch(() => {});
    }, JOURNEY);
  }

  get seen() {
    return this.#watch.seen;
  }

  get problems() {
    return this.#watch.problems;
  }

  allow(pattern) {
    this.#watch.allowed.push(pattern);
  }

  async goto(route) {
    await this.page.goto(this.site.url + route);
    await settled(this.page);
  }

  async reload() {
    await this.page.reload();
    await settled(this.page);
  }

  async another(route = "#/today") {
    const page = await this.context.newPage();
    await page.goto(this.site.url + route);
    await settled(page);
    return page;
  }

  async skip(milliseconds) {
    await this.page.evaluate((skipped) => window.skipTime(skipped), milliseconds);
  }

  async offlineReady() {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller) return;
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    });
  }

  async axe(note = "", { page = this.page, within = "html" } = {}) {
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      const found = await violations(page, within);
      assert.deepEqual(found, [], `axe on ${note || new URL(page.url()).hash}, ${theme}`);
    }
  }

  async download(action) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), action()]);
    const path = await download.path();
    return { name: download.suggestedFilename(), path, text: () => readFile(path, "utf8") };
  }

  async close() {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#limit);
    // A window that crashed, or is on its way elsewhere, has no names to tell.
    const looked = this.#lookForNames().catch((error) => this.#couldNotLook(error));
    await atMost(PATIENCE, looked);
    await atMost(PATIENCE, this.context.close());
    await this.site.stop();
    assert.deepEqual(this.#watch.unexpected(), [], "the page gave errors of its own");
  }

  #couldNotLook(error) {
    if (/closed|crashed|destroyed|navigati/i.test(error.message)) return;
    this.problems.push(`The names of students could not be looked for: ${error.message.split("\n")[0]}`);
  }

  /** Whoever is on the caseload at the end is named nowhere in passing. */
  async #lookForNames() {
    const page = this.context.pages().find((page) => page.url().startsWith(this.site.url));
    const names = (await page?.evaluate(studentNames)) ?? [];
    for (const [where, text] of telltales(this.seen)) {
      for (const name of named(names, text)) this.problems.push(`${name} stands in ${where}: ${text}`);
    }
  }
}

// Everything a page must never do, seen over all windows of the context.
async function watchOver(context, site) {
  const problems = [];
  const allowed = [];
  const origin = new URL(site.url).origin;
  const say = (sentence) => problems.push(sentence);
  const seen = { addresses: new Set(), titles: new Set(), console: new Set(), files: new Set() };

  await context.addInitScript(noteTitles, TITLE);
  await context.addInitScript(noteArrivals);
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`Content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    const within = url.origin === origin || url.protocol === "data:" || url.protocol === "blob:";
    if (!within) say(`Request off the origin: ${request.url()}`);
    if (request.method() !== "GET" || request.postDataBuffer()) say(`Request with data: ${request.method()} ${request.url()}`);
    if (url.protocol !== "data:") seen.addresses.add(request.url());
  });
  context.on("console", (message) => {
    const text = message.text();
    if (text.startsWith(TITLE)) return seen.titles.add(text.slice(TITLE.length));
    seen.console.add(text);
    if (message.type() !== "error") return;
    const { url, lineNumber } = message.location();
    const whileStopped = !site.running && /net::ERR_/.test(message.text());
    if (!whileStopped) say(`Console: ${message.text()} (${url}:${lineNumber})`);
  });
  context.on("weberror", (problem) => say(`Uncaught: ${problem.error().stack ?? problem.error()}`));
  const watchPage = (page) => {
    page.on("crash", () => say("A page crashed."));
    page.on("framenavigated", (frame) => seen.addresses.add(frame.url()));
    page.on("download", (download) => seen.files.add(download.suggestedFilename()));
  };
  // A profile that is kept opens with a page of its own.
  context.pages().forEach(watchPage);
  context.on("page", watchPage);

  const unexpected = () => problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
  return { problems, allowed, seen, unexpected };
}

async function violations(page, within) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const found = await page.evaluate((within) => window.axe.run(within, { resultTypes: ["violations"] }), within);
  return found.violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
}

/** In the page: tells the watch of every title that the window has. */
function noteTitles(mark) {
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, "title");
  const noted = function (title) {
    console.debug(mark + title);
    set.call(this, title);
  };
  Object.defineProperty(Document.prototype, "title", { get, set: noted, configurable: true });
}
