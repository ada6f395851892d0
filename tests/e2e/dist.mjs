// Where the built page is.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = process.env.AIMLINE_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

if (!existsSync(join(DIST, "index.html"))) throw new Error(`${DIST} holds no page. Run: cargo xtask dist`);
