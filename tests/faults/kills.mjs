// Killed at random points while a person saves as fast as the screen answers.

import { availableParallelism } from "node:os";

import { AHEAD, DAY, groupIds, openPage, restore, shiftClock } from "./caseload.mjs";
import { within } from "./ending.mjs";
import { crash, Profile } from "./profile.mjs";
import { readShelf } from "./shelf.mjs";
import { typeScores, typeSessions } from "./typing.mjs";

export const name = "kills";
export const expected = "all that the screen called saved is there, nothing by halves";

/** Then the caseload is a fresh one: a plan with thousands of scores is slow to write. */
const KILLS_A_PROFILE = 50;
const LONGEST_MILLISECONDS = 1_500;
const MEMBERS = 6;
/** For one kill with all that is looked at before it. */
const PATIENCE = 90_000;
/** In a row: then it is not the browser's bad day. */
const MOST_TROUBLES = 3;
const WAYS = [
  { name: "tab crashed", weight: 6, kill: ({ page }) => crash(page) },
  { name: "tab closed", weight: 2, kill: ({ page }) => page.close({ runBeforeUnload: false }) },
  { name: "browser killed", weight: 2, kill: ({ profile }) => profile.kill().then(() => profile.start()) },
];

export async function run({ site, kills, minutes, say }) {
  const total = new Total(kills, Date.now() + minutes * 60_000, say);
  const groups = await groupIds();
  const workers = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
    while (total.goesOn) await new Worker(site, groups, total).run();
  });
  await Promise.all(workers);
  return [total.row()];
}

class Total {
  started = Date.now();
  begun = 0;
  done = 0;
  ways = {};
  saves = 0;
  documents = 0;
  openings = [];
  troubles = [];
  lost = new Set();
  torn = new Set();

  constructor(kills, until, say) {
    Object.assign(this, { kills, until, say });
  }

  get goesOn() {
    return this.begun < this.kills && Date.now() < this.until;
  }

  killed(way) {
    this.ways[way.name] = (this.ways[way.name] ?? 0) + 1;
    this.done++;
    if (this.done % 100 === 0) this.say(`${this.done} kills, ${this.saves} saves: ${this.lost.size} lost, ${this.torn.size} torn`);
  }

  /** The browser or its driver failed, not the app: told, and tried again with a new one. */
  troubled(error, screens) {
    const sentence = told(error);
    this.troubles.push(sentence);
    this.say(`The browser is started anew: ${sentence}; on the screen: ${screens.join(" / ") || "nothing"}`);
  }

  /** The loop goes on for hours: what it found is said at once. */
  loses(finding) {
    this.lost.add(finding);
    this.say(`LOST ${finding}`);
  }

  row() {
    const rate = (count) => (count / ((Date.now() - this.started) / 1000)).toFixed(0);
    const ways = Object.entries(this.ways).map(([way, times]) => `${times} times ${way}`).join(", ");
    const openings = this.openings.sort((a, b) => a - b);
    return {
      what: "killed at random points",
      kills: this.done,
      acknowledged: this.saves,
      documents: this.documents,
      lost: [...this.lost],
      torn: [...this.torn],
      notes: [
        `${ways}.`,
        `${rate(this.saves)} saves and ${rate(this.documents)} documents a second, kills and openings included.`,
        `Open again after ${openings[openings.length >> 1]} ms, at the latest ${openings.at(-1)} ms.`,
        `The browser itself had to be started anew ${this.troubles.length} times.`,
      ],
    };
  }
}

/** One profile, killed again and again. */
class Worker {
  #acknowledged = { scores: new Set(), session: new Set() };

  constructor(site, groups, total) {
    Object.assign(this, { site, groups, total });
  }

  async run() {
    const prepare = async (context) => {
      await context.addInitScript(shiftClock, AHEAD);
      await context.exposeFunction("acknowledged", (kind, number) => this.#hear(kind, number));
      await context.exposeFunction("discarded", (why) => this.total.loses(`The browser discarded its storage: ${why}`));
      await context.addInitScript(tellDiscarded);
    };
    this.profile = await Profile.start({ prepare });
    try {
      await this.#surely(async () => (await restore(this.profile.context, this.site)).close());
      for (let kill = 1; kill <= KILLS_A_PROFILE && this.total.goesOn; kill++) {
        this.total.begun++;
        const way = weighted(WAYS);
        await this.#surely(() => this.#kill(kill, way));
        this.total.killed(way);
      }
      await this.#surely(() => this.#lastLook());
    } catch (error) {
      this.total.loses(`The loop itself: ${told(error)}`);
    } finally {
      await this.profile.remove();
    }
  }

  /**
   * A driver that loses its browser says nothing about the app, so it is killed and the step taken
   * again: what was acknowledged has to be there then, too. A page that does not open is no
   * trouble of the browser when it happens again and again.
   */
  async #surely(step) {
    for (let troubles = 0; ; troubles++) {
      try {
        return await within(PATIENCE, "a kill and its look", step());
      } catch (error) {
        if (troubles === MOST_TROUBLES) throw error;
        this.total.troubled(error, await this.#screens());
        await this.profile.kill();
        await this.profile.start();
      }
    }
  }

  async #screens() {
    const words = (page) => within(1_000, "the words", page.locator("main").innerText()).catch(() => "no answer");
    const all = await Promise.all(this.profile.context.pages().map(words));
    return all.map((text) => text.replace(/\s+/g, " ").slice(0, 200));
  }

