import { randomBytes } from "node:crypto";
import { digest } from "../appservice/token.ts";
import type { PlatformKey, PlatformKeyStore } from "../store/platform-key-store.ts";

/** Keys by which a platform's server speaks for its athletes. */
export interface PlatformKeys {
  /** The key is shown this once. */
  make(platform: string): { readonly id: string; readonly key: string };
  platformOf(key: string): string | undefined;
  revoke(id: string): boolean;
  list(): readonly PlatformKey[];
}

/** What a key begins with, so that it is known for what it is where it leaked. */
const PREFIX = "paceline_pk_";

export const createPlatformKeys = (store: PlatformKeyStore, now: () => number): PlatformKeys => ({
  make: (platform) => {
    const [id, key] = [randomBytes(6).toString("hex"), `${PREFIX}${randomBytes(32).toString("base64url")}`];
    store.add(digest(key), id, platform, now());
    return { id, key };
  },
  platformOf: (key) => (key.startsWith(PREFIX) ? store.platformOf(digest(key)) : undefined),
  revoke: (id) => store.revoke(id, now()),
  list: () => store.list(),
});
