// The encrypted backup file by another implementation, after docs/backup-format.md alone.

import { createCipheriv, createDecipheriv, createHash, hkdfSync, pbkdf2Sync, randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

const MAGIC = Buffer.from("aimline-sealed\r\n");
const KEY = "aimline backup 1: data key";
const CHECK = "aimline backup 1: passphrase check";

/** A file under a passphrase. `bytes` are what is encrypted, compressed already. */
export function sealPacked(bytes, passphrase, { iterations = 600_000, salt = randomBytes(16), nonce = randomBytes(12) } = {}) {
  const main = derive(passphrase, salt, iterations);
  const header = Buffer.concat([
    MAGIC, number(1, 2), Buffer.from([1, 1]), number(iterations, 4), salt, nonce, expand(main, CHECK), number(bytes.length + 16, 8),
  ]);
  const cipher = createCipheriv("aes-256-gcm", expand(main, KEY), nonce).setAAD(header);
  return signed(Buffer.concat([header, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
}

export function seal(text, passphrase, options) {
  return sealPacked(gzipSync(text), passphrase, options);
}

/** The text in a file; throws when anything about it is not as it should be. */
export function open(file, passphrase) {
  const header = file.subarray(0, 92);
  const ciphertext = file.subarray(92, -48);
  const tag = file.subarray(-48, -32);
  if (!header.subarray(0, 16).equals(MAGIC)) throw new Error("not such a file");
  if (!digest(file.subarray(0, -32)).equals(file.subarray(-32))) throw new Error("damaged");
  if (header.readBigUInt64BE(84) !== BigInt(ciphertext.length + 16)) throw new Error("length");
  const main = derive(passphrase, header.subarray(24, 40), header.readUInt32BE(20));
  if (!expand(main, CHECK).equals(header.subarray(52, 84))) throw new Error("another passphrase");
  const decipher = createDecipheriv("aes-256-gcm", expand(main, KEY), header.subarray(40, 52)).setAAD(header).setAuthTag(tag);
  return gunzipSync(Buffer.concat([decipher.update(ciphertext), decipher.final()])).toString();
}

/** With a fitting checksum at the end, as anybody can make one. */
export function signed(covered) {
  return Buffer.concat([covered, digest(covered)]);
}

function derive(passphrase, salt, iterations) {
  const words = passphrase.normalize("NFKC").trim().split(/\s+/u).join(" ");
  return pbkdf2Sync(words, salt, iterations, 32, "sha256");
}

function expand(main, label) {
  return Buffer.from(hkdfSync("sha256", main, Buffer.alloc(0), label, 32));
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest();
}

function number(value, bytes) {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer.subarray(8 - bytes);
}
