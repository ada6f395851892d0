// Every page of the app, in one place: the pictures, the accessibility check and the smoke
// journey all go through this list. Add a page here and all of them see it.
//
//   name    file name of its pictures
//   route   where it is; for a page of one record, the page that links to it
//   follow  CSS selector of the link to take from there (skipped while nothing is there)
//   press   accessible name of the button to press instead
//   print   also make a PDF of it

export const ROUTES = [
  { name: "today", route: "#/today", print: true },
  { name: "log", route: "#/today", press: /^Log\b/ },
  { name: "students", route: "#/students", print: true },
  { name: "student", route: "#/students", follow: 'main a[href^="#/students/"]', print: true },
  { name: "groups", route: "#/groups", print: true },
  { name: "group", route: "#/groups", follow: 'main a[href^="#/groups/"]', print: true },
  { name: "protocols", route: "#/protocols", print: true },
  { name: "protocol", route: "#/protocols", follow: 'main a[href^="#/protocols/"]', print: true },
  { name: "meetings", route: "#/meetings", print: true },
  { name: "reports", route: "#/reports", print: true },
  { name: "data", route: "#/data" },
  { name: "settings", route: "#/settings" },
];

export const WIDTHS = [360, 768, 1366];
export const THEMES = ["light", "dark"];

/** Brings an open page to a route of the list. False when this workspace has no such page. */
export async function visit(page, site, { route, follow, press }) {
  await page.goto(site.url + route);
  await settled(page);
  if (!follow && !press) return true;
  const target = follow
    ? page.locator(follow).first()
    : page.getByRole("button", { name: press }).or(page.getByRole("link", { name: press })).first();
  // Lists come out of the database a moment after the page has its heading.
  const there = await target.waitFor({ timeout: 1500 }).then(() => true, () => false);
  if (!there) return false;
  const before = page.url();
  await target.click();
  await page.waitForFunction((url) => location.href !== url, before, { timeout: 3000 }).catch(() => {});
  await settled(page);
  return true;
}

/** The app has mounted and shows a page with its heading. */
export async function settled(page) {
  await page.locator("#shell").waitFor({ state: "detached" });
  await page.locator("h1").first().waitFor();
}
