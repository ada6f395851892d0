// A long day in one window: thousands of pages and edits, and what is left of each in memory.
//
// The edits write the same few records anew, so that the caseload does not grow: whatever grows is
// held by mistake. Each sample is taken after two full collections.

import { keepMemories, programBytes } from "../e2e/memory.mjs";
import { AHEAD, groupIds, openPage, restore, shiftClock, studentIds } from "./caseload.mjs";
import { within } from "./ending.mjs";
import { Profile } from "./profile.mjs";
import { Row } from "./scene.mjs";
import { readSessions } from "./shelf.mjs";

export const name = "soak";
export const expected = "heap, nodes, listeners and the program's memory do not grow with the pages";

const SAMPLES = 20;
/** Caches fill, and code is compiled for good. */
const WARM_UP = 0.2;
/** Fewer pages say nothing about a slope. */
const JUDGED_FROM = 2_000;
/** In a row: then something is broken, and the rest would say nothing. */
const MOST_STUCK = 3;
/** For the pages between two samples, each of which may take this long. */
const LONGEST_PAGE = 15_000;

/** What is measured, the most that it may grow in 1,000 pages, and how it is written. */
const MEASURES = [
  { name: "heap", unit: "MB", most: 0.5, digits: 2 },
  { name: "nodes", unit: "nodes", most: 100, digits: 0 },
  { name: "listeners", unit: "listeners", most: 25, digits: 0 },
  { name: "program", unit: "MB", most: 0.5, digits: 2 },
  { name: "page", unit: "ms a page", most: 5, digits: 1 },
];

export async function run({ site, pages, say }) {
  const row = new Row(`${pages.toLocaleString("en-US")} pages and edits in one window`);
  const prepare = async (context) => {
    await context.addInitScript(shiftClock, AHEAD);
    await context.addInitScript(keepMemories);
  };
  const profile = await Profile.start({ prepare });
  try {
    await (await restore(profile.context, site)).close();
    const page = await openPage(profile.context, site);
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message.split("\n")[0]));
    page.on("crash", () => errors.push("the page crashed"));
    const walk = { routes: await routes(), session: (await page.evaluate(readSessions)).at(-1).id, student: (await studentIds())[0] };
    const samples = await takeSamples({ page, row, pages, walk, errors, say });
    judge(row, samples, pages);
    row.lost.push(...errors.slice(0, 5).map((error) => `an error: ${error}`));
  } finally {
    await profile.remove();
  }
  return [row];
}

async function takeSamples({ page, row, pages, walk, errors, say }) {
  const samples = [];
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  let stuck = 0;
  for (let done = 0; done < pages && stuck < MOST_STUCK; ) {
    const count = Math.min(Math.ceil(pages / SAMPLES), pages - done);
    const started = Date.now();
    const gone = await within(count * LONGEST_PAGE, "the pages between two samples", page.evaluate(goOn, { ...walk, first: done, count, patience: LONGEST_PAGE }));
    done += gone.pages;
    row.kills = done;
    row.acknowledged += gone.edits;
    if (gone.trouble) {
      // What the screen says is worth more than that it did not change.
      say(`after ${done} pages: ${gone.trouble}`);
      row.lost.push(`after ${done} pages: ${gone.trouble}${errors.length > 0 ? ` (${errors.at(-1)})` : ""}`);
      stuck++;
      done++;
      await page.reload();
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      continue;
    }
    stuck = 0;
    const sample = { done, page: (Date.now() - started) / count, ...(await measured(page, cdp)) };
    samples.push(sample);
    say(MEASURES.map(({ name, unit, digits }) => `${sample[name].toFixed(digits)} ${unit}`).join(", ") + ` after ${done} pages`);
  }
  return samples;
}

async function measured(page, cdp) {
  await page.evaluate(() => (location.hash = "#/today"));
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  for (let times = 0; times < 2; times++) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const program = await programBytes(page);
  return { heap: of("JSHeapUsedSize") / 1e6, nodes: of("Nodes"), listeners: of("JSEventListeners"), program: program / 1e6 };
}

