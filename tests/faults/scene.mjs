// One fault in one browser: the caseload is there, a person works, the fault comes, the person
// reads what the screen says and takes the one step that it names.

import { AHEAD, DAY, groupIds, openPage, restore, shiftClock } from "./caseload.mjs";
import { Profile } from "./profile.mjs";
import { readShelf } from "./shelf.mjs";

/** A line of the table, filled while the fault is played. */
export class Row {
  kills = 0;
  acknowledged = 0;
  lost = [];
  torn = [];
  notes = [];

  constructor(what) {
    this.what = what;
  }

  /** What the screen says has to say this. */
  says(text, pattern) {
    this.notes.push(`“${text}”`);
    if (!pattern.test(text)) this.lost.push(`the words: ${pattern} is not in “${text}”`);
  }

  /** What was acknowledged is there, whole. */
  async holds(page, notes) {
    const { notes: kept, torn } = await page.evaluate(readShelf);
    this.torn.push(...torn);
    for (const note of notes) if (!kept.includes(note)) this.lost.push(`the session “${note}”`);
  }

  is(holds, what) {
    if (!holds) this.lost.push(what);
  }
}

/** Plays with a fresh profile that holds the caseload. */
export async function scene(site, what, play, { options = {}, ahead = AHEAD, folder } = {}) {
  const row = new Row(what);
  const prepare = async (context) => {
    await context.addInitScript(shiftClock, ahead);
    await context.exposeFunction("acknowledged", () => {});
  };
  const profile = await Profile.start({ prepare, options, folder });
  try {
    const page = await restore(profile.context, site);
    await play({ profile, page, row, site, groups: await groupIds(), open: (route) => openPage(profile.context, site, route) });
  } catch (error) {
    row.lost.push(`the loop itself: ${error.message.split("\n").slice(0, 3).join(" ")}`);
  } finally {
    await profile.remove();
  }
  return row;
}

/** Opens the form for another session of the group and types a note. */
export async function typeNote(page, site, group, note, day = DAY) {
  await page.goto(`${site.url}#/log/group/${group}/${day}`);
  await page.locator("#session-note").fill(note);
}

/** Presses the button; gives what the screen answers, saved or not. */
export async function save(page, name = "Save session") {
  for (const toast of await page.getByRole("button", { name: "Dismiss" }).all()) await toast.click();
  await page.getByRole("button", { name, exact: true }).click();
  const answer = page.locator(".toast p, .error-summary:not([hidden]) li, main h1:has-text('Your data')").first();
  return (await answer.textContent()).trim();
}

/** Logs a session; true when the screen says that it is saved. */
export async function log(page, site, group, note) {
  await typeNote(page, site, group, note);
  return (await save(page)) === "Session saved.";
}

/** All that the page says to the person. */
export const words = async (page) => (await page.locator("main").innerText()).replace(/\s+/g, " ");
