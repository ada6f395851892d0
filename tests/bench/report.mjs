// Medians and 95th percentiles, as a table on the screen and as rows to keep.

export function median(values) {
  return quantile(values, 0.5);
}

export function p95(values) {
  return quantile(values, 0.95);
}

// Linear between the two nearest ranks.
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}

export class Report {
  rows = [];
  #part = "";

  part(title) {
    this.#part = title;
    console.log(`\n   ${title}`);
    console.log(`   ${"".padEnd(44)}${"median".padStart(10)}${"p95".padStart(10)}${"runs".padStart(6)}`);
  }

  /** One figure, from all its runs. */
  times(what, values, unit = "ms") {
    const row = { part: this.#part, what, median: median(values), p95: p95(values), runs: values.length, unit };
    this.rows.push(row);
    const show = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`.padStart(10);
    console.log(`   ${what.padEnd(44)}${show(row.median)}${show(row.p95)}${String(row.runs).padStart(6)}`);
  }

  note(sentence) {
    console.log(`   ${sentence}`);
  }
}
