// The service worker: after one visit Aimline works without a network.
//
// `cargo xtask dist` fills in the two constants. One version is one set of files, each
// checked against its hash, so a page never runs on a mixture of two versions.

const VERSION = "{{version}}";
// [address relative to this file, SHA-256 in hex]
const FILES = {{files}};

const PREFIX = "aimline-";
const CACHE = PREFIX + VERSION;
const HOME = address("./");
const PRECACHED = new Set(FILES.map(([path]) => address(path)));

self.addEventListener("install", (event) => {
  // No skipWaiting: a new version takes over only when the person agrees.
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  // Whether there is a network, no copy can say.
  if (url.search === "?online") return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else event.respondWith(file(request, url));
});

function address(path) {
  return new URL(path, self.location.href).href;
}

function bare(url) {
  return url.origin + url.pathname;
}

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(FILES.map(([path, hash]) => keep(cache, address(path), hash)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// The browser's own cache may answer first (it has just loaded these files); if what it
// has is not what belongs to this version, the network is asked once.
async function keep(cache, url, hash) {
  for (const mode of ["default", "reload"]) {
    const response = await fetch(new Request(url, { cache: mode, credentials: "same-origin" }));
    if (!response.ok) continue;
    const body = await response.arrayBuffer();
    if ((await sha256(body)) !== hash) continue;
    const type = response.headers.get("Content-Type") ?? "application/octet-stream";
    // A new response: one that was redirected may not answer a navigation.
    await cache.put(url, new Response(body, { headers: { "Content-Type": type } }));
    return;
  }
  throw new Error(`${url} is missing or is not the file of version ${VERSION}`);
}

async function sha256(body) {
  const digest = await crypto.subtle.digest("SHA-256", body);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The two before stay: a tab may still run the last, or the one before when nobody agreed to the
// last, and ask for a part of the program that it has not fetched yet.
async function dropOldCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const older = names.filter((name) => name !== CACHE);
  await Promise.all(older.slice(0, -2).map((name) => caches.delete(name)));
}

// Routes live behind the #, so every page is the one page, except the rescue page. Some
// hosts serve "rescue.html" as "rescue".
async function page(request, url) {
  const cache = await caches.open(CACHE);
  const named = [bare(url), bare(url) + ".html"].find((one) => one !== HOME && PRECACHED.has(one));
  return (await cache.match(named ?? HOME)) ?? fetch(request);
}

async function file(request, url) {
  const cache = await caches.open(CACHE);
  const own = PRECACHED.has(bare(url)) ? await cache.match(bare(url)) : undefined;
  return own ?? (await fromOlderVersion(bare(url))) ?? fetch(request);
}

async function fromOlderVersion(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
}
