// The longest task on the main thread while a person does something.

import { DAY, fileOf, withWorkload } from "./workload.mjs";

export const name = "tasks";
export const title = "Longest task on the main thread";

const RUNS = 5;
const SLOWDOWNS = [1, 4];

export async function measure({ site, browser, report }) {
  const typical = await opened(browser, site, "typical");
  await measureActions(typical, report, { "log a session": await logging(typical.page, site) });
  await typical.context.close();

  const heavy = await opened(browser, site, "heavy");
  const { page } = heavy;
  await measureActions(heavy, report, {
    "open Students (500 rows)": async () => {
      await page.goto(`${site.url}#/students`);
      await page.getByRole("heading", { name: "Students", exact: true }).waitFor();
      await page.waitForFunction(() => document.querySelectorAll("tbody tr").length >= 500);
    },
    "search in 500 rows, six letters": async () => {
      await page.goto(`${site.url}#/students`);
      await page.getByRole("searchbox").pressSequentially("family", { delay: 60 });
      await page.getByRole("searchbox").fill("");
    },
    "first chart": async () => {
      await page.goto(`${site.url}#/students`);
      await page.locator("tbody tr a").first().click();
      await page.locator("figure svg, .chart svg").first().waitFor();
    },
    "log a session": await logging(page, site),
  });
  await restoreTasks(page, site, report);
  await heavy.context.close();
}

async function opened(browser, site, workload) {
  const { context } = await withWorkload(browser, site, workload);
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  await page.goto(`${site.url}#/today`);
  return { workload, context, page };
}

async function measureActions({ workload, context, page }, report, actions) {
  const session = await context.newCDPSession(page);
  for (const slowdown of SLOWDOWNS) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    for (const [what, act] of Object.entries(actions)) {
      const longest = [];
      for (let run = 0; run < RUNS; run++) {
        await clear(page);
        await act();
        await page.waitForTimeout(200);
        longest.push(await page.evaluate(() => Math.max(0, ...window.tasks)));
      }
      report.times(`${workload}: ${what}, ${slowdown}x CPU`, longest);
    }
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
}

/** From the tap that opens the log on Today until it is saved, with an absence and a note. */
async function logging(page, site) {
  await page.goto(`${site.url}#/groups`);
  await page.getByRole("link", { name: "Group 1", exact: true }).first().click();
  await page.waitForURL(/#\/groups\/[0-9a-f-]+$/);
  const group = page.url().split("/").pop();
  return async () => {
    await page.goto(`${site.url}#/today`);
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await page.waitForTimeout(1_000);
    await clear(page);
    await page.evaluate((route) => (location.hash = route), `#/log/group/${group}/${DAY}`);
    const form = page.getByRole("form", { name: "Log session" });
    await form.locator("button[data-state]").first().click();
    await page.locator("#session-note").pressSequentially("Went well", { delay: 60 });
    await page.getByRole("button", { name: "Save session" }).click();
    await page.getByText("Session saved.").last().waitFor();
  };
}

const clear = (page) => page.evaluate(() => (window.tasks.length = 0));

async function restoreTasks(page, site, report) {
  await page.goto(`${site.url}#/data`);
  await clear(page);
  await page.getByLabel("Backup file").setInputFiles(fileOf("heavy"));
  await page.getByRole("button", { name: /^(Restore|Replace what is here)$/ }).click({ timeout: 180_000 });
  await page.getByText(/Backup restored/).first().waitFor({ timeout: 300_000 });
  report.times("heavy: restore, 1x CPU", [await page.evaluate(() => Math.max(0, ...window.tasks))]);
}

/** In the page: tasks of 50 ms and more are reported; none is shorter than "0". */
function watchTasks() {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.tasks.push(entry.duration);
  }).observe({ entryTypes: ["longtask"] });
}
