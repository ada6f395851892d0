// Reads every record straight out of the browser's database and saves it as one file. It
// shares no code with the app on purpose: it must work when the app does not.

const found = document.getElementById("found");
const save = document.getElementById("save");
const renew = document.getElementById("renew");
const said = document.getElementById("said");

look();
save.addEventListener("click", () => attempt(save, saveCopy));
renew.addEventListener("click", () => attempt(renew, fetchAnew));

async function look() {
  try {
    const names = await databases();
    save.disabled = names.length === 0;
    found.textContent = names.length === 0
      ? "There are no records of Aimline in this browser on this device."
      : `Found: ${names.join(", ")}.`;
  } catch (error) {
    found.textContent = `The browser does not let this page see its records: ${error.message}`;
  }
}

// While it runs the button cannot be pressed again; what went wrong is said, not thrown.
async function attempt(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    said.textContent = `That did not work: ${error.message}`;
  } finally {
    button.disabled = false;
  }
}

async function databases() {
  const all = await indexedDB.databases();
  return all.map((database) => database.name).filter((name) => name.startsWith("aimline"));
}

async function saveCopy() {
  const copies = [];
  let count = 0;
  for (const name of await databases()) {
    const copy = await readDatabase(name);
    for (const store of copy.stores) count += store.records.length;
    copies.push(copy);
  }
  const made = new Date();
  const text = JSON.stringify({ format: "aimline-rescue", version: 1, made: made.toISOString(), databases: copies });
  download(`aimline-rescue-${made.toISOString().slice(0, 10)}.json`, text);
  said.textContent = `Saved ${count} records. Look for the file among your downloads.`;
}

async function readDatabase(name) {
  const database = await settled(indexedDB.open(name));
  database.onversionchange = () => database.close();
  try {
    const stores = [];
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName);
      const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
      stores.push({ name: storeName, records: keys.map((key, index) => ({ key, value: values[index] })) });
    }
    return { name, version: database.version, stores };
  } finally {
    database.close();
  }
}

function settled(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function fetchAnew() {
  // Without a network, throwing the copy away would leave nothing.
  const answer = await fetch("./?online", { cache: "no-store" }).catch(() => null);
  if (!navigator.onLine || !answer?.ok) throw new Error("Aimline cannot be reached now. Try again when you are online.");
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if (registration.scope === new URL("./", location.href).href) await registration.unregister();
  }
  for (const name of await caches.keys()) {
    if (name.startsWith("aimline-")) await caches.delete(name);
  }
  location.href = "./";
}
