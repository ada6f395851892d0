// What the loops did, as a table; below it what was lost or torn, in sentences.

const MOST_SENTENCES = 12;

/** Prints the rows; true when nothing was lost and nothing torn. */
export function print(rows) {
  const columns = [["kills", 8], ["acknowledged", 14], ["documents", 12], ["lost", 7], ["torn", 7]];
  const line = (first, cells) => console.log(`   ${first.padEnd(48)}${cells.map((cell, at) => String(cell).padStart(columns[at][1])).join("")}`);
  console.log();
  line("", columns.map(([name]) => name));
  for (const row of rows) {
    const count = (value) => (Array.isArray(value) ? value.length : (value ?? 0).toLocaleString("en-US"));
    line(row.what, columns.map(([name]) => count(row[name])));
  }
  for (const { what, lost, torn, notes = [] } of rows) {
    for (const note of notes) console.log(`   ${what}: ${note}`);
    for (const finding of [...lost.map((one) => `LOST ${one}`), ...torn.map((one) => `TORN ${one}`)].slice(0, MOST_SENTENCES)) {
      console.log(`   ${what}: ${finding}`);
    }
  }
  return rows.every(({ lost, torn }) => lost.length + torn.length === 0);
}
