import Olm from "@matrix-org/olm";
import { initOlm } from "./init-olm.ts";
import type { MatrixHttp } from "./http.ts";
import type { JsonObject } from "./json.ts";
import { withSignature } from "./signatures.ts";

export const OLM = "m.olm.v1.curve25519-aes-sha2";
export const MEGOLM = "m.megolm.v1.aes-sha2";
const KEYS_KEPT_ON_SERVER = 30;

/** This peer's device: its identity keys and the one-time keys it publishes. */
export class OwnDevice {
  readonly userId: string;
  readonly deviceId: string;
  readonly curve25519: string;
  readonly ed25519: string;
  readonly account: Olm.Account;

  private constructor(userId: string, deviceId: string, account: Olm.Account) {
    const keys = JSON.parse(account.identity_keys()) as { readonly curve25519: string; readonly ed25519: string };
    this.userId = userId;
    this.deviceId = deviceId;
    this.account = account;
    this.curve25519 = keys.curve25519;
    this.ed25519 = keys.ed25519;
  }

  static async create(userId: string, deviceId: string): Promise<OwnDevice> {
    await initOlm();
    const account = new Olm.Account();
    account.create();
    return new OwnDevice(userId, deviceId, account);
  }

  sign(object: JsonObject): JsonObject {
    return withSignature(object, this.userId, `ed25519:${this.deviceId}`, (text) => this.account.sign(text));
  }

  /** The signed device keys as others see them. */
  keys(): JsonObject {
    return this.sign({
      user_id: this.userId,
      device_id: this.deviceId,
      algorithms: [OLM, MEGOLM],
      keys: { [`curve25519:${this.deviceId}`]: this.curve25519, [`ed25519:${this.deviceId}`]: this.ed25519 },
    });
  }

  /** Uploads device keys, one-time keys and a fallback key. */
  async publish(http: MatrixHttp): Promise<void> {
    this.account.generate_fallback_key();
    const fallback = JSON.parse(this.account.unpublished_fallback_key()) as {
      readonly curve25519: Readonly<Record<string, string>>;
    };
    await http.request("POST", "/keys/upload", {
      body: { device_keys: this.keys(), fallback_keys: this.signedKeys(fallback.curve25519, { fallback: true }) },
    });
    await this.replenish(http, 0);
  }

  /** Brings the one-time keys on the server back up. `left` is how many it still has. */
  async replenish(http: MatrixHttp, left: number): Promise<void> {
    if (left >= KEYS_KEPT_ON_SERVER / 2) return;
    this.account.generate_one_time_keys(KEYS_KEPT_ON_SERVER - left);
    const fresh = JSON.parse(this.account.one_time_keys()) as { readonly curve25519: Readonly<Record<string, string>> };
    await http.request("POST", "/keys/upload", { body: { one_time_keys: this.signedKeys(fresh.curve25519, {}) } });
    this.account.mark_keys_as_published();
  }

  private signedKeys(keys: Readonly<Record<string, string>>, more: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(keys).map(([id, key]) => [`signed_curve25519:${id}`, this.sign({ key, ...more })]),
    );
  }
}
