import { randomBytes } from "node:crypto";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A well-formed recovery key that belongs to nobody (Matrix specification, "Recovery key": prefix, 32 bytes, parity, base 58). */
export function foreignRecoveryKey(): string {
  const bytes = [0x8b, 0x01, ...randomBytes(32)];
  bytes.push(bytes.reduce((parity, byte) => parity ^ byte, 0));
  let left = bytes.reduce((whole, byte) => whole * 256n + BigInt(byte), 0n);
  let key = "";
  for (; left > 0n; left /= 58n) key = (ALPHABET[Number(left % 58n)] ?? "") + key;
  return key.replaceAll(/(.{4})/g, "$1 ").trim();
}
