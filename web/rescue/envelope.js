// The encrypted backup file, byte by byte as in docs/backup-format.md. It shares no code with the
// app on purpose: it must work when the app does not.

import { joined, sha256 } from "./backup.js";

const MAGIC = new TextEncoder().encode("aimline-sealed\r\n");
const HEADER = 92;
const CHECKSUM = 32;
const TAG = 16;
const ITERATIONS = 1_000_000;
const FEWEST = 600_000;
const MOST = 10_000_000;
// The most that is unpacked, as in the app.
const LIMIT = 200_000_000;
// How much is packed or unpacked at a time.
const SLICE = 16_384;

const DATA_KEY = "aimline backup 1: data key";
const CHECK = "aimline backup 1: passphrase check";

/** The encrypted file of a backup's bytes. */
export async function seal(plain, passphrase) {
  const packed = await through(plain, new CompressionStream("gzip"));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const { key, check } = await derive(passphrase, salt, ITERATIONS);
  const header = new Uint8Array(HEADER);
  const view = new DataView(header.buffer);
  header.set(MAGIC, 0);
  view.setUint16(16, 1);
  view.setUint8(18, 1);
  view.setUint8(19, 1);
  view.setUint32(20, ITERATIONS);
  header.set(salt, 24);
  header.set(nonce, 40);
  header.set(check, 52);
  view.setBigUint64(84, BigInt(packed.length + TAG));
  const cipher = { name: "AES-GCM", iv: nonce, additionalData: header };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(cipher, key, packed));
  const covered = joined([header, ciphertext]);
  return joined([covered, await sha256(covered)]);
}

/** The backup in an encrypted file; an error with a sentence when it does not open. */
export async function open(file, passphrase) {
  const { header, ciphertext, iterations } = await whole(file);
  const { key, check } = await derive(passphrase, header.slice(24, 40), iterations);
  if (!same(check, header.slice(52, 84))) throw new Error("This passphrase does not open the file. The file itself is whole.");
  const cipher = { name: "AES-GCM", iv: header.slice(40, 52), additionalData: header };
  const packed = await crypto.subtle.decrypt(cipher, key, ciphertext).catch(() => {
    throw new Error("The passphrase is right, but the file was changed after it was written. Use another copy.");
  });
  return through(new Uint8Array(packed), new DecompressionStream("gzip"));
}

async function whole(file) {
  if (!same(file.slice(0, MAGIC.length), MAGIC)) throw new Error("This is not an encrypted backup of Aimline.");
  if (file.length < HEADER + TAG + CHECKSUM) throw new Error("The file is not complete: its end is missing.");
  const header = file.slice(0, HEADER);
  const view = new DataView(header.buffer);
  if (view.getUint16(16) > 1) throw new Error("This file was written by a newer version of Aimline.");
  const end = file.length - CHECKSUM;
  const length = view.getBigUint64(84);
  if (length > BigInt(end - HEADER)) throw new Error("The file is not complete: its end is missing.");
  const fits = same(await sha256(file.slice(0, end)), file.slice(end));
  const known = view.getUint16(16) === 1 && view.getUint8(18) === 1 && view.getUint8(19) === 1;
  if (!fits || !known || length !== BigInt(end - HEADER)) throw new Error("The file was changed or damaged after it was written. Use another copy.");
  const iterations = view.getUint32(20);
  if (iterations < FEWEST || iterations > MOST) throw new Error("The file was not written by this program.");
  return { header, ciphertext: file.slice(HEADER, end), iterations };
}

function derive(passphrase, salt, iterations) {
  return stretched(normal(passphrase), salt, iterations, DATA_KEY, CHECK);
}

/** What is made of a secret: a key, and the bytes that tell whether the secret is the right one. */
export async function stretched(secret, salt, iterations, keyLabel, checkLabel) {
  const typed = new TextEncoder().encode(secret);
  const password = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, password, 256);
  const main = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveBits", "deriveKey"]);
  const hkdf = (label) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode(label) });
  const aes = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.deriveKey(hkdf(keyLabel), main, aes, false, ["encrypt", "decrypt"]);
  return { key, check: new Uint8Array(await crypto.subtle.deriveBits(hkdf(checkLabel), main, 256)) };
}

/** One passphrase is one however it was typed. */
export function normal(passphrase) {
  return passphrase.normalize("NFKC").trim().split(/\s+/u).join(" ");
}

async function through(bytes, transform) {
  const reader = transform.readable.getReader();
  feed(transform.writable.getWriter(), bytes);
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    length += value.length;
    if (length > LIMIT) {
      await reader.cancel();
      throw new Error("The file holds more than 200 MB once it is unpacked; that is more than is read.");
    }
    parts.push(value);
  }
}

// A little at a time: the browser unpacks all of what it is given at once, and a megabyte may be
// a gigabyte. An error comes out at the reader as well.
async function feed(writer, bytes) {
  try {
    for (let from = 0; from < bytes.length; from += SLICE) await writer.write(bytes.subarray(from, from + SLICE));
    await writer.close();
  } catch {
    // Said by the reader.
  }
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
