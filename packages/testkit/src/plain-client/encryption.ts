import { downloadEncrypted } from "./attachment.ts";
import { DeviceList, type PeerDevice } from "./device-list.ts";
import type { MatrixHttp } from "./http.ts";
import { isObject, objectAt, textAt, type JsonObject } from "./json.ts";
import { MegolmInbound, type Decrypted } from "./megolm-inbound.ts";
import { MegolmOutbound } from "./megolm-outbound.ts";
import { OlmChannel, type OlmPayload } from "./olm-channel.ts";
import { MEGOLM, OwnDevice } from "./own-device.ts";
import type { RawEvent, Room } from "./room.ts";
import type { SyncAnswer, ToDeviceEvent } from "./sync.ts";

const KEY_BUNDLE_TYPES = new Set(["m.room_key_bundle", "io.element.msc4268.room_key_bundle"]);

/** Everything cryptographic of one plain client: what comes by to-device, what it can read, how it writes. */
export class Encryption {
  readonly device: OwnDevice;
  readonly devices = new DeviceList();
  /** Olm payloads in order of arrival, for tests that look at the traffic. */
  readonly received: OlmPayload[] = [];
  private readonly http: MatrixHttp;
  private readonly channel: OlmChannel;
  private readonly inbound = new MegolmInbound();
  private readonly outbound: MegolmOutbound;

  private constructor(http: MatrixHttp, device: OwnDevice) {
    this.http = http;
    this.device = device;
    this.channel = new OlmChannel(device);
    this.outbound = new MegolmOutbound(device, this.channel, this.inbound);
  }

  static async start(http: MatrixHttp, userId: string, deviceId: string): Promise<Encryption> {
    const device = await OwnDevice.create(userId, deviceId);
    await device.publish(http);
    return new Encryption(http, device);
  }

  /** Takes in one sync answer: changed devices, to-device messages, the count of one-time keys. */
  async ingest(answer: SyncAnswer): Promise<void> {
    this.devices.invalidate([...(answer.device_lists?.changed ?? []), ...(answer.device_lists?.left ?? [])]);
    for (const event of answer.to_device?.events ?? []) await this.receive(event);
    const left = answer.device_one_time_keys_count?.["signed_curve25519"];
    if (left !== undefined) await this.device.replenish(this.http, left);
  }

  decrypt(roomId: string, event: RawEvent): Decrypted {
    return this.inbound.decrypt(roomId, event);
  }

  /** The content to send as `m.room.encrypted`; every device of every joined member that can be reached got the key. */
  async encrypt(room: Room, type: string, content: JsonObject): Promise<JsonObject> {
    const devices = await this.devices.devicesOf(this.http, room.members("join"));
    return this.outbound.encrypt(this.http, room.id, type, content, devices);
  }

  /** Encrypts for the listed devices and sends by to-device. Answers the devices that could be reached. */
  sendToDevices(devices: readonly PeerDevice[], type: string, content: JsonObject): Promise<readonly PeerDevice[]> {
    return this.channel.send(this.http, devices, type, () => content);
  }

  /** From now on messages go out before their keys, as when to-device messages are slow. */
  holdKeys(): void {
    this.outbound.holding = true;
  }

  /** Sends the keys that were held back for a room. */
  async releaseKeys(room: Room): Promise<void> {
    this.outbound.holding = false;
    await this.outbound.release(this.http, room.id, await this.devices.devicesOf(this.http, room.members("join")));
  }

  knowsKey(roomId: string, sessionId: string): boolean {
    return this.inbound.knows(roomId, sessionId);
  }

  private async receive(event: ToDeviceEvent): Promise<void> {
    if (event.type !== "m.room.encrypted") return;
    const payload = this.channel.open(event);
    if (payload === undefined) return;
    this.received.push(payload);
    const { content } = payload;
    const roomId = textAt(content, "room_id");
    if (roomId === undefined) return;
    if (KEY_BUNDLE_TYPES.has(payload.type)) return this.importBundle(roomId, objectAt(content, "file"));
    const sessionId = textAt(content, "session_id");
    const sessionKey = textAt(content, "session_key");
    if (sessionId === undefined || sessionKey === undefined || textAt(content, "algorithm") !== MEGOLM) return;
    if (payload.type === "m.room_key") this.inbound.add(roomId, sessionId, sessionKey, payload.sender);
    if (payload.type === "m.forwarded_room_key") this.inbound.import(roomId, sessionId, sessionKey);
  }

  /** History of a room shared with an invitation (MSC4268). */
  private async importBundle(roomId: string, file: JsonObject): Promise<void> {
    const text = Buffer.from(await downloadEncrypted(this.http, file)).toString("utf8");
    const keys: unknown = objectAt(JSON.parse(text))["room_keys"];
    for (const key of Array.isArray(keys) ? keys.filter(isObject) : []) {
      const sessionId = textAt(key, "session_id");
      const sessionKey = textAt(key, "session_key");
      if (textAt(key, "room_id") !== roomId || sessionId === undefined || sessionKey === undefined) continue;
      this.inbound.import(roomId, sessionId, sessionKey);
    }
  }
}
