// Two windows at the same plan and the same session, and a window with an old build beside a new one.

import { rm } from "node:fs/promises";

import { serve } from "../../xtask/site.mjs";
import { copyOfDist, publish, version } from "../e2e/versions.mjs";
import { openPage, today } from "./caseload.mjs";
import { log, save, scene } from "./scene.mjs";
import { readSessions, readShelf } from "./shelf.mjs";

export const name = "windows";
export const expected = "what either window saved is there; what both changed is told, not overwritten";

const MOST_ROUNDS = 30;
const MEMBERS = 6;
const A_DAY = 24 * 3_600_000;
/** The last of the notes that both windows write. */
const CLASH = /^Note was changed in another window meanwhile: “(here|there) \d+” there, “(here|there) \d+” here/;

export async function run({ site, kills }) {
  const rounds = Math.min(MOST_ROUNDS, Math.max(5, Math.ceil(kills / 10)));
  return [
    await scene(site, "two windows score the same plans at once", (stage) => scores(stage, rounds)),
    await scene(site, "two windows log and correct the same session", (stage) => sessions(stage, rounds)),
    await scene(site, "two windows score, one clock a day behind", (stage) => behind(stage, scores, rounds)),
    await scene(site, "two windows correct a session, one a day behind", (stage) => behind(stage, sessions, rounds)),
    await builds(rounds),
  ];
}

/** Somebody sets the clock back while the page is open; the other window goes on with the right one. */
async function behind(stage, play, rounds) {
  const { page, row, open } = stage;
  const other = await open("#/today");
  await page.evaluate((by) => window.moveClock(-by), A_DAY);
  // The page looks at the day when it is looked at.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const days = [await page.evaluate(today), await other.evaluate(today)];
  row.is(days[0] < days[1], `a day behind: ${days.join(" and ")}`);
  await play({ ...stage, open: async () => other }, rounds);
}

/** Both press "Save all" of the same group in the same moment. */
async function scores({ page, row, site, groups, open }, rounds) {
  const pages = [page, await open("#/today")];
  for (const window of pages) await window.goto(`${site.url}#/groups/${groups[0]}/scores`);
  for (const window of pages) await window.locator(".scores-table tbody tr").nth(MEMBERS - 1).waitFor();
  for (let round = 0; round < rounds; round++) {
    const numbers = [2 * round, 2 * round + 1];
    const answers = await Promise.all(pages.map((window, at) => scoreAll(window, numbers[at])));
    row.kills++;
    row.acknowledged += answers.filter(Boolean).length;
    const { scores, torn } = await page.evaluate(readShelf);
    row.torn.push(...torn);
    for (const [at, number] of numbers.entries()) {
      if (answers[at]) row.is(scores[number] === MEMBERS, `scores of save ${number}: in ${scores[number] ?? 0} of ${MEMBERS} plans`);
      else await refused(pages[at], number, row);
    }
  }
}

/** Scores of two windows are no conflict, so neither may be refused. */
async function refused(page, number, row) {
  const words = await page.getByRole("group", { name: /to put right/ }).allInnerTexts();
  row.lost.push(`save ${number} was not answered: ${words.join(" ").replace(/\s+/g, " ")}`);
}

/** A number in every row of the sheet, as the loop of kills types it; true once it is saved. */
async function scoreAll(page, number) {
  return page.evaluate(async (number) => {
    const spoken = document.querySelector('[role="status"][aria-live="polite"]');
    const type = (input, text) => {
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
    };
    for (const row of document.querySelectorAll(".scores-table tbody tr")) {
      const [score, errors] = row.querySelectorAll("input");
      type(score, String(1 + (number % 250)));
      type(errors, String(Math.floor(number / 250)));
    }
    const answer = new Promise((done) => {
      const observer = new MutationObserver(() => spoken.textContent.startsWith("Scores saved") && done(true));
      observer.observe(spoken, { childList: true, characterData: true, subtree: true });
      setTimeout(() => done(false), 30_000);
    });
    [...document.querySelectorAll("button")].find((button) => button.textContent === "Save all").click();
    return answer;
  }, number);
}

