// A roster comes in: a zip, a pasted list, the same file again, a question, and the way back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { open } from "./harness.mjs";

const BUNDLE = fileURLToPath(new URL("../fixtures/roster/bundle.zip", import.meta.url));
const LATIN = fileURLToPath(new URL("../fixtures/roster/latin1.csv", import.meta.url));

class RosterPage {
  constructor(app) {
    this.page = app.page;
  }

  async pick(file) {
    await this.page.getByLabel("Roster files").setInputFiles(file);
    await this.page.getByRole("heading", { name: "Preview" }).waitFor();
  }

  async paste(text) {
    await this.page.getByLabel("Pasted rows").fill(text);
    await this.page.getByRole("button", { name: "Read pasted rows" }).click();
    await this.page.getByRole("heading", { name: "Preview" }).waitFor();
  }

  /** The numbers of the preview by their names. */
  async counts() {
    const facts = this.page.locator(".roster-facts > div");
    return Object.fromEntries(await facts.evaluateAll((all) =>
      all.map((one) => [one.querySelector("dt").textContent, Number(one.querySelector("dd").textContent)])));
  }

  get importButton() {
    return this.page.getByRole("button", { name: "Import", exact: true });
  }

  async importAs(sentence) {
    await this.importButton.click();
    await this.page.getByRole("heading", { name: sentence }).waitFor();
  }
}

test("a OneRoster zip comes in, changes nothing the second time, and can be undone", async (t) => {
  const app = await open(t, { route: "#/data/roster" });
  const roster = new RosterPage(app);
  await app.axe("the first step");
  await roster.pick(BUNDLE);
  assert.deepEqual(await roster.counts(), { New: 3, Changed: 0, Unchanged: 0, Skipped: 2, Questions: 0 });
  await app.axe("the preview");
  await roster.importAs("Imported 3 students.");
  await app.axe("the end");

  await app.page.getByRole("button", { name: "Import another file" }).click();
  await roster.pick(BUNDLE);
  assert.deepEqual(await roster.counts(), { New: 0, Changed: 0, Unchanged: 3, Skipped: 2, Questions: 0 });
  assert.equal(await roster.importButton.isDisabled(), true);

  await app.page.getByRole("button", { name: "Pick something else" }).click();
  await roster.paste("Name\tGrade\tTeacher\nWren Adams\t1\tKoh\nNew Student\t2\tKoh");
  assert.deepEqual(await roster.counts(), { New: 1, Changed: 0, Unchanged: 0, Skipped: 0, Questions: 1 });
  await app.axe("a question");
  await app.page.getByLabel(/^Yes, the same as Wren Adams/).check();
  await roster.importAs("Imported 1 student and updated 1.");
  await app.page.getByRole("button", { name: "Undo" }).first().click();
  await app.page.getByText("Undone.").first().waitFor();
  await app.goto("#/students");
  await app.page.getByText("Adams", { exact: false }).first().waitFor();
  assert.equal(await app.page.getByText("New Student").count(), 0);
});

test("a list in another encoding is read, its columns can be corrected and are remembered", async (t) => {
  const app = await open(t, { route: "#/data/roster", width: 360 });
  const roster = new RosterPage(app);
  await roster.pick(LATIN);
  await app.page.getByText("it was read as Windows-1252; check the accents.").waitFor();
  await app.page.getByLabel("What Teacher holds").selectOption("Leave out");
  await app.axe("columns on a phone");
  await roster.importAs("Imported 2 students.");
  await app.page.getByRole("button", { name: "Import another file" }).click();
  await roster.pick(LATIN);
  assert.equal(await app.page.getByLabel("What Teacher holds").inputValue(), "");
  const wide = await app.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, "the page scrolls sideways");
});

test("what is no roster is refused in a sentence", async (t) => {
  const app = await open(t, { route: "#/data/roster" });
  const file = { name: "list.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
  await app.page.getByLabel("Roster files").setInputFiles(file);
  await app.page.getByRole("alert").getByText("is not a roster").waitFor();
});
