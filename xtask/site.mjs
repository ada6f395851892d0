// The static server of `cargo xtask serve`, of the journeys and of the measurements.
//
//   node xtask/site.mjs FOLDER [--port N]     serve until stopped
//   import { serve } from "../../xtask/site.mjs"; const site = await serve(FOLDER, { port, base })
//   site.url, site.running, await site.stop(), await site.start() (same port again)
//
// It sends no compression and no caching, so nothing that is measured or tested rests on
// a favor of the host. `base` serves the folder below a path, as on a shared host.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export async function serve(folder, { port = 0, base = "/" } = {}) {
  const sockets = new Set();
  let server;

  async function start() {
    server = createServer((request, response) => answer(folder, base, request, response));
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    await new Promise((done, fail) => {
      server.once("error", fail);
      server.listen(site.port, "127.0.0.1", done);
    });
    site.port = server.address().port;
    site.running = true;
    site.url = `http://localhost:${site.port}${base}`;
  }

  // Browsers hold connections open: a stopped server must not answer on one of them.
  function stop() {
    if (!site.running) return Promise.resolve();
    site.running = false;
    const stopped = new Promise((done) => server.close(() => done()));
    for (const socket of sockets) socket.destroy();
    return stopped;
  }

  const site = { port, url: "", running: false, start, stop };
  await start();
  return site;
}

async function answer(folder, base, request, response) {
  const headers = { "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" };
  const refuse = (status) => response.writeHead(status, { ...headers, "Content-Type": "text/plain" }).end(`${status}\n`);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);

  const path = decoded(new URL(request.url, "http://localhost").pathname);
  if (path === null || !path.startsWith(base)) return refuse(404);
  // A path that climbs out of the folder is normalized away before it is joined.
  let file = join(folder, normalize("/" + path.slice(base.length)));
  let found = await stat(file).catch(() => null);
  if (found?.isDirectory()) {
    file = join(file, "index.html");
    found = await stat(file).catch(() => null);
  }
  if (!found?.isFile()) return refuse(404);

  headers["Content-Type"] = TYPES[extname(file)] ?? "application/octet-stream";
  headers["Content-Length"] = found.size;
  headers.ETag = `"${found.size}-${found.mtimeMs}"`;
  if (request.headers["if-none-match"] === headers.ETag) return response.writeHead(304, headers).end();
  response.writeHead(200, headers);
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const port = Number(argv[argv.indexOf("--port") + 1]) || 8080;
  try {
    const site = await serve(argv[2], { port });
    // Not left behind when the tool that started it is gone.
    if (argv.includes("--with-parent")) process.stdin.on("end", () => process.exit()).resume();
    console.log(`\n   Aimline is at ${site.url}`);
  } catch (error) {
    console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken by another program.` : error.message);
    process.exit(1);
  }
}
