// The backup file that Aimline restores: see docs/backup-format.md.

/** The bytes of the backup of a workspace. */
export async function backup({ documents, kinds, version, demo }, made) {
  const counts = Object.fromEntries([...kinds].sort(([one], [other]) => (one < other ? -1 : 1)));
  const header = JSON.stringify({
    format: "aimline-backup",
    formatVersion: 1,
    schema: version,
    app: "rescue",
    createdAt: made.toISOString(),
    demo,
    counts,
  });
  const lines = documents.map(({ key, body }) => `{"key":${JSON.stringify(key)},"body":${body}}`);
  const first = lines.length ? "\n" : "";
  const covered = `${header.slice(0, -1)},"documents":[${first}${lines.join(",\n")}\n`;
  const bytes = new TextEncoder().encode(covered);
  const end = new TextEncoder().encode(`],"sha256":"${hex(await sha256(bytes))}"}`);
  return joined([bytes, end]);
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export function joined(parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
