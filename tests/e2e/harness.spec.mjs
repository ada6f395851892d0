// The watch itself: each thing that must never happen is provoked, and must be noticed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { telltales } from "./names.mjs";
import { openDemo } from "./steps.mjs";

const PROVOKED = [
  {
    what: "a request to another origin",
    // An image: the policy lets it leave the page only as a violation, so both are seen.
    act: () => (new Image().src = "https://elsewhere.invalid/pixel.png"),
    seen: /Content security policy: img-src https:\/\/elsewhere\.invalid/,
  },
  {
    what: "an inline script",
    act: () => document.body.append(Object.assign(document.createElement("script"), { textContent: "1" })),
    seen: /Content security policy: script-src/,
  },
  {
    what: "an inline style",
    act: () => document.body.setAttribute("style", "color: red"),
    seen: /Content security policy: style-src/,
  },
  { what: "a console error", act: () => console.error("a mistake"), seen: /Console: a mistake/ },
  { what: "an uncaught error", act: () => setTimeout(() => { throw new Error("thrown"); }), seen: /Uncaught: Error: thrown/ },
  {
    what: "a request that carries data",
    act: () => fetch("./", { method: "POST", body: "a name" }).then(() => {}),
    seen: /Request with data: POST/,
  },
  { what: "a missing file", act: () => fetch("./nowhere.js").then(() => {}), seen: /Console: .*404/ },
];

for (const { what, act, seen } of PROVOKED) {
  test(`the watch notices ${what}`, async (t) => {
    const app = await open(t);
    await app.page.evaluate(act);
    const noticed = () => app.problems.some((problem) => seen.test(problem));
    // What is told of first need not be what is waited for.
    for (let wait = 0; wait < 200 && !noticed(); wait++) await app.page.waitForTimeout(50);
    assert.ok(noticed(), `seen: ${app.problems.join(" | ") || "nothing"}`);
    app.allow(/./);
  });
}

const TELLING = [
  { where: "an address", tell: () => fetch("./icons/mark.svg?Vasquez").then(() => {}) },
  { where: "a title", tell: () => (document.title = "Elena Vasquez") },
  { where: "the console", tell: () => console.log("saved Vasquez") },
  {
    where: "the name of a file",
    tell: () => {
      const link = document.createElement("a");
      Object.assign(link, { href: URL.createObjectURL(new Blob(["1"])), download: "vasquez Vasquez.csv" }).click();
    },
  },
];

for (const { where, tell } of TELLING) {
  test(`the watch notices a student's name in ${where}`, async (t) => {
    const app = await openDemo(t);
    await app.page.evaluate(tell);
    const told = () => telltales(app.seen).some(([place, text]) => place === where && text.includes("Vasquez"));
    for (let wait = 0; wait < 200 && !told(); wait++) await app.page.waitForTimeout(50);
    await assert.rejects(() => app.close(), new RegExp(`Vasquez stands in ${where}`));
  });
}

test("the accessibility check notices a button without a name", async (t) => {
  const app = await open(t);
  await app.page.evaluate(() => document.querySelector("h1").after(document.createElement("button")));
  await assert.rejects(() => app.axe(), /button-name/);
});
