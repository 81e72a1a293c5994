import { MatrixEvent } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { deviceId, failed, roomId, serverOf, userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { DeviceRow, EncryptionState, VerificationRow } from "@paceline/protocol/port";
import { CryptoRooms } from "../../matrix/crypto-rooms.ts";
import { httpOf, path } from "../../matrix/http.ts";
import type { Http } from "../../matrix/http.ts";
import { megolmDecryptor } from "../../matrix/megolm.ts";
import type { Decryptor } from "../../matrix/decryptor.ts";
import { openClient } from "../../matrix/open-client.ts";
import { startSync } from "../../matrix/sync-loop.ts";
import type { Projection } from "../../projection/projection.ts";
import { stateKeyOf } from "../../projection/room-state.ts";
import type { RoomState } from "../../projection/room-state.ts";
import { createCryptoSetup } from "../crypto-setup.ts";
import type { CryptoSetup } from "../crypto-setup.ts";
import { HeldKey } from "../held-key.ts";

type Login = { readonly userId: string; readonly deviceId: string; readonly accessToken: string };

/** One device of one account on a real homeserver: client, sync and encryption set-up, nothing kept. */
export type TestDevice = {
  readonly client: MatrixClient;
  readonly crypto: CryptoBackend;
  readonly http: Http;
  readonly setup: CryptoSetup;
  readonly decryptor: Decryptor;
  /** Everything the port was told, oldest first. */
  readonly states: readonly EncryptionState[];
  readonly devices: () => readonly DeviceRow[];
  readonly verifications: () => readonly VerificationRow[];
  readonly restored: () => number;
  createEncryptedRoom(): Promise<RoomId>;
  /** Encrypts for everybody in the room and sends; resolves to the event as it went over the wire. */
  say(room: RoomId, body: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
};

/** `send` stands for the network. */
export async function testDevice(baseUrl: string, login: Login, send: typeof fetch = fetch): Promise<TestDevice> {
  const held = new HeldKey();
  const me = userId(login.userId);
  const client = await openClient({
    session: {
      userId: me,
      deviceId: deviceId(login.deviceId),
      baseUrl,
      serverName: serverOf(me),
      accessToken: login.accessToken,
      displayName: login.userId,
      ended: false,
      features: { delayedEvents: false, roomVersion: "12" },
    },
    fetch: send,
    cryptoPrefix: `test-${login.userId}-${login.deviceId}`,
    cryptoKey: crypto.getRandomValues(new Uint8Array(32)),
    cryptoCallbacks: held.callbacks,
  });
  const http = httpOf(client);
  const meta = new Map<unknown, unknown>();
  const states: EncryptionState[] = [];
  let devices: readonly DeviceRow[] = [];
  let verifications: readonly VerificationRow[] = [];
  let restored = 0;
  const setup = createCryptoSetup({
    client,
    held,
    database: {
      get: async <T>(_table: string, key: unknown) => meta.get(key) as T | undefined,
      write: async (writes) => {
        for (const write of writes) if ("put" in write) meta.set(write.key, write.value);
      },
    },
    people: { roomFor: async () => failed("unsupported", "never"), personIn: async () => undefined },
    onEncryption: (state) => states.push(state),
    onDevices: (rows) => (devices = rows),
    onVerifications: (rows) => (verifications = rows),
    onKeysRestored: () => (restored += 1),
  });
  let token: string | undefined;
  const first = Promise.withResolvers<void>();
  const backend = client.getCrypto() as CryptoBackend;
  const sync = startSync({
    http,
    crypto: backend,
    token: () => token,
    take: async (response) => {
      token = String(response["next_batch"]);
      first.resolve();
    },
    onLink: () => {},
    onCryptoRefused: () => {
      throw new Error("the crypto module refused a sync");
    },
    now: () => Date.now(),
    chance: Math.random,
  });
  await first.promise;
  await setup.refresh();
  return {
    client,
    crypto: backend,
    http,
    setup,
    states,
    decryptor: megolmDecryptor(client, () => {}),
    devices: () => devices,
    verifications: () => verifications,
    restored: () => restored,
    async createEncryptedRoom() {
      const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
      const made = await http.call("POST", "/createRoom", {
        body: { preset: "private_chat", initial_state: [encryption] },
      });
      return roomId(String(made["room_id"]));
    },
    async say(id, body) {
      const state = await stateOf(http, id);
      const rooms = new CryptoRooms(client, { state: async () => state } as unknown as Projection);
      const content = { msgtype: "m.text", body };
      const event = new MatrixEvent({ type: "m.room.message", room_id: id, sender: me, content });
      await backend.encryptEvent(event, await rooms.ensure(id));
      const sent = await http.call("PUT", path("rooms", id, "send", event.getWireType(), crypto.randomUUID()), {
        body: event.getWireContent(),
      });
      return http.call("GET", path("rooms", id, "event", String(sent["event_id"])));
    },
    async stop() {
      setup.stop();
      await sync.stop();
      client.stopClient();
    },
  };
}

async function stateOf(http: Http, id: RoomId): Promise<RoomState> {
  const events = (await http.call("GET", path("rooms", id, "state"))) as unknown as Record<string, unknown>[];
  return new Map(
    events.map((event) => {
      const type = String(event["type"]);
      const key = String(event["state_key"]);
      const { content, sender, event_id: eventId, origin_server_ts: ts } = event;
      return [stateKeyOf(type, key), { type, key, content, sender, id: eventId, ts }];
    }),
  ) as unknown as RoomState;
}
