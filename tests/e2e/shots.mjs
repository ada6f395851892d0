// Pictures of every page in the list, at each width, in both themes, with the empty and
// the demo workspace, and PDFs of what people print. `cargo xtask shots [NAME...]`.
//
// shots/index.html shows them all on one page.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { serve } from "../../xtask/site.mjs";
import { launch } from "./browser.mjs";
import { DIST } from "./dist.mjs";
import { ROUTES, settled, THEMES, visit, WIDTHS } from "./routes.mjs";

const OUT = fileURLToPath(new URL("../../shots", import.meta.url));
const WORKSPACES = [
  { name: "empty", start: "#/today" },
  { name: "demo", start: "#/demo" },
];
const wanted = argv.slice(2);
const routes = ROUTES.filter((route) => wanted.length === 0 || wanted.includes(route.name));

const site = await serve(DIST);
const browser = await launch();
const taken = [];
const failed = [];
await rm(OUT, { recursive: true, force: true });

for (const workspace of WORKSPACES) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(site.url + workspace.start);
  await settled(page);
  // Let the demo finish filling its database before anything is looked at.
  await page.waitForTimeout(workspace.name === "demo" ? 2000 : 300);

  for (const route of routes) {
    try {
      await pictures(page, workspace, route);
    } catch (error) {
      failed.push(`${workspace.name}/${route.name}: ${error.message.split("\n")[0]}`);
    }
  }
  console.log(`   ${workspace.name}: ${taken.filter((one) => one.workspace === workspace.name).length} pictures and PDFs`);
  await context.close();
}

await writeFile(join(OUT, "index.html"), gallery());
await browser.close();
await site.stop();
console.log(`   All of them: ${join(OUT, "index.html")}`);
for (const failure of failed) console.log(`   NOT TAKEN ${failure}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function pictures(page, workspace, route) {
  await page.setViewportSize({ width: 1366, height: 900 });
  if (!(await visit(page, site, route))) {
    console.log(`   ${workspace.name}/${route.name}: nothing there to open`);
    return;
  }
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme: theme, media: "screen", reducedMotion: "reduce" });
      await wholePage(page, width);
      const file = `${workspace.name}/${route.name}-${width}-${theme}.png`;
      await page.screenshot({ path: join(OUT, file) });
      taken.push({ workspace: workspace.name, route: route.name, file });
    }
  }
  if (route.print) await printed(page, workspace, route);
}

// A window as tall as the page: what sticks to an edge is then at the edge, not in the middle.
async function wholePage(page, width) {
  const least = width < 500 ? 780 : 900;
  await page.setViewportSize({ width, height: least });
  // Charts are drawn again after a change of size.
  await page.waitForTimeout(200);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(least, Math.min(height, 12_000)) });
  await page.waitForTimeout(100);
}

async function printed(page, workspace, route) {
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  await page.waitForTimeout(250);
  const file = `${workspace.name}/${route.name}.pdf`;
  await mkdir(dirname(join(OUT, file)), { recursive: true });
  await page.pdf({ path: join(OUT, file), format: "Letter" });
  await page.emulateMedia({ media: "screen" });
  taken.push({ workspace: workspace.name, route: route.name, file });
}

function gallery() {
  const figure = ({ file }) => file.endsWith(".pdf")
    ? `<figure><a href="${file}">${file}</a></figure>`
    : `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`;
  return `<!doctype html><meta charset="utf-8"><title>Aimline in pictures</title>
<style>body{font:14px system-ui;margin:16px}figure{display:inline-block;margin:8px;vertical-align:top}img{width:300px;border:1px solid #ccc}</style>
${taken.map(figure).join("\n")}\n`;
}
