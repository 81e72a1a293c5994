import { secretbox } from "@noble/ciphers/salsa.js";

const NONCE_BYTES = 24;
const KEY_BYTES = 32;

/** OwnTracks pads its key with zeros (booklet, "Payload encryption"). */
function padded(key: string): Uint8Array {
  const bytes = new Uint8Array(KEY_BYTES);
  bytes.set(new TextEncoder().encode(key).subarray(0, KEY_BYTES));
  return bytes;
}

/** Opens libsodium's `crypto_secretbox` with its nonce in front, as base64; the JSON inside. `undefined` with another key, changed bytes, or something that is no JSON. */
export function openBox(data: string, key: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const box = secretbox(padded(key), bytes.subarray(0, NONCE_BYTES));
    return JSON.parse(new TextDecoder().decode(box.open(bytes.subarray(NONCE_BYTES)))) as unknown;
  } catch {
    return undefined;
  }
}
