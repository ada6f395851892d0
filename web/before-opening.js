// What has to be done before a database is opened, because of how Chromium keeps them all.
//
// It writes each change to a log first, and after a start goes on where the log ends, even behind a
// record that a kill or a full disk cut short. That opening still finds everything; a later one
// cannot read the log and discards all that this site keeps. Removing a database, even an empty one,
// makes it put what it has read into a table and begin a new log. (On ChromeOS each start begins one.)
//
// On a device without room it can do neither, and takes what it could not finish for damage. So
// room is looked for first, by writing a file that no database knows of: what browsers say about
// room they blur on purpose.

/** More than Chromium has to write to open a database: its log, which it ends at 4 MB. */
const TRIED_BYTES = 5 << 20;
const FOLDER = "room";
/** What Chromium answers without room, down to the last byte. */
const NO_ROOM = ["QuotaExceededError", "AbortError", "InvalidStateError"];
const DATABASE = "aimline-new-log";
/** A browser that does not answer by then is not waited for; a slow device does. */
const PATIENCE = 10_000;

let underWay = null;
/** Whether the browser has said, once, that it could not read what it had kept and discarded it. */
let discarded = false;

/** Answers "no room", and then nothing may be opened; or "ready", or "discarded". */
export function beforeOpening() {
  // Two looks at once would need twice the room.
  underWay ??= prepare().finally(() => (underWay = null));
  return underWay;
}

async function prepare() {
  if (!(await hasRoom())) return "no room";
  await beginNewLog();
  return discarded ? "discarded" : "ready";
}

/** True as well where the browser does not let a page find out. */
export const hasRoom = () => inTime(tryRoom().catch((error) => !NO_ROOM.includes(error.name)), true);

async function tryRoom() {
  const own = await navigator.storage.getDirectory();
  try {
    const folder = await own.getDirectoryHandle(FOLDER, { create: true });
    const file = await folder.getFileHandle("zeros", { create: true });
    const writing = await file.createWritable();
    await writing.write(new Uint8Array(TRIED_BYTES));
    await writing.close();
    return true;
  } finally {
    // Also what a look left that was killed.
    await own.removeEntry(FOLDER, { recursive: true }).catch(() => {});
  }
}

/** Where it fails, the old log goes on, and nothing is worse than before. */
export const beginNewLog = () => inTime(renewLog().catch(() => {}));

function renewLog() {
  return new Promise((done) => {
    const opening = indexedDB.open(DATABASE);
    opening.onupgradeneeded = ({ dataLoss }) => (discarded ||= dataLoss === "total");
    opening.onerror = done;
    opening.onsuccess = () => {
      // It stays open until it is in the way: with nothing open the browser would read the log anew.
      opening.result.onversionchange = () => opening.result.close();
      const removing = indexedDB.deleteDatabase(DATABASE);
      removing.onsuccess = removing.onerror = done;
    };
  });
}

const inTime = (work, otherwise) => Promise.race([work, new Promise((done) => setTimeout(done, PATIENCE, otherwise))]);