  #kill(kill, way) {
    if (kill % 10 === 0) return this.#killAtStart(way);
    return kill % 3 === 0 ? this.#killSessions(way) : this.#killScores(way);
  }

  #hear(kind, number) {
    this.#acknowledged[kind].add(number);
    this.total.saves++;
    // The session, or a plan for each member; and the history.
    this.total.documents += 1 + (kind === "session" ? 1 : MEMBERS);
  }

  async #killAtStart(way) {
    const page = await this.profile.context.newPage();
    page.goto(this.site.url).catch(() => {});
    await pause(500);
    await way.kill({ page, profile: this.profile });
  }

  async #killScores(way) {
    const page = await this.#open(`#/groups/${any(this.groups)}/scores`);
    await page.locator(".scores-table tbody tr").nth(MEMBERS - 1).waitFor();
    const first = await this.#check(page);
    page.evaluate(typeScores, { first }).catch(() => {});
    await pause(LONGEST_MILLISECONDS);
    await way.kill({ page, profile: this.profile });
  }

  async #killSessions(way) {
    const page = await this.#open("#/today");
    const first = await this.#check(page);
    const route = `#/log/group/${any(this.groups)}/${DAY}`;
    page.evaluate(typeSessions, { first, route }).catch(() => {});
    await pause(LONGEST_MILLISECONDS);
    await way.kill({ page, profile: this.profile });
  }

  async #open(route) {
    const started = Date.now();
    const page = await openPage(this.profile.context, this.site, route);
    this.total.openings.push(Date.now() - started);
    return page;
  }

  /** The number of the next save: a number that was on its way at the kill is not given again. */
  async #check(page) {
    const title = await page.locator("h1").first().textContent();
    if (/^Your data/.test(title)) this.total.loses(`The page says “${title}”`);
    const { scores, sessions, torn } = await page.evaluate(readShelf);
    for (const finding of torn) this.total.torn.add(finding);
    for (const [number, plans] of Object.entries(scores)) {
      if (plans !== MEMBERS) this.total.torn.add(`save ${number} reached ${plans} of ${MEMBERS} plans`);
    }
    const kept = new Set(sessions);
    for (const number of this.#acknowledged.scores) if (!scores[number]) this.total.loses(`scores of save ${number}`);
    for (const number of this.#acknowledged.session) if (!kept.has(number)) this.total.loses(`session of save ${number}`);
    return 1 + Math.max(0, ...Object.keys(scores), ...sessions, ...this.#acknowledged.scores, ...this.#acknowledged.session);
  }

  /** The app's own check of every record agrees. */
  async #lastLook() {
    const page = await this.#open("#/data");
    await this.#check(page);
    await page.getByRole("button", { name: "Check now" }).click();
    const verdict = page.getByText(/All in order|cannot be read|to put right|found/i).first();
    const text = await verdict.textContent();
    if (!text.includes("All in order")) this.total.torn.add(`The app's own check: ${text}`);
  }
}

/** Runs in the page: the browser says once that it found its storage broken and made it anew. */
function tellDiscarded() {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...what) {
    const request = open.apply(this, what);
    request.addEventListener("upgradeneeded", ({ dataLoss, dataLossMessage }) => {
      if (dataLoss === "total") discarded(dataLossMessage);
    });
    return request;
  };
}

/** The words of an error, and what it waited for. */
const told = (error) => error.message.split("\n").slice(0, 3).join(" ").replace(/\x1b\[\d+m/g, "");
const any = (list) => list[Math.floor(Math.random() * list.length)];
const pause = (longest) => new Promise((done) => setTimeout(done, Math.random() * longest));

function weighted(ways) {
  let left = Math.random() * ways.reduce((sum, { weight }) => sum + weight, 0);
  return ways.find(({ weight }) => (left -= weight) < 0);
}
