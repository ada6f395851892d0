// Prints name, bytes and brotli bytes of each file, for the size table.
//   node xtask/brotli.mjs FOLDER NAME...
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { brotliCompressSync, constants } from "node:zlib";

const [folder, ...names] = argv.slice(2);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
for (const name of names) {
  const bytes = readFileSync(join(folder, name));
  console.log([name, bytes.length, brotliCompressSync(bytes, { params }).length].join("\t"));
}
