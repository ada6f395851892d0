// Whether the device has room, found out by writing: what browsers say about it they blur on purpose.
//
// It matters before a database is opened. Chromium writes a little to open one, and takes what it
// could not finish for damage: the next opening then discards all that this site keeps. A file in
// the site's own folder has nothing to do with the databases, and costs nothing where it fails.

/** More than Chromium writes to open a database, which is all of its log. */
const TRIED_BYTES = 8 << 20;
const FILE = "room";
/** Nobody waits longer for an answer. */
const PATIENCE = 2_000;
const NO_ROOM = ["QuotaExceededError", "AbortError"];

/** Whether there is room; true as well where the browser does not let a page find out. */
export function hasRoom() {
  const unknown = new Promise((done) => setTimeout(done, PATIENCE, true));
  return Promise.race([tried(), unknown]);
}

async function tried() {
  let folder;
  try {
    folder = await navigator.storage.getDirectory();
    const file = await folder.getFileHandle(FILE, { create: true });
    const writing = await file.createWritable();
    await writing.write(new Uint8Array(TRIED_BYTES));
    await writing.close();
    return true;
  } catch (error) {
    return !NO_ROOM.includes(error.name);
  } finally {
    await folder?.removeEntry(FILE).catch(() => {});
  }
}
