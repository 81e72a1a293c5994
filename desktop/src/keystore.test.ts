import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KeystoreUnavailable, storageKey } from "./keystore.ts";
import type { SystemKeystore } from "./keystore.ts";

const turned = (bytes: Buffer): Buffer => Buffer.from(bytes).reverse();

/** Seals by turning bytes around; enough to see what is written. */
class FakeKeystore implements SystemKeystore {
  available = true;
  backend = "gnome_libsecret";
  reEncrypt = false;
  isAsyncEncryptionAvailable = async (): Promise<boolean> => this.available;
  encryptStringAsync = async (plain: string): Promise<Buffer> => turned(Buffer.from(`sealed:${plain}`));
  getSelectedStorageBackend = (): string => this.backend;
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const text = turned(sealed).toString();
    if (!text.startsWith("sealed:")) throw new Error("cannot open");
    return { result: text.slice("sealed:".length), shouldReEncrypt: this.reEncrypt };
  }
}

let folder: string;
const keystore = () => new FakeKeystore();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "paceline-keystore-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("D1 the key is made once, sealed on disk, and the same at every start", async () => {
  const file = join(folder, "deeper", "key");
  const first = await storageKey(keystore(), file);
  expect(first).toHaveLength(32);
  expect(await storageKey(keystore(), file)).toEqual(first);
  expect(await readFile(file, "utf8")).not.toContain(Buffer.from(first).toString("base64"));
});

test("D1 without a keystore no key is made, and none is kept in clear", async () => {
  const none = keystore();
  none.available = false;
  await expect(storageKey(none, join(folder, "key"))).rejects.toThrow(KeystoreUnavailable);
  const basic = keystore();
  basic.backend = "basic_text";
  await expect(storageKey(basic, join(folder, "key"))).rejects.toThrow(KeystoreUnavailable);
  await expect(readFile(join(folder, "key"))).rejects.toThrow("ENOENT");
});

test("D1 a sealed key that cannot be opened is never replaced", async () => {
  const file = join(folder, "key");
  await writeFile(file, "damaged");
  await expect(storageKey(keystore(), file)).rejects.toThrow("cannot open");
  expect(await readFile(file, "utf8")).toBe("damaged");
});

test("D1 a rotated system key seals our key anew", async () => {
  const file = join(folder, "key");
  const first = await storageKey(keystore(), file);
  const rotated = keystore();
  rotated.reEncrypt = true;
  let sealedAnew = 0;
  rotated.encryptStringAsync = async (plain) => {
    sealedAnew += 1;
    return keystore().encryptStringAsync(plain);
  };
  expect(await storageKey(rotated, file)).toEqual(first);
  expect(sealedAnew).toBe(1);
});
