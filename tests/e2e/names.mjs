// Where a student's name must not stand, and how it is looked for.

/** In the page: the family names of the caseloads in this browser; none of a locked one. */
export async function studentNames() {
  const answer = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  // A journey may have damaged a record.
  const familyOf = (body) => {
    try {
      return JSON.parse(body).value?.family_name;
    } catch {
      return null;
    }
  };
  const names = new Set();
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    if (!database.objectStoreNames.contains("shelf")) continue;
    const students = IDBKeyRange.bound("student/", "student/\uffff");
    const found = await answer(database.transaction("shelf").objectStore("shelf").getAll(students));
    database.close();
    for (const { body } of found) {
      const family = body && familyOf(body);
      if (family) names.add(family);
    }
  }
  return [...names];
}

/** Those of the names that stand in a text, each as a word of its own. */
export function named(names, text) {
  return names.filter((name) => new RegExp(`(?<!\\p{L})${literal(name)}(?!\\p{L})`, "u").test(text));
}

const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Each text that can be seen in passing, and where it was. */
export function telltales({ addresses, titles, console, files }) {
  const readable = [...addresses].map((address) => ["an address", decoded(address)]);
  return [
    ...readable,
    ...[...titles].map((title) => ["a title", title]),
    ...[...console].map((text) => ["the console", text]),
    ...[...files].map((file) => ["the name of a file", file]),
  ];
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
