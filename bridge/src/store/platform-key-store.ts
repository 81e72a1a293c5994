import type { Database } from "./database.ts";

/** Times are milliseconds since 1970. */
export type PlatformKey = {
  readonly id: string;
  readonly platform: string;
  readonly at: number;
  readonly revokedAt: number | undefined;
};

/** Keys of platforms' servers, by the SHA-256 of the key. */
export interface PlatformKeyStore {
  add(keyHash: Uint8Array, id: string, platform: string, now: number): void;
  /** The platform of a key that is not revoked. */
  platformOf(keyHash: Uint8Array): string | undefined;
  /** False where there is no such key that still opens anything. */
  revoke(id: string, now: number): boolean;
  /** Oldest first, with those that were revoked. */
  list(): readonly PlatformKey[];
}

export const createPlatformKeyStore = (db: Database): PlatformKeyStore => {
  const add = db.prepare("INSERT INTO own_platform_key (id, platform, key_hash, at) VALUES (?, ?, ?, ?)");
  const find = db.prepare("SELECT platform FROM own_platform_key WHERE key_hash = ? AND revoked_at IS NULL");
  const revoke = db.prepare("UPDATE own_platform_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");
  const list = db.prepare("SELECT id, platform, at, revoked_at FROM own_platform_key ORDER BY at, id");
  return {
    add: (hash, id, platform, now) => void add.run(id, platform, hash, now),
    platformOf: (hash) => find.get(hash)?.["platform"] as string | undefined,
    revoke: (id, now) => revoke.run(now, id).changes === 1,
    list: () =>
      list.all().map((row) => ({
        id: String(row["id"]),
        platform: String(row["platform"]),
        at: Number(row["at"]),
        revokedAt: row["revoked_at"] === null ? undefined : Number(row["revoked_at"]),
      })),
  };
};
