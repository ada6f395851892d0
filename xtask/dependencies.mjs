// Holds package-lock.json to what the project asks for, and the packages that are here to the lock.
//   node xtask/dependencies.mjs
import { readFileSync } from "node:fs";
import { exit } from "node:process";

const LICENSES = ["0BSD", "Apache-2.0", "BSD-3-Clause", "MIT"];
// It looks at pages in the tests and is no part of what is built.
const TESTS_ONLY = { "axe-core": "MPL-2.0" };

const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const lock = read("package-lock.json");
const asked = read("package.json").devDependencies;

const faults = [];
for (const [name, version] of Object.entries(asked)) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) faults.push(`package.json asks for ${name} ${version}: one version, please.`);
  const locked = lock.packages[`node_modules/${name}`]?.version;
  if (locked !== version) faults.push(`package.json asks for ${name} ${version}, the lock has ${locked ?? "none"}.`);
}
for (const [path, { version, integrity, license, optional }] of Object.entries(lock.packages)) {
  if (path === "") continue;
  const name = path.replace(/^.*node_modules\//, "");
  if (!integrity?.startsWith("sha512-")) faults.push(`${name} has no checksum in the lock.`);
  if (!LICENSES.includes(license) && TESTS_ONLY[name] !== license) faults.push(`${name} is under ${license}.`);
  const here = installed(path);
  if (here !== version && !(optional && here === undefined)) faults.push(`${name} is here as ${here}, the lock has ${version}.`);
}

function installed(path) {
  try {
    return read(`${path}/package.json`).version;
  } catch {
    return undefined;
  }
}

for (const fault of faults) console.error(`   ${fault}`);
exit(faults.length > 0 ? 1 : 0);
