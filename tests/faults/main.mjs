// Faults, one loop after another, and a table of what they did.
//
//   cargo xtask faults [--kills N] [--minutes M] [NAME...]
//   cargo xtask faults soak [--pages N]
//
// Each loop exports `name`, `expected` and `run({ site, kills, minutes, pages, say })`, which gives rows:
// { what, kills, acknowledged, documents, lost: [], torn: [], notes: [] }. What a loop expects on
// the screen and does not find is lost, too: words are a part of the promise.

import { parseArgs } from "node:util";
import { exit } from "node:process";

import { serve } from "../../xtask/site.mjs";
import { DIST } from "../e2e/dist.mjs";
import { endWithBrowsers, within } from "./ending.mjs";
import * as gone from "./gone.mjs";
import * as kills from "./kills.mjs";
import * as lock from "./lock.mjs";
import * as room from "./room.mjs";
import * as soak from "./soak.mjs";
import { print } from "./table.mjs";
import * as time from "./time.mjs";
import * as together from "./together.mjs";
import * as windows from "./windows.mjs";

const LOOPS = [kills, windows, time, room, gone, lock, together, soak];
/** Without names all but this one: it takes as long as all the others together. */
const LONG = soak;
/** What a loop may take beside the minutes it was given; a loop that does not end ends the run. */
const PATIENCE_MINUTES = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: "string", default: "100" }, minutes: { type: "string", default: "600" }, pages: { type: "string", default: "10000" } },
});
const wanted = LOOPS.filter((loop) => (positionals.length === 0 ? loop !== LONG : positionals.includes(loop.name)));
const unknown = positionals.filter((name) => !LOOPS.some((loop) => loop.name === name));
if (unknown.length > 0) {
  console.error(`There is no loop “${unknown.join("”, “")}”. There are: ${LOOPS.map(({ name }) => name).join(", ")}.`);
  exit(2);
}

endWithBrowsers();
const site = await serve(DIST);
const rows = [];
const say = (sentence) => console.log(`   … ${sentence}`);
const count = Number(values.kills);
const minutes = Number(values.minutes);
const pages = Number(values.pages);
let whole = true;
for (const loop of wanted) {
  console.log(`   ${loop.name}: ${loop.expected}`);
  try {
    const patience = (minutes + PATIENCE_MINUTES) * 60_000;
    rows.push(...(await within(patience, `the loop “${loop.name}”`, loop.run({ site, kills: count, minutes, pages, say }))));
  } catch (error) {
    console.error(error);
    whole = false;
    break;
  }
}
// The site's connections and any browser end with the process.
exit(print(rows) && whole ? 0 : 1);
