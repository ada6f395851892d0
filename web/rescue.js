// Reads every record straight out of the browser's database and saves it as a backup file. It
// shares no code with the app on purpose: it must work when the app does not. What comes before
// opening a database is no part of the app.

import { hasRoom } from "./before-opening.js";
import { backup } from "./rescue/backup.js";
import { open, seal } from "./rescue/envelope.js";
import { opened, workspaces } from "./rescue/records.js";
import { SHORTEST, sixWords } from "./rescue/words.js";

const part = (id) => document.getElementById(id);
const save = part("save");
const newPassphrase = part("new-passphrase");
let found = [];

newPassphrase.value = sixWords();
save.addEventListener("change", showWho);
save.addEventListener("submit", (event) => attempt(event, saveCopy));
part("open").addEventListener("submit", (event) => attempt(event, saveDecrypted));
part("renew").addEventListener("click", (event) => attempt(event, fetchAnew));
part("other-words").addEventListener("click", () => {
  newPassphrase.value = sixWords();
  newPassphrase.focus();
});
part("anyway").addEventListener("click", show);
look();

async function look() {
  if (await hasRoom()) return show();
  part("found").textContent =
    "This device has no room left, and a browser that opens records without room can lose them. A copy would find no room either. Free some space, then reload this page.";
  part("anyway").hidden = false;
}

async function show() {
  part("anyway").hidden = true;
  try {
    const all = await workspaces();
    found = all.filter(({ trouble }) => !trouble);
    const troubles = all.filter(({ trouble }) => trouble);
    part("found").textContent = all.length
      ? "These are the records of Aimline in this browser on this device."
      : "There are no records of Aimline in this browser on this device.";
    part("workspaces").replaceChildren(...found.map(choice), ...troubles.map(unreadable));
    save.hidden = found.length === 0;
    showWho();
  } catch (error) {
    part("found").textContent = `The browser does not let this page see its records: ${error.message}`;
  }
}

function choice(workspace, at) {
  const label = document.createElement("label");
  label.className = "shell-choice";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "workspace", value: String(at), checked: at === 0 });
  const words = document.createElement("span");
  words.textContent = sentence(workspace);
  label.append(input, " ", words);
  return label;
}

function unreadable({ demo, trouble }) {
  const words = document.createElement("p");
  words.textContent = `${demo ? "The demo" : "Your caseload"}: the browser cannot open it: ${trouble}`;
  return words;
}

function sentence({ demo, locked, documents, kinds, newest, lost }) {
  const many = (number, one) => `${number.toLocaleString("en-US")} ${one}${number === 1 ? "" : "s"}`;
  const missing = lost ? ` The browser cannot read ${many(lost, "record")} any more.` : "";
  if (locked) return `Your caseload: ${many(documents.length, "record")}, locked.${missing}`;
  const parts = ["student", "group", "plan", "session"].map((kind) => many(kinds.get(kind) ?? 0, kind));
  const changed = newest ? ` Last changed ${new Date(newest).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" })}.` : "";
  return `${demo ? "The demo" : "Your caseload"}: ${many(documents.length, "record")}, among them ${parts.join(", ")}.${changed}${missing}`;
}

function showWho() {
  part("locked").hidden = !found[Number(save.elements.workspace?.value ?? 0)]?.locked;
  const passphrase = save.elements.who.value === "passphrase";
  part("with-passphrase").hidden = !passphrase;
  part("open-to-all").hidden = passphrase;
}

// While it runs the button cannot be pressed again; what went wrong is said, not thrown.
async function attempt(event, work) {
  event.preventDefault();
  const button = event.submitter ?? event.currentTarget;
  button.disabled = true;
  say("Working…");
  try {
    say(await work());
  } catch (error) {
    say(`That did not work. ${error.message}`, "poor");
  } finally {
    button.disabled = false;
  }
}

function say(text, tone = "") {
  const said = part("said");
  said.textContent = text ?? "";
  said.dataset.tone = tone;
  if (text) said.scrollIntoView({ block: "nearest" });
}

async function saveCopy() {
  const chosen = Number(save.elements.workspace?.value ?? 0);
  const sealed = save.elements.who.value === "passphrase";
  const passphrase = newPassphrase.value;
  if (sealed && [...passphrase.trim()].length < SHORTEST) {
    newPassphrase.focus();
    throw new Error(`A passphrase has at least ${SHORTEST} characters.`);
  }
  // Read again: another window may have saved since this page was opened.
  const { name } = found[chosen];
  const there = (await workspaces()).find((one) => one.name === name && !one.trouble);
  if (!there) throw new Error("The records are not there any more.");
  const workspace = there.locked ? await opened(there, part("lock-secret").value) : there;
  const made = new Date();
  const plain = await backup(workspace, made);
  const bytes = sealed ? await seal(plain, passphrase) : plain;
  // A copy that does not open again is none.
  if (sealed && (await open(bytes, passphrase)).length !== plain.length) throw new Error("The file did not open again. Try once more.");
  const file = `aimline-backup-${workspace.demo ? "demo-" : ""}${day(made)}.${sealed ? "aimline" : "json"}`;
  download(file, bytes);
  return `Saved ${workspace.documents.length.toLocaleString("en-US")} records as ${file}. Look for it among your downloads.`;
}

async function saveDecrypted() {
  const [file] = part("sealed").files;
  if (!file) {
    part("sealed").focus();
    throw new Error("Choose the file first.");
  }
  const plain = await open(new Uint8Array(await file.arrayBuffer()), part("passphrase").value);
  const name = file.name.replace(/\.aimline$/i, "") + ".json";
  download(name, plain);
  return `Saved as ${name}. Anybody who has it can read it.`;
}

function day(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function download(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
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
  return "Loading Aimline…";
}