function judge(row, samples, pages) {
  const warm = samples.filter(({ done }) => done >= pages * WARM_UP);
  for (const { name, unit, most, digits } of MEASURES) {
    const slope = 1_000 * slopeOf(warm.map((sample) => [sample.done, sample[name]]));
    row.is(warm.every((sample) => sample[name] > 0), `${name}: not measured`);
    const [first, last] = [warm.at(0), warm.at(-1)].map((sample) => sample?.[name].toFixed(digits));
    row.notes.push(`${name}: ${first} to ${last} ${unit}, ${slope >= 0 ? "+" : ""}${slope.toFixed(3)} in 1,000 pages.`);
    if (pages >= JUDGED_FROM) row.is(slope <= most, `${name} grows by ${slope.toFixed(2)} ${unit} in 1,000 pages; ${most} is allowed`);
  }
}

/** By least squares; 0 where there are too few points. */
function slopeOf(points) {
  if (points.length < 2) return 0;
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** The pages of a working day: each of the few that open daily, and some of many students. */
async function routes() {
  const [groups, students] = [await groupIds(), await studentIds()];
  const of = (place, ids) => ids.slice(0, 8).map((id) => `#/${place}/${id}`);
  const scores = groups.slice(0, 3).map((id) => `#/groups/${id}/scores`);
  const lists = ["#/today", "#/students", "#/groups", "#/protocols", "#/meetings", "#/data", "#/settings"];
  const wanted = [...of("students", students), ...of("groups", groups), ...scores];
  // A list before each of them, as a person goes.
  return wanted.flatMap((route, at) => [lists[at % lists.length], route]);
}

// In the page.

/** Goes from page to page, and edits on every fifth; stops where no new page comes. */
async function goOn({ routes, session, student, first, count, patience }) {
  const frame = () => new Promise((done) => setTimeout(done, 0));
  const spoken = () => document.querySelector('[role="status"][aria-live="polite"]');
  let edits = 0;
  let place = location.hash;

  const screen = () => {
    const text = (found) => [...document.querySelectorAll(found)].map((one) => one.innerText.replace(/\s+/g, " ").trim()).filter(Boolean).join(" / ");
    return `the address is ${location.hash}; the title “${text("main h1")}”; messages “${text(".toast p, .error-summary:not([hidden]) li, [role=alert]")}”; said “${spoken()?.textContent}”`;
  };
  const until = async (what, there) => {
    for (const began = performance.now(); !there(); await frame()) {
      if (performance.now() - began > patience) throw new Error(`${what}: nothing within ${patience / 1000} s; ${screen()}`);
    }
  };
  const go = async (route) => {
    place = route;
    if (location.hash === route) return;
    const title = document.querySelector("main h1");
    const words = title?.textContent;
    location.hash = route;
    // A page of the same make may take the title over and write into it.
    await until(`no new page at ${route}`, () => {
      const now = document.querySelector("main h1");
      return now && (now !== title || now.textContent !== words);
    });
  };
  const button = (words, within = document) => [...within.querySelectorAll("button")].find((one) => one.textContent.trim() === words);
  const type = (field, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const saves = async (words, press) => {
    let said = false;
    const observer = new MutationObserver(() => (said ||= spoken().textContent.startsWith(words)));
    observer.observe(spoken(), { childList: true, characterData: true, subtree: true });
    press();
    await until(`no “${words}”`, () => said);
    observer.disconnect();
    edits++;
  };

  const correct = async (number) => {
    await go(`#/log/session/${session}`);
    await until("no form of the session", () => document.querySelector("form.log #session-note"));
    type(document.querySelector("#session-note"), `Read ${number}`);
    await saves("Session corrected", () => button("Save session").click());
    await until("not back at Today", () => location.hash === "#/today" && !document.querySelector("form.log"));
  };
  const edit = async (number) => {
    await go(`#/students/${student}`);
    await until("no button “Edit”", () => button("Edit"));
    button("Edit").click();
    await until("no form of the student", () => document.querySelector("dialog[open] [data-field=note]"));
    const dialog = document.querySelector("dialog[open]");
    type(dialog.querySelector("[data-field=note]"), `Likes ${number}`);
    await saves("Student saved", () => button("Save student", dialog).click());
    await until("the form stays", () => !document.querySelector("dialog[open]"));
  };

  let at = first;
  try {
    for (; at < first + count; at++) {
      if (at % 10 === 4) await correct(at);
      else if (at % 10 === 9) await edit(at);
      else await go(routes[at % routes.length]);
    }
    return { pages: count, edits };
  } catch (error) {
    return { pages: at - first, edits, trouble: `${error.message} (on the way to ${place})` };
  }
}
