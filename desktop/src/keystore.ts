import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** The part of Electron's `safeStorage` we use; asynchronous calls only, the others are deprecated and block the main process. */
export interface SystemKeystore {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plain: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
  /** Linux only: `basic_text` means that no real keystore answers. */
  getSelectedStorageBackend?(): string;
}

export class KeystoreUnavailable extends Error {
  override name = "KeystoreUnavailable";
}

const KEY_BYTES = 32;

/**
 * The 32-byte key everything stored on this device derives from: made once, sealed by the system's keystore, kept in `file`.
 * @throws KeystoreUnavailable where the system offers none; a key is never kept unsealed. A file that cannot be opened throws too: making a
 * new key over it would lose what the old one protects.
 */
export async function storageKey(keystore: SystemKeystore, file: string): Promise<Uint8Array> {
  if (!(await keystore.isAsyncEncryptionAvailable()) || keystore.getSelectedStorageBackend?.() === "basic_text") {
    throw new KeystoreUnavailable("the system offers no keystore");
  }
  const sealed = await readIfThere(file);
  if (sealed === undefined) {
    const key = randomBytes(KEY_BYTES);
    await keep(file, await keystore.encryptStringAsync(key.toString("base64")));
    return new Uint8Array(key);
  }
  const opened = await keystore.decryptStringAsync(sealed);
  const key = Buffer.from(opened.result, "base64");
  if (key.length !== KEY_BYTES) throw new KeystoreUnavailable("the sealed key has a wrong length");
  if (opened.shouldReEncrypt) await keep(file, await keystore.encryptStringAsync(opened.result));
  return new Uint8Array(key);
}

/** Written beside and renamed, so that a crash leaves either the old file or the new one. */
async function keep(file: string, sealed: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, sealed, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
