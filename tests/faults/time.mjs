// Time does what it likes: the clock is set back, summer time ends, the person travels, the page is
// frozen for a while. A record keeps its day, and a later change stays the later one.

import { today } from "./caseload.mjs";
import { log, save, scene, typeNote } from "./scene.mjs";
import { readSessions, readShelf } from "./shelf.mjs";

export const name = "time";
export const expected = "every record on the day on which it was logged, later changes stamped later, nothing lost";

const HOUR = 3_600_000;
const NEW_YORK = { options: { timezoneId: "America/New_York" } };

export async function run({ site }) {
  return [
    await setBack(site, "clock set back by two hours", 2 * HOUR),
    await setBack(site, "clock set back by three days", 72 * HOUR),
    await summerTime(site, "end of summer time while the page is open", "2026-11-01T05:40:00Z"),
    await summerTime(site, "begin of summer time while the page is open", "2027-03-14T06:40:00Z"),
    await travel(site),
    await frozen(site),
  ];
}

const setBack = (site, what, by) =>
  scene(site, what, async ({ page, row, groups }) => {
    const notes = ["before", "after", "after again"];
    for (const [at, note] of notes.entries()) {
      if (await log(page, site, groups[0], note, await page.evaluate(today))) row.acknowledged++;
      if (at > 0) continue;
      await page.evaluate((by) => window.moveClock(-by), by);
      row.kills++;
    }
    row.is(row.acknowledged === notes.length, "a save after the clock was set back");
    await row.holds(page, notes);
    const stamps = await stampsOf(page, notes);
    row.is(stamps.every((stamp, at) => at === 0 || stamp > stamps[at - 1]), `the order of what was saved: ${stamps.join(", ")}`);
    // The last one is the one that Undo takes back.
    await page.getByRole("button", { name: "Undo" }).last().click();
    await page.locator(".toast p", { hasText: "Undone." }).first().waitFor();
    await row.holds(page, notes.slice(0, 2));
    const { notes: kept } = await page.evaluate(readShelf);
    row.is(!kept.includes("after again"), "what Undo took back");
  });

/** From a quarter past one in New York over the hour that comes twice, or never. */
const summerTime = (site, what, start) =>
  scene(site, what, async ({ page, row, groups }) => {
    const day = start.slice(0, 10);
    if (await log(page, site, groups[0], "before", day)) row.acknowledged++;
    for (let half = 0; half < 6; half++) {
      await page.evaluate((by) => window.moveClock(by), HOUR / 2);
      row.kills++;
      if (await log(page, site, groups[0], `half hour ${half}`, day)) row.acknowledged++;
    }
    const notes = ["before", ...Array.from({ length: 6 }, (_, half) => `half hour ${half}`)];
    row.is(row.acknowledged === notes.length, `${notes.length - row.acknowledged} saves were refused`);
    await row.holds(page, notes);
    row.is((await daysOf(page, notes)).every((kept) => kept === day), "the day of a session");
  }, { ...NEW_YORK, ahead: new Date(start).getTime() - Date.now() });

const travel = (site) =>
  scene(site, "another time zone while the page is open", async ({ profile, page, row, groups }) => {
    const session = await profile.context.newCDPSession(page);
    const zones = ["Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago", "Europe/Berlin"];
    const days = [];
    for (const zone of zones) {
      await session.send("Emulation.setTimezoneOverride", { timezoneId: zone });
      row.kills++;
      // The page looks at the day when it is looked at.
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      days.push(await page.evaluate(today));
      await page.goto(`${site.url}#/today`);
      const shown = new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" }).format(new Date(days.at(-1)));
      await page.getByText(shown).first().waitFor();
      if (await log(page, site, groups[0], zone, days.at(-1))) row.acknowledged++;
    }
    row.notes.push(`Today was ${days.join(", ")}.`);
    row.is(new Set(days).size > 1, "another day in another zone");
    row.is(row.acknowledged === zones.length, `${zones.length - row.acknowledged} saves were refused`);
    await row.holds(page, zones);
    const kept = await daysOf(page, zones);
    row.is(kept.join() === days.join(), `the day of a session: ${kept.join(", ")}`);
  });

/** What another window saves meanwhile is there afterwards, and so is what was being typed. */
const frozen = (site) =>
  scene(site, "page frozen and resumed while another one saves", async ({ profile, page, row, groups, open }) => {
    const other = await open("#/today");
    const session = await profile.context.newCDPSession(page);
    const notes = [];
    for (let time = 0; time < 5; time++) {
      await typeNote(page, site, groups[0], `typed ${time}`);
      await session.send("Page.setWebLifecycleState", { state: "frozen" });
      if (await log(other, site, groups[0], `meanwhile ${time}`)) notes.push(`meanwhile ${time}`);
      await session.send("Page.setWebLifecycleState", { state: "active" });
      row.kills++;
      row.is((await page.locator("#session-note").inputValue()) === `typed ${time}`, "what was being typed");
      if ((await save(page)) === "Session saved.") notes.push(`typed ${time}`);
    }
    row.acknowledged = notes.length;
    row.is(notes.length === 10, `${10 - notes.length} saves were refused`);
    await row.holds(page, notes);
    await page.goto(`${site.url}#/today`);
    await page.getByText(/^Logged/).first().waitFor();
  });

const stampsOf = (page, notes) => sessionsOf(page, notes).then((all) => all.map(({ stamp }) => stamp));
const daysOf = (page, notes) => sessionsOf(page, notes).then((all) => all.map(({ value }) => value.date));

async function sessionsOf(page, notes) {
  const all = await page.evaluate(readSessions);
  return notes.map((note) => all.find(({ value }) => value?.note === note));
}
