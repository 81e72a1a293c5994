import { MatrixError, notFound } from "./errors.ts";
import { objectOf, textOf, type Content } from "./event.ts";

type Version = {
  readonly version: string;
  algorithm: string;
  authData: Content;
  etag: number;
  readonly keys: Map<string, Map<string, Content>>;
};

/** Server-side backup of room keys (spec v1.16, "Server-side key backups"). */
export class KeyBackup {
  private readonly versions = new Map<string, Version[]>();

  create(userId: string, body: Content): Content {
    const mine = this.versions.get(userId) ?? [];
    const version = String((Number(mine.at(-1)?.version ?? "0") || 0) + 1);
    mine.push({
      version,
      algorithm: textOf(body["algorithm"]) ?? "",
      authData: objectOf(body["auth_data"]),
      etag: 0,
      keys: new Map(),
    });
    this.versions.set(userId, mine);
    return { version };
  }

  describe(userId: string, version: string | undefined): Content {
    const found = this.find(userId, version);
    return { version: found.version, algorithm: found.algorithm, auth_data: found.authData, ...this.count(found) };
  }

  update(userId: string, version: string, body: Content): void {
    const found = this.find(userId, version);
    if (textOf(body["algorithm"]) !== found.algorithm)
      throw new MatrixError(400, "M_INVALID_PARAM", "Algorithm does not match");
    found.authData = objectOf(body["auth_data"]);
  }

  remove(userId: string, version: string): void {
    this.find(userId, version);
    this.versions.set(
      userId,
      (this.versions.get(userId) ?? []).filter((candidate) => candidate.version !== version),
    );
  }

  /** Writes `rooms`: room → `{sessions}`. Only the current version may be written. */
  put(userId: string, version: string, rooms: Content): Content {
    const current = this.find(userId, undefined);
    if (current.version !== version) {
      this.find(userId, version);
      // Synapse names the version that was asked for, not the one that is current.
      throw new MatrixError(403, "M_WRONG_ROOM_KEYS_VERSION", "Wrong backup version.", { current_version: version });
    }
    for (const [roomId, room] of Object.entries(rooms)) {
      const sessions = current.keys.get(roomId) ?? new Map<string, Content>();
      current.keys.set(roomId, sessions);
      for (const [sessionId, data] of Object.entries(objectOf(objectOf(room)["sessions"]))) {
        const fresh = objectOf(data);
        const before = sessions.get(sessionId);
        if (before !== undefined && !isBetter(fresh, before)) continue;
        sessions.set(sessionId, fresh);
        current.etag += 1;
      }
    }
    return this.count(current);
  }

  get(userId: string, version: string, roomId?: string, sessionId?: string): Content {
    const { keys } = this.find(userId, version);
    if (roomId === undefined) {
      return {
        rooms: Object.fromEntries([...keys].map(([id, sessions]) => [id, { sessions: Object.fromEntries(sessions) }])),
      };
    }
    const sessions = keys.get(roomId);
    if (sessionId === undefined) return { sessions: Object.fromEntries(sessions ?? []) };
    const found = sessions?.get(sessionId);
    if (found === undefined) throw notFound("No room_keys found");
    return found;
  }

  delete(userId: string, version: string, roomId?: string, sessionId?: string): Content {
    const found = this.find(userId, version);
    if (roomId === undefined) found.keys.clear();
    else if (sessionId === undefined) found.keys.delete(roomId);
    else found.keys.get(roomId)?.delete(sessionId);
    found.etag += 1;
    return this.count(found);
  }

  private find(userId: string, version: string | undefined): Version {
    const mine = this.versions.get(userId) ?? [];
    const found = version === undefined ? mine.at(-1) : mine.find((candidate) => candidate.version === version);
    if (found === undefined)
      throw notFound(version === undefined ? "No current backup version" : "Unknown backup version");
    return found;
  }

  private count(version: Version): Content {
    return {
      count: [...version.keys.values()].reduce((sum, sessions) => sum + sessions.size, 0),
      etag: String(version.etag),
    };
  }
}

/** Verified before unverified, then the earlier index, then the fewer forwards. */
function isBetter(fresh: Content, before: Content): boolean {
  if (fresh["is_verified"] !== before["is_verified"]) return fresh["is_verified"] === true;
  const index = Number(fresh["first_message_index"]) - Number(before["first_message_index"]);
  return index === 0 ? Number(fresh["forwarded_count"]) < Number(before["forwarded_count"]) : index < 0;
}
