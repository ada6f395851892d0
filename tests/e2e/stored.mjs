// What lies in the browser, as texts to look through.

/** All databases, one document a line (bytes as the text they would be), and all small storage. */
export async function stored(page) {
  return page.evaluate(async () => {
    const answer = (request) => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const readable = (_, value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value;
    const databases = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const shelf = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answer(shelf.getAllKeys()), answer(shelf.getAll())]);
        databases.push(...keys.map((key, at) => `${name} ${key} ${JSON.stringify(values[at], readable)}`));
      }
      database.close();
    }
    const beside = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    return { databases: databases.join("\n"), beside: beside.join("\n") };
  });
}

/** The same as one text. */
export async function disk(page) {
  const { databases, beside } = await stored(page);
  return `${databases}\n${beside}`;
}

/** The offline copies: addresses and what is in each. */
export async function cached(page) {
  return page.evaluate(async () => {
    const files = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        files.push(`${name} ${request.url} ${await (await cache.match(request)).text()}`);
      }
    }
    return files.join("\n");
  });
}
