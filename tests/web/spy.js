// Watches IndexedDB from outside and disturbs it, so that the store under test needs no hooks.

let last = null; // the transaction begun last, and the connection it runs on
let disturbance = null; // what happens at a coming put, and how many more puts until then

const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...details) {
  const transaction = begin.apply(this, details);
  const watched = { database: this, transaction, end: "running" };
  for (const end of ["complete", "abort"]) {
    transaction.addEventListener(end, () => (watched.end = end));
  }
  last = watched;
  return transaction;
};

const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value, key) {
  if (disturbance && disturbance.puts-- === 0) {
    const { what, again } = disturbance;
    disturbance = again ? { what, again, puts: 0 } : null;
    const result = put.call(this, value, key);
    disturbances[what](this, key);
    return result;
  }
  return put.call(this, value, key);
};

const disturbances = {
  // The request fails after it was accepted, as it would on a full disk.
  collide: (shelf, key) => shelf.add("again", key),
  // The browser closes the connection: the transaction ends without an error to tell.
  drop: (shelf) => {
    shelf.transaction.db.close();
    shelf.transaction.abort();
  },
  full: () => {
    throw new DOMException("no room", "QuotaExceededError");
  },
  disk: (shelf) => {
    shelf.transaction.db.close();
    throw new DOMException("IO error: 000003.log: FILE_ERROR_NO_SPACE", "UnknownError");
  },
};

// What opening answers from now on, and how often one was opened.
let refusals = [];
let openings = 0;
const opening = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...details) {
  openings++;
  const request = opening.apply(this, details);
  const refusal = refusals.shift();
  if (!refusal) return request;
  request.addEventListener("success", (event) => {
    event.stopImmediatePropagation();
    request.result.close();
    Object.defineProperty(request, "error", { value: new DOMException("said by the test", refusal) });
    request.dispatchEvent(new Event("error"));
  });
  return request;
};
export function answerOpenings(answers) {
  refusals = answers.split(" ");
}

// What the page that starts the app would answer, and how often it was asked.
let asked = 0;
export function answerBeforeOpening(answer) {
  globalThis.aimlineBeforeOpening = async () => {
    asked++;
    return answer;
  };
}

export function takeAsked() {
  const count = asked;
  asked = 0;
  return count;
}

export function takeOpenings() {
  const count = openings;
  openings = 0;
  return count;
}

export function disturb(what, puts, again) {
  disturbance = { what, puts, again };
}

export function calm() {
  disturbance = null;
}

export function lastTransaction() {
  const { transaction, end } = last;
  return `${transaction.mode} ${transaction.durability} ${end}`;
}

// Closes the connection used last, as the browser would; it may or may not come to say so.
export function closeLastConnection(say) {
  last.database.close();
  if (say) last.database.dispatchEvent(new Event("close"));
}

// Opens with another version, which asks all others to let go, and lets go itself.
export async function upgrade(name, version) {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {};
  (await settled(request)).close();
}

// A connection that does not let go when asked.
let stubborn = null;
export async function holdOpen(name) {
  stubborn = await settled(indexedDB.open(name));
}
export function letGo() {
  stubborn?.close();
}

// Puts any value, as a newer build or another program might.
export function putRaw(name, key, json) {
  return onShelf(name, (shelf) => put.call(shelf, JSON.parse(json), key));
}

export function copyRaw(name, from, to) {
  return onShelf(name, async (shelf) => put.call(shelf, await settled(shelf.get(from)), to));
}

export function flipRaw(name, key) {
  return onShelf(name, async (shelf) => {
    const value = await settled(shelf.get(key));
    new Uint8Array(value.sealed)[0] ^= 1;
    put.call(shelf, value, key);
  });
}

export function sayDiscarded(amount) {
  Object.defineProperty(IDBVersionChangeEvent.prototype, "dataLoss", { configurable: true, get: () => amount });
}

export const databases = async () => (await indexedDB.databases()).map(({ name }) => name).join(" ");

// All keys and values, bytes as the text they would be.
export async function raw(name) {
  const written = (_, value) => {
    if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    return value;
  };
  let text = "";
  await onShelf(name, async (shelf) => {
    const [keys, values] = await Promise.all([settled(shelf.getAllKeys()), settled(shelf.getAll())]);
    text = JSON.stringify({ keys, values }, written);
  });
  return text;
}

async function onShelf(name, work) {
  const database = await settled(indexedDB.open(name));
  const transaction = begin.call(database, "shelf", "readwrite");
  const ended = new Promise((done) => (transaction.oncomplete = done));
  await work(transaction.objectStore("shelf"));
  await ended;
  database.close();
}

function settled(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
