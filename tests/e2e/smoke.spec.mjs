// The page opens without a single error, at each width, from the root and from a folder.

import { test } from "node:test";
import { open } from "./harness.mjs";
import { WIDTHS } from "./routes.mjs";

for (const width of WIDTHS) {
  test(`the page opens at ${width} px`, async (t) => {
    const app = await open(t, { width });
    await app.page.getByRole("heading", { level: 1 }).waitFor();
  });
}

test("the page opens from a folder of a shared host", async (t) => {
  await open(t, { base: "/school/tools/aimline/" });
});
