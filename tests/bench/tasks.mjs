// The longest task on the main thread while a person does something.

import { DAY, fileOf, withWorkload } from "./workload.mjs";

export const name = "tasks";
export const title = "Longest task on the main thread, heavy workload";

const RUNS = 5;
const SLOWDOWNS = [1, 4];

export async function measure({ site, browser, report }) {
  const { context } = await withWorkload(browser, site, "heavy");
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  await page.goto(`${site.url}#/today`);
  const session = await context.newCDPSession(page);
  const actions = {
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
    "log a session": async () => {
      await page.goto(`${site.url}#/groups`);
      await page.getByRole("link", { name: "Group 1", exact: true }).first().click();
      await page.waitForURL(/#\/groups\/[0-9a-f-]+$/);
      const group = page.url().split("/").pop();
      await page.goto(`${site.url}#/log/group/${group}/${DAY}`);
      await page.getByRole("button", { name: "Save session" }).click();
      await page.getByText("Session saved.").last().waitFor();
    },
  };
  for (const slowdown of SLOWDOWNS) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    for (const [what, act] of Object.entries(actions)) {
      const longest = [];
      for (let run = 0; run < RUNS; run++) {
        await page.evaluate(() => (window.tasks.length = 0));
        await act();
        await page.waitForTimeout(200);
        longest.push(await page.evaluate(() => Math.max(0, ...window.tasks)));
      }
      report.times(`${what}, ${slowdown}x CPU`, longest);
    }
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await restoreTasks(page, site, report);
  await context.close();
}

async function restoreTasks(page, site, report) {
  await page.goto(`${site.url}#/data`);
  await page.evaluate(() => (window.tasks.length = 0));
  await page.getByLabel("Backup file").setInputFiles(fileOf("heavy"));
  await page.getByRole("button", { name: /^(Restore|Replace what is here)$/ }).click({ timeout: 180_000 });
  await page.getByText(/Backup restored/).first().waitFor({ timeout: 300_000 });
  report.times("restore, 1x CPU", [await page.evaluate(() => Math.max(0, ...window.tasks))]);
}

/** In the page: tasks of 50 ms and more are reported; none is shorter than "0". */
function watchTasks() {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.tasks.push(entry.duration);
  }).observe({ entryTypes: ["longtask"] });
}
