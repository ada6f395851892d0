// What a person does with the lock, and what lies on the disk meanwhile.

import { press } from "./steps.mjs";

export const PASSPHRASE = "maple tiger onion velvet raft piano";

/** Turns the lock on in Settings; answers the recovery code. */
export async function turnOn(app, passphrase = PASSPHRASE) {
  const { page } = app;
  await app.goto("#/settings");
  await press(page, "Turn on the lock…");
  const dialog = page.getByRole("dialog", { name: "Turn on the lock" });
  await dialog.getByLabel("Your passphrase").fill(passphrase);
  await dialog.getByLabel("Your passphrase").press("Enter");
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

/** All that lies in IndexedDB, in local and in session storage, bytes as the text they would be. */
export function disk(page) {
  return page.evaluate(async () => {
    const answer = (request) => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const readable = (_, value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value;
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      const shelf = database.transaction("shelf").objectStore("shelf");
      const [keys, values] = await Promise.all([answer(shelf.getAllKeys()), answer(shelf.getAll())]);
      database.close();
      parts.push(JSON.stringify({ keys, values }, readable));
    }
    return parts.join("\n");
  });
}
