import type { Key, TableName } from "./schema.ts";

/** Encrypts the values of the tables. A value opens only in the place it was sealed for, so records cannot be swapped. */
export interface Sealer {
  seal(table: TableName, key: Key, value: unknown): Promise<Uint8Array<ArrayBuffer>>;
  /** Rejects when the bytes were changed, moved, or sealed with another key. */
  open(table: TableName, key: Key, sealed: Uint8Array): Promise<unknown>;
}

/** Keys of one account on this device, all derived from one root by HKDF (RFC 5869) with SHA-256. */
export type RootKey = CryptoKey;

/** `bytes`: 32 random bytes. The key that comes back cannot be exported again. */
export const importRoot = (bytes: Uint8Array<ArrayBuffer>): Promise<RootKey> =>
  crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey", "deriveBits"]);

export async function createSealer(root: RootKey): Promise<Sealer> {
  const key = await crypto.subtle.deriveKey(hkdf("paceline tables v1"), root, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const text = new TextEncoder();
  const reader = new TextDecoder();
  return {
    async seal(table, at, value) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const place = text.encode(JSON.stringify([table, at]));
      const body = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: place },
        key,
        text.encode(JSON.stringify(value)),
      );
      const sealed = new Uint8Array(IV_BYTES + body.byteLength);
      sealed.set(iv);
      sealed.set(new Uint8Array(body), IV_BYTES);
      return sealed;
    },
    async open(table, at, sealed) {
      const bytes = new Uint8Array(sealed);
      const body = await crypto.subtle.decrypt(
        {
          name: "AES-GCM",
          iv: bytes.subarray(0, IV_BYTES),
          additionalData: text.encode(JSON.stringify([table, at])),
        },
        key,
        bytes.subarray(IV_BYTES),
      );
      return JSON.parse(reader.decode(body)) as unknown;
    },
  };
}

/** 32 bytes for the crypto module's own store. */
export async function cryptoStoreKey(root: RootKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf("paceline crypto store v1"), root, 256));
}

/** AES-GCM's standard nonce, random for each record: safe for 2^32 writes of one key (NIST SP 800-38D, 8.3). */
const IV_BYTES = 12;

const hkdf = (info: string): HkdfParams => ({
  name: "HKDF",
  hash: "SHA-256",
  salt: new Uint8Array(32),
  info: new TextEncoder().encode(info),
});
