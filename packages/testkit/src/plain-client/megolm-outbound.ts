import Olm from "@matrix-org/olm";
import type { PeerDevice } from "./device-list.ts";
import type { MatrixHttp } from "./http.ts";
import type { JsonObject } from "./json.ts";
import type { MegolmInbound } from "./megolm-inbound.ts";
import type { OlmChannel } from "./olm-channel.ts";
import { MEGOLM, type OwnDevice } from "./own-device.ts";

const ROTATE_AFTER_MESSAGES = 100;

type OutboundSession = {
  readonly session: Olm.OutboundGroupSession;
  readonly sharedWith: Set<string>;
  readonly users: Set<string>;
  /** The key as of the first message. */
  readonly firstKey: string;
  messages: number;
};

/** The room keys this device writes with: shared before first use, replaced when somebody left or after 100 messages. */
export class MegolmOutbound {
  /** While true, messages go out without their keys; `release` sends these later. */
  holding = false;
  private readonly byRoom = new Map<string, OutboundSession>();
  private readonly own: OwnDevice;
  private readonly channel: OlmChannel;
  private readonly inbound: MegolmInbound;

  constructor(own: OwnDevice, channel: OlmChannel, inbound: MegolmInbound) {
    this.own = own;
    this.channel = channel;
    this.inbound = inbound;
  }

  /** The content of the `m.room.encrypted` event for a plain event; its key has reached every device of `devices` that can be reached. */
  async encrypt(
    http: MatrixHttp,
    roomId: string,
    type: string,
    content: JsonObject,
    devices: readonly PeerDevice[],
  ): Promise<JsonObject> {
    const outbound = this.current(roomId, new Set(devices.map((device) => device.userId)));
    if (!this.holding) await this.share(http, roomId, outbound, devices);
    outbound.messages += 1;
    const ciphertext = outbound.session.encrypt(JSON.stringify({ type, content, room_id: roomId }));
    const relation = content["m.relates_to"];
    return {
      algorithm: MEGOLM,
      sender_key: this.own.curve25519,
      device_id: this.own.deviceId,
      session_id: outbound.session.session_id(),
      ciphertext,
      ...(relation === undefined ? {} : { "m.relates_to": relation }),
    };
  }

  /** The next message of the room is written with a new key. */
  rotate(roomId: string): void {
    this.byRoom.get(roomId)?.session.free();
    this.byRoom.delete(roomId);
  }

  /** Sends the room's key, as of its first message, to those who have not got it. */
  async release(http: MatrixHttp, roomId: string, devices: readonly PeerDevice[]): Promise<void> {
    const outbound = this.byRoom.get(roomId);
    if (outbound !== undefined) await this.share(http, roomId, outbound, devices, { key: outbound.firstKey, index: 0 });
  }

  private current(roomId: string, users: ReadonlySet<string>): OutboundSession {
    const known = this.byRoom.get(roomId);
    const somebodyLeft = known !== undefined && [...known.users].some((user) => !users.has(user));
    if (known !== undefined && !somebodyLeft && known.messages < ROTATE_AFTER_MESSAGES) return known;
    this.rotate(roomId);
    const session = new Olm.OutboundGroupSession();
    session.create();
    const firstKey = session.session_key();
    this.inbound.add(roomId, session.session_id(), firstKey, this.own.userId);
    const fresh = { session, sharedWith: new Set<string>(), users: new Set<string>(), firstKey, messages: 0 };
    this.byRoom.set(roomId, fresh);
    return fresh;
  }

  private async share(
    http: MatrixHttp,
    roomId: string,
    outbound: OutboundSession,
    devices: readonly PeerDevice[],
    from = { key: outbound.session.session_key(), index: outbound.session.message_index() },
  ): Promise<void> {
    const missing = devices.filter(
      (device) => device.curve25519 !== this.own.curve25519 && !outbound.sharedWith.has(device.curve25519),
    );
    for (const device of devices) outbound.users.add(device.userId);
    if (missing.length === 0) return;
    const content = {
      algorithm: MEGOLM,
      room_id: roomId,
      session_id: outbound.session.session_id(),
      session_key: from.key,
      chain_index: from.index,
      // MSC3061 flag: receivers may hand this key to people who are invited later (MSC4268).
      shared_history: true,
      "org.matrix.msc3061.shared_history": true,
    };
    const reached = await this.channel.send(http, missing, "m.room_key", () => content);
    for (const device of reached) outbound.sharedWith.add(device.curve25519);
  }
}
