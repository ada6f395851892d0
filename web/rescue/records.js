// The records as they lie in the browser's database, read and never changed.

import { beginNewLog } from "../before-opening.js";
import { unlocked } from "./lock.js";

const KNOWN = ["aimline", "aimline-demo"];
const SHELF = "shelf";
// Copies of everything, and what a workspace knows about its own backups, stay out of a backup.
const LEFT_OUT = new Set(["snapshot", "safety", "lock"]);
const STAMP = /"stamp":"([0-9a-f]{12})/g;

/**
 * The workspaces of this browser that hold anything, each
 * `{ name, demo, locked, documents, kinds, version, newest, lost }`. Of a locked one the documents
 * cannot be read, only counted; `lost` is how many records the browser itself could not read. A
 * workspace that it does not open at all is `{ name, demo, trouble }`: the others are read.
 */
export async function workspaces() {
  const found = [];
  for (const name of await names()) {
    try {
      const { shelf, lost } = await read(name);
      const workspace = workspaceOf(name, shelf);
      if (workspace.documents.length || lost) found.push({ ...workspace, lost });
    } catch (error) {
      found.push({ name, demo: isDemo(name), trouble: error.message });
    }
  }
  return found;
}

/** The same workspace with its lock opened. */
export async function opened({ name, shelf, lost }, typed) {
  return { ...workspaceOf(name, await unlocked(name, shelf, typed)), lost };
}

function workspaceOf(name, shelf) {
  const locked = shelf.some(({ key }) => key === "lock");
  return { name, demo: isDemo(name), locked, shelf, ...seen(shelf) };
}

const isDemo = (name) => name === "aimline-demo";

async function names() {
  // Older browsers do not list them.
  if (!indexedDB.databases) return KNOWN;
  const all = await indexedDB.databases();
  return KNOWN.filter((name) => all.some((database) => database.name === name));
}

async function read(name) {
  const database = await open(name);
  if (!database) return { shelf: [], lost: 0 };
  database.onversionchange = () => database.close();
  const store = () => database.transaction(SHELF).objectStore(SHELF);
  try {
    if (!database.objectStoreNames.contains(SHELF)) return { shelf: [], lost: 0 };
    const read = await together(store()).catch(() => oneByOne(store));
    // Opening wrote a little; behind a piece that was cut short that would cost everything.
    await beginNewLog();
    return read;
  } finally {
    database.close();
  }
}

async function together(store) {
  const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
  return { shelf: keys.map((key, at) => ({ key: String(key), value: values[at] })), lost: 0 };
}

// One record that the browser cannot read any more fails all that are asked for with it.
async function oneByOne(store) {
  const shelf = [];
  let lost = 0;
  for (const key of await settled(store().getAllKeys())) {
    try {
      shelf.push({ key: String(key), value: await settled(store().get(key)) });
    } catch {
      lost++;
    }
  }
  return { shelf, lost };
}

// Opening must not make a database where there is none.
function open(name) {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction.abort();
    request.onsuccess = () => done(request.result);
    request.onerror = () => (request.error?.name === "AbortError" ? done(null) : fail(request.error));
  });
}

function settled(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

function seen(shelf) {
  const documents = [];
  const kinds = new Map();
  let version = 1;
  let newest = 0;
  for (const { key, value } of shelf) {
    if (LEFT_OUT.has(kindOf(key))) continue;
    const document = sound(key, value);
    const kind = kindOf(document.key);
    documents.push(document);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (Number.isInteger(value?.v)) version = Math.max(version, value.v);
    for (const [, digits] of document.body.matchAll(STAMP)) newest = Math.max(newest, parseInt(digits, 16));
  }
  return { documents, kinds, version, newest };
}

function kindOf(key) {
  return key.split("/")[0];
}

// What is not a JSON text would spoil the file: it goes in as a text set aside.
function sound(key, value) {
  if (typeof value?.body === "string" && isJson(value.body)) return { key, body: value.body };
  return { key: `aside/found/${key}`, body: JSON.stringify(value?.body ?? value ?? null) };
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
