import { objectOf, textOf, type Content } from "./event.ts";
import type { Rooms } from "./rooms.ts";
import type { Stream } from "./stream.ts";
import { MatrixError } from "./errors.ts";

type CrossSigning = { master?: Content; self_signing?: Content; user_signing?: Content };
type OneTime = {
  readonly keys: Map<string, Content>;
  readonly fallback: Map<string, { readonly id: string; readonly key: Content; used: boolean }>;
};

/** Device keys, one-time keys, cross-signing keys and the news of their changes. Signatures are kept, not verified. */
export class DeviceKeys {
  private readonly devices = new Map<string, Map<string, Content>>();
  private readonly oneTime = new Map<string, OneTime>();
  private readonly crossSigning = new Map<string, CrossSigning>();
  /** `user key` → signer → signatures. */
  private readonly signatures = new Map<string, Map<string, Content>>();
  /** Who changed, in the order of the stream. */
  private readonly changes: { readonly position: number; readonly userId: string }[] = [];
  private readonly rooms: Rooms;
  private readonly stream: Stream;

  constructor(rooms: Rooms, stream: Stream) {
    this.rooms = rooms;
    this.stream = stream;
  }

  upload(userId: string, deviceId: string, body: Content): Content {
    if (body["device_keys"] !== undefined) {
      const own = this.devices.get(userId) ?? new Map<string, Content>();
      this.devices.set(userId, own.set(deviceId, objectOf(body["device_keys"])));
      this.markChanged(userId);
    }
    const here = this.oneTimeOf(userId, deviceId);
    for (const [id, key] of Object.entries(objectOf(body["one_time_keys"]))) {
      const before = here.keys.get(id);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(key)) {
        throw new MatrixError(400, "M_INVALID_PARAM", `One time key ${id} already exists.`);
      }
      here.keys.set(id, objectOf(key));
    }
    for (const [id, key] of Object.entries(objectOf(body["fallback_keys"]))) {
      here.fallback.set(algorithmOf(id), { id, key: objectOf(key), used: false });
    }
    return { one_time_key_counts: this.counts(userId, deviceId) };
  }

  query(asker: string, users: Content): Content {
    const answer = {
      device_keys: {},
      failures: {},
      master_keys: {},
      self_signing_keys: {},
      user_signing_keys: {},
    } as Record<string, Record<string, unknown>>;
    for (const [userId, wanted] of Object.entries(users)) {
      const devices = [...(this.devices.get(userId) ?? [])].filter(
        ([id]) => !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(id),
      );
      const cross = this.crossSigning.get(userId);
      const put = (name: string, value: unknown): void => void ((answer[name] ??= {})[userId] = value);
      put("device_keys", Object.fromEntries(devices.map(([id, keys]) => [id, this.signed(asker, userId, id, keys)])));
      if (cross?.master !== undefined)
        put("master_keys", this.signed(asker, userId, keyName(cross.master), cross.master));
      if (cross?.self_signing !== undefined) put("self_signing_keys", cross.self_signing);
      if (cross?.user_signing !== undefined && asker === userId) put("user_signing_keys", cross.user_signing);
    }
    return answer;
  }

  claim(wanted: Content): Content {
    const claimed: Record<string, Record<string, Content>> = {};
    for (const [userId, byDevice] of Object.entries(wanted)) {
      for (const [deviceId, algorithm] of Object.entries(objectOf(byDevice))) {
        const key = this.take(userId, deviceId, String(algorithm));
        if (key !== undefined) (claimed[userId] ??= {})[deviceId] = { [key.id]: key.key };
      }
    }
    return { one_time_keys: claimed, failures: {} };
  }

  counts(userId: string, deviceId: string): Readonly<Record<string, number>> {
    const counts: Record<string, number> = { signed_curve25519: 0 };
    for (const id of this.oneTimeOf(userId, deviceId).keys.keys()) {
      counts[algorithmOf(id)] = (counts[algorithmOf(id)] ?? 0) + 1;
    }
    return counts;
  }

  unusedFallback(userId: string, deviceId: string): readonly string[] {
    return [...this.oneTimeOf(userId, deviceId).fallback]
      .filter(([, { used }]) => !used)
      .map(([algorithm]) => algorithm);
  }

  hasCrossSigning(userId: string): boolean {
    return this.crossSigning.get(userId)?.master !== undefined;
  }

  uploadCrossSigning(userId: string, body: Content): void {
    const keys = this.crossSigning.get(userId) ?? {};
    for (const name of ["master", "self_signing", "user_signing"] as const) {
      if (body[`${name}_key`] !== undefined) keys[name] = objectOf(body[`${name}_key`]);
    }
    this.crossSigning.set(userId, keys);
    this.markChanged(userId);
  }

  uploadSignatures(signer: string, body: Content): void {
    for (const [userId, byKey] of Object.entries(body)) {
      for (const [name, object] of Object.entries(objectOf(byKey))) {
        const own = objectOf(objectOf(objectOf(object)["signatures"])[signer]);
        const here = this.signatures.get(`${userId} ${name}`) ?? new Map<string, Content>();
        this.signatures.set(`${userId} ${name}`, here.set(signer, { ...here.get(signer), ...own }));
      }
      this.markChanged(userId);
    }
  }

  forget(userId: string, deviceId: string): void {
    this.devices.get(userId)?.delete(deviceId);
    this.oneTime.delete(`${userId} ${deviceId}`);
    this.signatures.delete(`${userId} ${deviceId}`);
    this.markChanged(userId);
  }

  /** Users whose devices or keys changed after a position. */
  changedSince(position: number): ReadonlySet<string> {
    const users = new Set<string>();
    for (let index = this.changes.length - 1; index >= 0; index -= 1) {
      const change = this.changes[index];
      if (change === undefined || change.position <= position) break;
      users.add(change.userId);
    }
    return users;
  }

  private markChanged(userId: string): void {
    this.changes.push({ position: this.stream.next(), userId });
    this.stream.wake(userId);
    for (const roomId of this.rooms.ofUser.get(userId)?.keys() ?? []) {
      const room = this.rooms.all.get(roomId);
      if (room?.joined.has(userId) === true) this.stream.wakeWhere((other) => room.joined.has(other));
    }
  }

  private take(
    userId: string,
    deviceId: string,
    algorithm: string,
  ): { readonly id: string; readonly key: Content } | undefined {
    const here = this.oneTimeOf(userId, deviceId);
    for (const [id, key] of here.keys) {
      if (algorithmOf(id) !== algorithm) continue;
      here.keys.delete(id);
      this.stream.next();
      this.stream.wake(userId);
      return { id, key };
    }
    const fallback = here.fallback.get(algorithm);
    if (fallback !== undefined) fallback.used = true;
    return fallback;
  }

  /** A user's signatures on others' keys are shown to that user alone. */
  private signed(asker: string, userId: string, name: string, keys: Content): Content {
    const more = [...(this.signatures.get(`${userId} ${name}`) ?? [])].filter(
      ([signer]) => signer === userId || signer === asker,
    );
    const before = objectOf(keys["signatures"]);
    const merged = Object.fromEntries(more.map(([signer, made]) => [signer, { ...objectOf(before[signer]), ...made }]));
    return { ...keys, signatures: { ...before, ...merged } };
  }

  private oneTimeOf(userId: string, deviceId: string): OneTime {
    const name = `${userId} ${deviceId}`;
    const here = this.oneTime.get(name) ?? { keys: new Map(), fallback: new Map() };
    this.oneTime.set(name, here);
    return here;
  }
}

const algorithmOf = (keyId: string): string => keyId.split(":")[0] ?? "";
/** Cross-signing keys are named by their public part. */
const keyName = (key: Content): string => textOf(Object.values(objectOf(key["keys"]))[0]) ?? "";
