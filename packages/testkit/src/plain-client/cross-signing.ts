import Olm from "@matrix-org/olm";
import type { MatrixHttp } from "./http.ts";
import type { JsonObject } from "./json.ts";
import type { OwnDevice } from "./own-device.ts";
import { withSignature } from "./signatures.ts";

/** The account's cross-signing keys, held by this peer alone (it keeps no secret storage). */
export class CrossSigning {
  private readonly userId: string;
  private readonly selfSigning = new SigningKey();
  private readonly master = new SigningKey();
  private readonly userSigning = new SigningKey();

  private constructor(userId: string) {
    this.userId = userId;
  }

  /**
   * Makes and uploads master, self-signing and user-signing keys and signs `device` with them. The password answers the
   * server's user-interactive authentication, which guards every replacement of existing keys.
   */
  static async setUp(http: MatrixHttp, device: OwnDevice, password: string): Promise<CrossSigning> {
    const keys = new CrossSigning(device.userId);
    await keys.upload(http, device, password);
    await keys.signDevice(http, device);
    return keys;
  }

  /** Signs another user's master key: "I have compared emoji with this person". */
  async signUser(http: MatrixHttp, userId: string): Promise<void> {
    const answer = await http.request("POST", "/keys/query", { body: { device_keys: { [userId]: [] } } });
    const master = (answer["master_keys"] as Readonly<Record<string, JsonObject>> | undefined)?.[userId];
    const name = Object.values((master?.["keys"] ?? {}) as Readonly<Record<string, string>>)[0];
    if (master === undefined || name === undefined) throw new Error("that user has no cross-signing keys");
    const signed = this.userSigning.signed(master, this.userId);
    await http.request("POST", "/keys/signatures/upload", { body: { [userId]: { [name]: signed } } });
  }

  private async upload(http: MatrixHttp, device: OwnDevice, password: string): Promise<void> {
    const body = {
      master_key: device.sign(this.master.described(this.userId, "master")),
      self_signing_key: this.master.signed(this.selfSigning.described(this.userId, "self_signing"), this.userId),
      user_signing_key: this.master.signed(this.userSigning.described(this.userId, "user_signing"), this.userId),
    };
    const first = await http.call("POST", "/keys/device_signing/upload", { body });
    if (first.status === 200) return;
    const auth = {
      type: "m.login.password",
      identifier: { type: "m.id.user", user: this.userId },
      password,
      session: first.body["session"],
    };
    await http.request("POST", "/keys/device_signing/upload", { body: { ...body, auth } });
  }

  private async signDevice(http: MatrixHttp, device: OwnDevice): Promise<void> {
    const signed = this.selfSigning.signed(device.keys(), this.userId);
    await http.request("POST", "/keys/signatures/upload", { body: { [this.userId]: { [device.deviceId]: signed } } });
  }
}

class SigningKey {
  private readonly key = new Olm.PkSigning();
  private readonly publicKey = this.key.init_with_seed(this.key.generate_seed());

  described(userId: string, usage: string): JsonObject {
    return { user_id: userId, usage: [usage], keys: { [`ed25519:${this.publicKey}`]: this.publicKey } };
  }

  signed(object: JsonObject, userId: string): JsonObject {
    return withSignature(object, userId, `ed25519:${this.publicKey}`, (text) => this.key.sign(text));
  }
}
