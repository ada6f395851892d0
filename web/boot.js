// Starts the app, says in plain words when that fails, and looks after new versions.
//
// For the app:
//   window event "aimline-update-ready"   a new version waits (also window.aimlineUpdateReady)
//   window.aimlineApplyUpdate()           the person agreed: switch to it and reload
//   window.aimlineBeforeOpening()         what has to be done before a database is opened

import { beforeOpening } from "./before-opening.js";

// The page asks for the chart library here: a compiled page has no `import` of its own.
window.aimlineImport = (url) => import(new URL(url, document.baseURI));

// The first time it is done while the app is still on its way.
let doneFirst = beforeOpening();
window.aimlineBeforeOpening = () => {
  const done = doneFirst ?? beforeOpening();
  doneFirst = null;
  return done;
};

const script = document.querySelector("script[data-js]");
let failed = false;

start();
watchForUpdates();

async function start() {
  try {
    const app = await import(new URL(script.dataset.js, document.baseURI));
    await app.default({ module_or_path: new URL(script.dataset.wasm, document.baseURI) });
  } catch (error) {
    console.error(error);
    failed = true;
    explain(error);
    takeUpdate();
  }
}

/** Nothing is half typed in a version that did not start, and nobody can be asked in it. */
function takeUpdate() {
  if (failed && window.aimlineUpdateReady) window.aimlineApplyUpdate();
}

// The app itself shows what goes wrong once it runs. This is for when it never did.
function explain(error) {
  const message = document.getElementById("shell-message");
  if (!message) return;
  document.getElementById("shell-late")?.remove();
  const canRun = typeof WebAssembly === "object" && "indexedDB" in window;
  message.setAttribute("role", "alert");
  message.textContent = !canRun
    ? "This browser cannot run Aimline. A current Chrome, Edge, Firefox or Safari can."
    : navigator.onLine
      ? "Aimline could not be loaded. Your records on this device are not affected. Reload to try again."
      : "You are offline, and this device does not have all of Aimline yet. Connect once and reload. Your records on this device are not affected.";

  const reload = document.createElement("button");
  reload.type = "button";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => location.reload());

  const rescue = document.createElement("a");
  rescue.href = "./rescue.html";
  rescue.textContent = "Save a copy of my records";

  const detail = document.createElement("p");
  detail.className = "shell-detail";
  detail.textContent = String(error);

  message.after(reload, " ", rescue, detail);
}

async function watchForUpdates() {
  // Set only in the built folder: while developing, a worker would serve yesterday's code.
  const worker = script.dataset.worker;
  if (!worker || !("serviceWorker" in navigator)) return;

  let registration;
  let agreed = false;

  window.aimlineUpdateReady = false;
  window.aimlineApplyUpdate = () => {
    agreed = true;
    if (registration?.waiting) registration.waiting.postMessage({ type: "SKIP_WAITING" });
    else location.reload();
  };

  // A reload nobody asked for would cost whatever is half typed.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (agreed) location.reload();
  });

  const announce = () => {
    // Without a controller this is the first install, not an update.
    if (!navigator.serviceWorker.controller) return;
    window.aimlineUpdateReady = true;
    window.dispatchEvent(new CustomEvent("aimline-update-ready"));
    takeUpdate();
  };

  try {
    registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  } catch (error) {
    // Private windows and some managed devices refuse. The app works, only not offline.
    console.info("No offline copy:", error);
    return;
  }

  if (registration.waiting) announce();
  registration.addEventListener("updatefound", () => {
    const installing = registration.installing;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") announce();
    });
  });

  // A tab may stay open for weeks: look again when it comes back, at most once an hour.
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < 3_600_000) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
}
