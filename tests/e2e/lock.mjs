// What a person does with the lock.

import { press } from "./steps.mjs";

export const PASSPHRASE = "maple tiger onion velvet raft piano";

/** Begins to turn the lock on in Settings; answers the window that shows the recovery code. */
export async function beginToTurnOn(app, passphrase = PASSPHRASE) {
  await app.goto("#/settings");
  await press(app.page, "Turn on the lock…");
  const dialog = app.page.getByRole("dialog", { name: "Turn on the lock" });
  await dialog.getByLabel("Your passphrase").fill(passphrase);
  await dialog.getByLabel("Your passphrase").press("Enter");
  return dialog;
}

/** Turns the lock on in Settings; answers the recovery code. */
export async function turnOn(app, passphrase = PASSPHRASE) {
  const { page } = app;
  const dialog = await beginToTurnOn(app, passphrase);
  const code = await dialog.locator(".recovery-code").innerText();
  await press(dialog, "Turn on the lock");
  await dialog.getByText("Keep the code first").waitFor();
  await dialog.getByLabel("I have printed it or written it down").check();
  await press(dialog, "Turn on the lock");
  await page.locator(".toast").filter({ hasText: "The lock is on." }).waitFor();
  return code.replace(/\s/g, "");
}

export const locked = (page) => page.getByRole("heading", { level: 1, name: "Locked" }).waitFor();

export async function unlock(page, passphrase = PASSPHRASE) {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await press(page, "Unlock");
}
