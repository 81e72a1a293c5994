import { openDB } from "idb";
import { importRoot } from "../projection/sealer.ts";
import type { RootKey } from "../projection/sealer.ts";

export type Protection = "browser" | "keystore";
export type Keys = { readonly root: RootKey; readonly protection: Protection };

const TABLE = "keys";
const databaseName = (name: string): string => `${name}.keys`;

/**
 * The root of everything stored here: the host's key, or one of the browser's own that cannot be exported. The latter lies beside the data, so it keeps
 * casual copies unreadable and no more; `protection` says which of the two a person has.
 */
export async function openKeys(name: string, hostKey: Uint8Array | null): Promise<Keys> {
  if (hostKey !== null) return { root: await importRoot(new Uint8Array(hostKey)), protection: "keystore" };
  const idb = await openDB(databaseName(name), 1, { upgrade: (fresh) => void fresh.createObjectStore(TABLE) });
  try {
    const known = (await idb.get(TABLE, "root")) as CryptoKey | undefined;
    if (known !== undefined) return { root: known, protection: "browser" };
    const root = await importRoot(crypto.getRandomValues(new Uint8Array(32)));
    await idb.put(TABLE, root, "root");
    return { root, protection: "browser" };
  } finally {
    idb.close();
  }
}
