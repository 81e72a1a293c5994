import type { MatrixHttp } from "./http.ts";
import { isObject, objectAt, textAt, type JsonObject } from "./json.ts";
import { isSignedBy } from "./signatures.ts";

export type PeerDevice = {
  readonly userId: string;
  readonly deviceId: string;
  readonly curve25519: string;
  readonly ed25519: string;
  /** Signed by the owner's self-signing key, which the owner's master key signed. */
  readonly crossSigned: boolean;
};

/** Other people's devices, asked for when needed, kept until the server says that they changed. */
export class DeviceList {
  /** `user/device` whose own signature was wrong or whose key changed; nothing is ever encrypted for them. */
  readonly rejected = new Set<string>();
  private readonly byUser = new Map<string, readonly PeerDevice[]>();
  private readonly pinned = new Map<string, string>();

  invalidate(users: readonly string[]): void {
    for (const user of users) this.byUser.delete(user);
  }

  async devicesOf(http: MatrixHttp, users: readonly string[]): Promise<readonly PeerDevice[]> {
    const unknown = users.filter((user) => !this.byUser.has(user));
    if (unknown.length > 0) {
      const answer = await http.request("POST", "/keys/query", {
        body: { device_keys: Object.fromEntries(unknown.map((user) => [user, []])) },
      });
      for (const user of unknown) this.byUser.set(user, this.read(user, answer));
    }
    return users.flatMap((user) => this.byUser.get(user) ?? []);
  }

  private read(user: string, answer: JsonObject): readonly PeerDevice[] {
    const selfSigning = selfSigningKey(user, answer);
    return Object.entries(objectAt(answer, "device_keys", user)).flatMap(([deviceId, keys]) => {
      const device = isObject(keys) ? readDevice(user, deviceId, keys, selfSigning) : undefined;
      const name = `${user}/${deviceId}`;
      const pin = this.pinned.get(name);
      if (device === undefined || (pin !== undefined && pin !== device.ed25519)) {
        this.rejected.add(name);
        return [];
      }
      this.pinned.set(name, device.ed25519);
      return [device];
    });
  }
}

function readDevice(
  userId: string,
  deviceId: string,
  keys: JsonObject,
  selfSigning: string | undefined,
): PeerDevice | undefined {
  const curve25519 = textAt(keys, "keys", `curve25519:${deviceId}`);
  const ed25519 = textAt(keys, "keys", `ed25519:${deviceId}`);
  if (curve25519 === undefined || ed25519 === undefined) return undefined;
  if (textAt(keys, "user_id") !== userId || textAt(keys, "device_id") !== deviceId) return undefined;
  if (!isSignedBy(keys, userId, `ed25519:${deviceId}`, ed25519)) return undefined;
  const crossSigned = selfSigning !== undefined && isSignedBy(keys, userId, `ed25519:${selfSigning}`, selfSigning);
  return { userId, deviceId, curve25519, ed25519, crossSigned };
}

function selfSigningKey(user: string, answer: JsonObject): string | undefined {
  const master = onlyKey(objectAt(answer, "master_keys", user));
  const keys = objectAt(answer, "self_signing_keys", user);
  const selfSigning = onlyKey(keys);
  if (master === undefined || selfSigning === undefined) return undefined;
  return isSignedBy(keys, user, `ed25519:${master}`, master) ? selfSigning : undefined;
}

const onlyKey = (crossSigningKey: JsonObject): string | undefined =>
  Object.values(objectAt(crossSigningKey, "keys")).find((key): key is string => typeof key === "string");
