// Chromium, started the same way for journeys, pictures and measurements.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function executable() {
  const found = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (!found) throw new Error("No Chromium found. Run `cargo xtask test`, or name one in CHROMIUM.");
  return found;
}

export function launch(options = {}) {
  return chromium.launch({ executablePath: executable(), args: FLAGS, ...options });
}

/** A browser whose profile stays in `folder` when it is closed, or killed. */
export function launchProfile(folder, options = {}) {
  return chromium.launchPersistentContext(folder, { executablePath: executable(), args: FLAGS, ...options });
}
