// The lock of a workspace, as in docs/lock.md: a passphrase or a recovery code opens it. It shares
// no code with the app on purpose: it must work when the app does not.

import { normal, stretched } from "./envelope.js";

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 35;
const FEWEST = 600_000;
const MOST = 10_000_000;
const WRAPPING_KEY = "aimline lock 1: wrapping key";
const CHECK = "aimline lock 1: check";
const WAYS = { passphrase: "aimline lock 1: passphrase", recovery: "aimline lock 1: recovery code" };

/** The shelf with every document readable; an error with a sentence when that cannot be. */
export async function unlocked(workspace, shelf, typed) {
  const lock = shelf.find(({ key }) => key === "lock");
  const key = await dataKey(read(lock.value.body), typed);
  const opened = [];
  for (const { key: name, value } of shelf) {
    if (name === "lock") continue;
    opened.push({ key: name, value: value?.sealed ? await open(key, workspace, name, value) : value });
  }
  return opened;
}

function read(body) {
  const lock = JSON.parse(body);
  if (lock.version > 1) throw new Error("The lock was made by a newer version of Aimline.");
  const sound = [lock.passphrase, lock.recovery].every(({ iterations }) => iterations >= FEWEST && iterations <= MOST);
  if (!sound) throw new Error("The lock itself is damaged.");
  return lock;
}

async function dataKey(lock, typed) {
  const code = recoveryCode(typed);
  const name = code ? "recovery" : "passphrase";
  const way = lock[name];
  const { key, check } = await stretched(code ?? normal(typed), bytes(way.salt), way.iterations, WRAPPING_KEY, CHECK);
  if (bytes(way.check).some((byte, at) => byte !== check[at])) {
    throw new Error(code ? "This recovery code does not open the lock." : "This passphrase does not open the lock. Capital letters count.");
  }
  const cipher = { name: "AES-GCM", iv: bytes(way.nonce), additionalData: text(WAYS[name]) };
  const data = await crypto.subtle.decrypt(cipher, key, bytes(way.key)).catch(() => {
    throw new Error("The lock itself is damaged.");
  });
  return crypto.subtle.importKey("raw", data, "AES-GCM", false, ["decrypt"]);
}

// What does not open goes into the file as it lies there, like any damaged record: another key or
// another program may open it.
async function open(key, workspace, name, value) {
  const cipher = { name: "AES-GCM", iv: value.nonce, additionalData: text(`aimline seal 1\n${workspace}\n${name}`) };
  const body = await crypto.subtle.decrypt(cipher, key, value.sealed).catch(() => null);
  if (!body) return { rev: value.rev, v: value.v, body: { nonce: digits(value.nonce), sealed: digits(value.sealed) } };
  return { rev: value.rev, v: value.v, body: new TextDecoder().decode(body) };
}

// The signs of a recovery code, or nothing if it is none. A slip shows when it does not open.
function recoveryCode(typed) {
  const signs = typed.toUpperCase().replace(/[\s.\u00ad\u2010-\u2015-]/gu, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return signs.length === LENGTH && [...signs].every((sign) => SIGNS.includes(sign)) ? signs : null;
}

function bytes(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function digits(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function text(of) {
  return new TextEncoder().encode(of);
}
