// The typical caseload in a fresh profile, restored from its file as a person would do it.

import { readFile } from "node:fs/promises";
import { env } from "node:process";

import { settled } from "../e2e/routes.mjs";

/** The day for which `cargo xtask faults` has the caseload made. */
export const DAY = "2026-11-24";
export const WORKLOAD = env.WORKLOAD;

/** How far the page's clock is ahead of this machine's: the same for all pages of a run. */
export const AHEAD = new Date(`${DAY}T08:05`).getTime() - Date.now();

/**
 * Runs in the page: a clock that is ahead, and runs on over reloads and new tabs. A loop can move
 * it, as when somebody sets it.
 */
export function shiftClock(ahead) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + ahead);
      else super(...parts);
    }
    static now() {
      return Real.now() + ahead;
    }
  };
  globalThis.moveClock = (milliseconds) => (ahead += milliseconds);
}

/** In the page: the day where the person is, as an address has it. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Opens a page of the app and waits for its heading. */
export async function openPage(context, site, route = "#/today") {
  const page = await context.newPage();
  await page.goto(site.url + route);
  await settled(page);
  return page;
}

/** Restores the caseload in a page of this profile. */
export async function restore(context, site, file = WORKLOAD) {
  const page = await openPage(context, site, "#/data");
  await page.getByLabel("Backup file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: "Restore a backup" });
  await dialog.getByRole("button", { name: /^(Restore|Replace what is here)$/ }).click();
  await page.getByText(/Backup restored/).first().waitFor();
  return page;
}

/** The ids of the groups with six members. */
export const groupIds = () => idsOf("group/");

export const studentIds = () => idsOf("student/");

async function idsOf(kind) {
  const { documents } = JSON.parse(await readFile(WORKLOAD, "utf8"));
  return documents.filter(({ key }) => key.startsWith(kind)).map(({ key }) => key.slice(kind.length));
}
