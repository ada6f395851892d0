// The run ends, whatever happens: nothing is waited for without a limit, and no browser that a
// loop has started is left behind, because such a browser would keep the run's output open.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import process, { exit, kill } from "node:process";

/** The folders of the profiles whose browsers are up, or may be. */
const folders = new Set();

/** From now on an exception, a signal or the end itself takes the browsers down, too. */
export function endWithBrowsers() {
  process.on("exit", () => {
    for (const folder of folders) {
      // They are gone a moment after the signal, and until then they write.
      for (let tries = 0; endProcessesOf(folder) > 0 && tries < 1_000; tries++);
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      } catch {
        // A folder left behind is no reason to hide what the run found.
      }
    }
  });
  for (const [signal, number] of [["SIGHUP", 1], ["SIGINT", 2], ["SIGTERM", 15]]) process.on(signal, () => exit(128 + number));
  for (const trouble of ["uncaughtException", "unhandledRejection"]) {
    process.on(trouble, (error) => {
      console.error(error);
      exit(1);
    });
  }
}

export const started = (folder) => folders.add(folder);
export const removed = (folder) => folders.delete(folder);

/** What `promise` gives, or an error once it took too long: the driver may wait for good. */
export async function within(milliseconds, what, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: nothing within ${milliseconds / 1000} s`)), milliseconds);
  });
  // If it is late it may still fail, and then nobody asks.
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** SIGKILL for every process of this profile, found by its folder: nothing else is touched. */
export function endProcessesOf(folder) {
  const found = processesOf(folder);
  for (const pid of found) {
    try {
      kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return found.length;
}

/** Only Linux tells of them; elsewhere the driver alone ends its browsers. */
export function processesOf(folder) {
  const mine = `--user-data-dir=${folder}`;
  try {
    return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && wordsOf(pid).includes(mine)).map(Number);
  } catch {
    return [];
  }
}

function wordsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