/** One changes the note, the other the minutes; then both the note. */
async function sessions({ page, row, site, groups, open }, rounds) {
  const other = await open("#/today");
  const pages = [page, other];
  for (let round = 0; round < rounds; round++) {
    // Of two clocks the day of the one behind, on which both can correct.
    if (!(await log(page, site, groups[0], `begun ${round}`, await page.evaluate(today)))) throw new Error("no session is logged");
    const session = async (is) => (await page.evaluate(readSessions)).find(is);
    const { id, stamp: begun } = await session(({ value }) => value?.note === `begun ${round}`);
    await openBoth(pages, site, id);
    await page.locator("#session-note").fill(`here ${round}`);
    await other.getByLabel("Minutes", { exact: true }).fill(String(1 + round));
    const answers = await Promise.all(pages.map((window) => save(window)));
    row.kills++;
    for (const answer of answers) {
      if (answer === "Session corrected.") row.acknowledged++;
      else row.lost.push(`a correction of something else: “${answer}”`);
    }
    const { value: both, stamp: corrected } = await session((one) => one.id === id);
    row.is(both.note === `here ${round}` && both.outcome.held.minutes === 1 + round, `one of two corrections: ${JSON.stringify(both)}`);

    await openBoth(pages, site, id);
    const notes = [`here ${round + 1000}`, `there ${round + 1000}`];
    for (const [at, window] of pages.entries()) await window.locator("#session-note").fill(notes[at]);
    const told = await Promise.all(pages.map((window) => save(window)));
    const first = told.indexOf("Session corrected.");
    const second = 1 - first;
    row.is(first >= 0 && CLASH.test(told[second]), `a clash that is told: “${told.join("” and “")}”`);
    if (first < 0) continue;
    row.acknowledged++;
    const { value: kept, stamp: clashed } = await session((one) => one.id === id);
    row.is(kept.note === notes[first], `the note that was saved before the clash, “${notes[first]}”: it is “${kept.note}”`);
    // She has read both: what she saves now is on purpose.
    const again = await save(pages[second]);
    row.is(again === "Session corrected.", `a second save after the clash: “${again}”`);
    if (again === "Session corrected.") row.acknowledged++;
    const { value: last, stamp: chosen } = await session((one) => one.id === id);
    row.is(last.note === notes[second], `the note that was saved on purpose, “${notes[second]}”: it is “${last.note}”`);
    row.is(last.outcome.held.minutes === 1 + round, `the minutes after the clash: ${JSON.stringify(last.outcome)}`);
    const stamps = [begun, corrected, clashed, chosen];
    row.is(stamps.every((stamp, at) => at === 0 || stamp > stamps[at - 1]), `the order of what was saved: ${stamps.join(", ")}`);
  }
}

/** An old build that was never reloaded, and a new one, at the same session; then both reload. */
async function builds(rounds) {
  const undo = [];
  const folder = await copyOfDist({ after: (action) => undo.push(action) });
  const site = await serve(folder);
  try {
    return await scene(site, "an old build in one window, a new one in the other", async ({ page, row, groups, profile }) => {
      const hasWorker = await page.evaluate(async () => {
        if (!document.querySelector("[data-worker]")) return false;
        await navigator.serviceWorker.ready;
        if (navigator.serviceWorker.controller) return true;
        return new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done(true), { once: true }));
      });
      await publish(folder, "new").catch((error) => {
        // A page for development has no worker to publish with.
        if (hasWorker) throw error;
      });
      const newer = await profile.context.newPage();
      await newer.goto(site.url);
      if (hasWorker) {
        await newer.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
        await newer.waitForFunction(() => window.aimlineUpdateReady === true);
        await Promise.all([newer.waitForEvent("load"), newer.evaluate(() => window.aimlineApplyUpdate())]);
      }
      await newer.getByRole("heading", { level: 1 }).waitFor();
      row.notes.push(`The versions: ${await version(page)} and ${await version(newer)}.`);
      row.is((await version(newer)) === "new", "the new build in the other window");
      const notes = [];
      for (let round = 0; round < rounds; round++) {
        for (const [window, words] of [[page, `old ${round}`], [newer, `new ${round}`]]) {
          if (!(await log(window, site, groups[0], words))) continue;
          row.acknowledged++;
          notes.push(words);
        }
        row.kills++;
      }
      row.is(notes.length === 2 * rounds, `${2 * rounds - notes.length} saves were refused`);
      await row.holds(newer, notes);
      await (await openPage(profile.context, site)).close();
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Today" }).or(page.locator("form.log")).first().waitFor();
      await row.holds(page, notes);
    });
  } finally {
    await site.stop();
    for (const action of undo) await action();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openBoth(pages, site, id) {
  for (const window of pages) {
    await window.goto(`${site.url}#/today`);
    await window.goto(`${site.url}#/log/session/${id}`);
    await window.getByRole("heading", { level: 1, name: /^Correct: / }).waitFor();
  }
}
