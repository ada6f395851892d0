// Runs in the page: what lies in IndexedDB, read by key, and whether any of it is torn.
//
// Torn is a body that cannot be read, a history whose change is not there, a change without its
// history, or a command of which only a part arrived.

export async function readShelf() {
  const answer = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const opening = indexedDB.open("aimline");
  // Looking must not make one.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await answer(opening).catch(() => null);
  if (!database) return { scores: {}, sessions: [], notes: [], torn: [] };
  const shelf = database.transaction("shelf").objectStore("shelf");
  const [keys, values] = await Promise.all([answer(shelf.getAllKeys()), answer(shelf.getAll())]);
  database.close();

  // The order of fields is no difference.
  const same = (one, other) => {
    if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
  };

  const torn = [];
  const bodies = new Map();
  keys.forEach((key, at) => {
    const { rev, v, body } = values[at];
    try {
      if (!Number.isFinite(rev) || !Number.isFinite(v)) throw new Error("no revision");
      const read = JSON.parse(body);
      // What was deleted keeps its text on disk; read, it is the trace of its deletion.
      bodies.set(key, read.deleted ? { stamp: read.deleted } : read);
    } catch (error) {
      torn.push(`${key} cannot be read: ${error.message}`);
    }
  });

  // The caseload restored from the file has ids that begin with zeros, and no history.
  const made = (id) => !id.startsWith("00000000-");
  const latest = new Map();
  const told = new Set();
  for (const [key, history] of bodies) {
    if (!key.startsWith("history/")) continue;
    for (const step of history.documents) {
      latest.set(step.key, step);
      told.add(step.key);
      if (!bodies.has(step.key)) torn.push(`${key} tells of ${step.key}, which is not there`);
      for (const { op, path } of step.back ?? []) if (op === "remove") told.add(`${step.key}${path}`);
    }
  }
  // What the latest history would take back is what is there.
  for (const [key, step] of latest) {
    for (const { op, path, value } of step.back ?? []) {
      if (op !== "test") continue;
      const found = path.split("/").slice(1).reduce((place, name) => place?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], bodies.get(key));
      if (!same(found, value)) torn.push(`${key} is not as its history left it at ${path}`);
    }
  }

  const scores = {};
  const sessions = [];
  const notes = [];
  for (const [key, { value }] of bodies) {
    if (!value) continue;
    if (key.startsWith("plan/")) {
      for (const [id, probe] of Object.entries(value.probes)) {
        if (!made(id)) continue;
        const number = probe.value.errors * 250 + probe.value.score - 1;
        scores[number] = (scores[number] ?? 0) + 1;
        if (!told.has(`${key}/value/probes/${id}`)) torn.push(`${key} has a score without a history`);
      }
    }
    if (!key.startsWith("session/") || !made(key.split("/")[2])) continue;
    notes.push(value.note);
    const written = /^Write (\d+)$/.exec(value.note);
    if (written) sessions.push(Number(written[1]));
    if (!told.has(key)) torn.push(`${key} has no history`);
  }
  return { scores, sessions, notes, torn };
}

/** The sessions as they lie there, each with its id. */
export async function readSessions() {
  const answer = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await answer(indexedDB.open("aimline"));
  const shelf = database.transaction("shelf").objectStore("shelf");
  const range = IDBKeyRange.bound("session/", "session0");
  const [keys, values] = await Promise.all([answer(shelf.getAllKeys(range)), answer(shelf.getAll(range))]);
  database.close();
  return keys.map((key, at) => ({ id: key.split("/")[2], ...JSON.parse(values[at].body) }));
}
