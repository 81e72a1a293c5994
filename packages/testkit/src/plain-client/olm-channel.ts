import Olm from "@matrix-org/olm";
import type { PeerDevice } from "./device-list.ts";
import type { MatrixHttp } from "./http.ts";
import { isObject, objectAt, textAt, type JsonObject } from "./json.ts";
import { OLM, type OwnDevice } from "./own-device.ts";
import { isSignedBy } from "./signatures.ts";
import type { ToDeviceEvent } from "./sync.ts";

/** What came out of an Olm message, with the key of the device that proved to hold it. */
export type OlmPayload = {
  readonly type: string;
  readonly content: JsonObject;
  readonly sender: string;
  readonly senderKey: string;
  readonly senderEd25519: string;
};

/** Olm sessions with other devices, by their curve25519 key; the newest is used for sending. */
export class OlmChannel {
  private readonly sessions = new Map<string, Olm.Session[]>();
  private readonly own: OwnDevice;

  constructor(own: OwnDevice) {
    this.own = own;
  }

  /** The payload, or `undefined` when the message is not for this device or cannot be opened. */
  open(event: ToDeviceEvent): OlmPayload | undefined {
    const senderKey = textAt(event.content, "sender_key");
    const message = objectAt(event.content, "ciphertext", this.own.curve25519);
    const body = textAt(message, "body");
    if (textAt(event.content, "algorithm") !== OLM || senderKey === undefined || body === undefined) return undefined;
    const plaintext = this.decrypt(senderKey, Number(message["type"]), body);
    if (plaintext === undefined) return undefined;
    const payload: unknown = JSON.parse(plaintext);
    const senderEd25519 = textAt(payload, "keys", "ed25519");
    const type = textAt(payload, "type");
    const meant =
      textAt(payload, "recipient") === this.own.userId &&
      textAt(payload, "recipient_keys", "ed25519") === this.own.ed25519 &&
      textAt(payload, "sender") === event.sender;
    if (!meant || senderEd25519 === undefined || type === undefined || !isObject(payload)) return undefined;
    return { type, content: objectAt(payload, "content"), sender: event.sender, senderKey, senderEd25519 };
  }

  /** Encrypts one to-device event for each device and sends them in one request. Devices without a usable one-time key are left out. */
  async send(
    http: MatrixHttp,
    devices: readonly PeerDevice[],
    type: string,
    contentFor: (device: PeerDevice) => JsonObject,
  ): Promise<readonly PeerDevice[]> {
    await this.claim(
      http,
      devices.filter((device) => !this.sessions.has(device.curve25519)),
    );
    const reached = devices.filter((device) => this.sessions.has(device.curve25519));
    const messages: Record<string, Record<string, JsonObject>> = {};
    for (const device of reached)
      (messages[device.userId] ??= {})[device.deviceId] = this.encrypt(device, type, contentFor(device));
    if (reached.length > 0) {
      await http.request("PUT", `/sendToDevice/m.room.encrypted/${crypto.randomUUID()}`, { body: { messages } });
    }
    return reached;
  }

  private encrypt(device: PeerDevice, type: string, content: JsonObject): JsonObject {
    const session = this.sessions.get(device.curve25519)?.[0];
    if (session === undefined) throw new Error("no Olm session with that device");
    const message = session.encrypt(
      JSON.stringify({
        type,
        content,
        sender: this.own.userId,
        sender_device: this.own.deviceId,
        keys: { ed25519: this.own.ed25519 },
        recipient: device.userId,
        recipient_keys: { ed25519: device.ed25519 },
        sender_device_keys: this.own.keys(),
      }),
    );
    return { algorithm: OLM, sender_key: this.own.curve25519, ciphertext: { [device.curve25519]: message } };
  }

  private async claim(http: MatrixHttp, devices: readonly PeerDevice[]): Promise<void> {
    if (devices.length === 0) return;
    const wanted: Record<string, Record<string, string>> = {};
    for (const device of devices) (wanted[device.userId] ??= {})[device.deviceId] = "signed_curve25519";
    const answer = await http.request("POST", "/keys/claim", { body: { one_time_keys: wanted } });
    for (const device of devices) {
      const key = Object.values(objectAt(answer, "one_time_keys", device.userId, device.deviceId)).find(isObject);
      const oneTimeKey = textAt(key, "key");
      if (key === undefined || oneTimeKey === undefined) continue;
      if (!isSignedBy(key, device.userId, `ed25519:${device.deviceId}`, device.ed25519)) continue;
      const session = new Olm.Session();
      session.create_outbound(this.own.account, device.curve25519, oneTimeKey);
      this.keep(device.curve25519, session);
    }
  }

  private decrypt(senderKey: string, type: number, body: string): string | undefined {
    for (const session of this.sessions.get(senderKey) ?? []) {
      if (type === 0 && !session.matches_inbound_from(senderKey, body)) continue;
      const plaintext = attempt(() => session.decrypt(type, body));
      if (plaintext !== undefined) {
        this.keep(senderKey, session);
        return plaintext;
      }
      if (type === 0) return undefined;
    }
    if (type !== 0) return undefined;
    const session = new Olm.Session();
    const opened = attempt(() => {
      session.create_inbound_from(this.own.account, senderKey, body);
      return session.decrypt(type, body);
    });
    if (opened === undefined) {
      session.free();
      return undefined;
    }
    this.own.account.remove_one_time_keys(session);
    this.keep(senderKey, session);
    return opened;
  }

  private keep(theirKey: string, newest: Olm.Session): void {
    this.sessions.set(theirKey, [
      newest,
      ...(this.sessions.get(theirKey) ?? []).filter((session) => session !== newest),
    ]);
  }
}

/** libolm reports an unreadable message only by throwing; here that is an expected outcome. */
function attempt(work: () => string): string | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
