// Every page of the app, in one place: the pictures, the accessibility check and the smoke
// journey all go through this list. Add a page here and all of them see it.
//
//   name    file name of its pictures
//   route   where it is; for a page of one record, the page that links to it
//   follow  CSS selectors of the links to take from there, one after the other (skipped while
//           nothing is there)
//   press   accessible name of the button to press instead
//   print   also make a PDF of it

const A_STUDENT = 'main a[href^="#/students/"]';
const A_GROUP = 'main a[href^="#/groups/"]';

export const ROUTES = [
  { name: "today", route: "#/today", print: true },
  { name: "log", route: "#/today", press: /^Log\b/ },
  { name: "students", route: "#/students", print: true },
  { name: "student", route: "#/students", follow: [A_STUDENT], print: true },
  { name: "probe", route: "#/students", follow: [A_STUDENT, 'main a[href^="#/probe/"]'] },
  { name: "groups", route: "#/groups", print: true },
  { name: "group", route: "#/groups", follow: [A_GROUP], print: true },
  { name: "scores", route: "#/groups", follow: [A_GROUP, 'main a[href$="/scores"]'] },
  { name: "protocols", route: "#/protocols", print: true },
  { name: "protocol", route: "#/protocols", follow: ['main a[href^="#/protocols/"]'], print: true },
  { name: "meetings", route: "#/meetings", print: true },
  { name: "meeting", route: "#/meetings", press: /^Start with/, print: true },
  { name: "reports", route: "#/reports", print: true },
  { name: "data", route: "#/data" },
  { name: "roster", route: "#/data/roster" },
  { name: "score-import", route: "#/data/scores" },
  { name: "privacy", route: "#/data/privacy", print: true },
  { name: "settings", route: "#/settings" },
  { name: "references", route: "#/settings/references" },
  { name: "reference", route: "#/settings/references", follow: ['main a[href^="#/settings/references/"]'], print: true },
  { name: "unknown", route: "#/nowhere" },
];

export const WIDTHS = [360, 768, 1366];
export const THEMES = ["light", "dark"];

/** Brings an open page to a route of the list. False when this workspace has no such page. */
export async function visit(page, site, { route, follow = [], press }) {
  await page.goto(site.url + route);
  await settled(page);
  const named = press && page.getByRole("button", { name: press }).or(page.getByRole("link", { name: press }));
  const steps = named ? [named] : follow.map((selector) => page.locator(selector));
  for (const step of steps) if (!(await take(page, step.first()))) return false;
  return true;
}

async function take(page, link) {
  // Lists come out of the database a moment after the page has its heading.
  const there = await link.waitFor({ timeout: 5000 }).then(() => true, () => false);
  if (!there) return false;
  const before = page.url();
  await link.click();
  await page.waitForFunction((url) => location.href !== url, before);
  await settled(page);
  return true;
}

/** Runs in the page before the app: the address that the app has been told of. */
export function noteArrivals() {
  window.arrivedAt = location.hash;
  window.addEventListener("hashchange", () => (window.arrivedAt = location.hash));
}

/** The app has mounted and shows the page of the address, with its heading. */
export async function settled(page) {
  await page.locator("#shell").waitFor({ state: "detached" });
  // The address is new at once; the page before it stays until the browser has told of that.
  await page.waitForFunction(() => (window.arrivedAt ?? location.hash) === location.hash);
  await page.locator("h1").first().waitFor();
}
