// One fault in one browser: the caseload is there, a person works, the fault comes, the person
// reads what the screen says and takes the one step that it names.

import { AHEAD, DAY, groupIds, openPage, restore, shiftClock } from "./caseload.mjs";
import { within } from "./ending.mjs";
import { Profile } from "./profile.mjs";
import { readShelf } from "./shelf.mjs";

const PATIENCE = 180_000;
/** The driver lost its browser: that says nothing about the app. */
const TROUBLE = /Protocol error|Target .*closed|has been closed|browser's (second )?start|Failed to launch/;

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

  /** What was acknowledged is there, whole but for what is allowed to be missing. */
  async holds(page, notes, allowed = /^$/) {
    const { notes: kept, torn } = await page.evaluate(readShelf);
    this.torn.push(...torn.filter((what) => !allowed.test(what)));
    for (const note of notes) if (!kept.includes(note)) this.lost.push(`the session “${note}”`);
  }

  is(holds, what) {
    if (!holds) this.lost.push(what);
  }
}

/** Plays with a fresh profile that holds the caseload; once more if the browser itself fails. */
export async function scene(site, what, play, settings = {}) {
  const first = new Row(what);
  try {
    await played(first, site, play, settings);
    return first;
  } catch (error) {
    if (!TROUBLE.test(error.message)) return told(first, error);
    const second = new Row(what);
    second.notes.push(`Played again: ${error.message.split("\n")[0]}`);
    return played(second, site, play, settings).then(() => second, (again) => told(second, again));
  }
}

async function played(row, site, play, { options = {}, ahead = AHEAD, folder }) {
  const prepare = async (context) => {
    await context.addInitScript(shiftClock, ahead);
    await context.exposeFunction("acknowledged", () => {});
  };
  const profile = await Profile.start({ prepare, options, folder });
  const open = (route) => openPage(profile.context, site, route);
  const whole = async () => {
    const page = await restore(profile.context, site);
    await play({ profile, page, row, site, groups: await groupIds(), open });
  };
  try {
    await within(PATIENCE, row.what, whole());
  } finally {
    await profile.remove();
  }
}

function told(row, error) {
  row.lost.push(`the loop itself: ${error.message.split("\n").slice(0, 3).join(" ")}`);
  return row;
}

/** Opens the form for another session of the group, none of its weekly meetings, and types a note. */
export async function typeNote(page, site, group, note, day = DAY) {
  const field = page.locator("#session-note");
  for (let tries = 0; tries < 3; tries++) {
    // What was just saved may still be leading away.
    await page.goto(`${site.url}#/log/group/${group}/${day}`);
    if (await field.waitFor({ timeout: 5_000 }).then(() => true, () => false)) break;
  }
  await field.fill(note);
  const meeting = page.getByRole("combobox", { name: "Meeting", exact: true });
  // One meeting is logged once, and these windows log many sessions.
  if ((await meeting.count()) > 0) await meeting.selectOption({ label: "Extra session" });
}

/** Presses the button; gives what the screen answers, saved or not. */
export async function save(page, name = "Save session") {
  for (const toast of await page.getByRole("button", { name: "Dismiss" }).all()) await toast.click();
  await page.getByRole("button", { name, exact: true }).click();
  const answer = page.locator(".toast p, .error-summary:not([hidden]) li, main h1:has-text('Your data')").first();
  const told = (await answer.textContent()).trim();
  // The form is left a moment later.
  if (/^Session (saved|corrected)\.$/.test(told)) await page.locator("form.log").waitFor({ state: "detached" });
  return told;
}

/** Logs a session; true when the screen says that it is saved. */
export async function log(page, site, group, note, day = DAY) {
  await typeNote(page, site, group, note, day);
  return (await save(page)) === "Session saved.";
}

/** All that the page says to the person. */
export const words = async (page) => (await page.locator("main").innerText()).replace(/\s+/g, " ");
