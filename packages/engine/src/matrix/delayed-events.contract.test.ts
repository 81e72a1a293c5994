import "fake-indexeddb/auto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { roomId, txnId, userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { startFakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { PlainClient } from "@paceline/testkit/plain-client";
import { startSynapse } from "@paceline/testkit/synapse";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { testDevice } from "../crypto-setup/testing/test-device.ts";
import type { TestDevice } from "../crypto-setup/testing/test-device.ts";
import type { Projection } from "../projection/projection.ts";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import { CryptoRooms } from "./crypto-rooms.ts";
import { createDelayedEvents } from "./delayed-events.ts";
import type { DelayedEvents } from "./delayed-events.ts";
import { createEncryptor } from "./encryptor.ts";
import { path } from "./http.ts";

const PASSWORD = "a good password";
const HOUR = 3_600_000;
/** Held by one account at most, on the servers of this file. */
const MOST = 4;
const patient = { timeout: 60_000, interval: 50 };

type Place = {
  readonly baseUrl: string;
  readonly serverName: string;
  readonly register: (name: string) => Promise<unknown>;
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Everything that the server wrote to its disk; nothing where it has none. */
  readonly disk: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

const PLACES = {
  async "fake homeserver"(): Promise<Place> {
    const server = await startFakeHomeserver({ serverName: "paceline.test", maxDelayedEvents: MOST });
    const register = async (name: string) => server.createUser(name, PASSWORD);
    return { ...server, register, kill: async () => {}, disk: async () => "" };
  },
  async Synapse(): Promise<Place> {
    const server = await startSynapse({ delayedEvents: { maxDelayDays: 7, perUser: MOST } });
    return {
      ...server,
      register: (name) => server.registerUser(name, PASSWORD),
      async disk() {
        const files = await readdir(server.dataDir, { withFileTypes: true, recursive: true });
        const texts = files
          .filter((file) => file.isFile())
          .map((file) => readFile(join(file.parentPath, file.name), "latin1"));
        return (await Promise.all(texts)).join("\n");
      },
    };
  },
} as const;

type Pair = {
  /** With the SDK's crypto module. */
  readonly ana: TestDevice;
  /** With libolm and no code of ours. */
  readonly dad: PlainClient;
  readonly room: RoomId;
  readonly delayed: DelayedEvents;
  readonly say: (body: string, delayMs: number, id?: string) => ReturnType<DelayedEvents["schedule"]>;
};

describe.each(["fake homeserver", "Synapse"] as const)("%s", (kind) => {
  let place: Place;
  let people = 0;
  beforeAll(async () => {
    place = await PLACES[kind]();
  });
  afterAll(() => place?.stop());

  async function signIn(name: string): Promise<PlainClient> {
    await place.register(name);
    return PlainClient.signIn(place.baseUrl, name, PASSWORD);
  }

  /** Two people in an encrypted room, fresh for each test, as each account may have only a few events held. */
  async function pair(): Promise<Pair> {
    people += 1;
    const ana = await deviceOf(`ana${people}`);
    const dad = await signIn(`dad${people}`);
    const room = await ana.createEncryptedRoom();
    await ana.http.call("POST", path("rooms", room, "invite"), { body: { user_id: dad.userId } });
    await dad.until(() => dad.room(room).membership === "invite", "the invitation");
    await dad.join(room);
    const projection = await roomAsSeenBy(ana, room);
    const rooms = new CryptoRooms(ana.client, projection);
    const me = userId(ana.client.getSafeUserId());
    const delayed = createDelayedEvents(ana.http, createEncryptor(ana.http, rooms, projection, me));
    const say: Pair["say"] = (body, delayMs, id = crypto.randomUUID()) =>
      delayed.schedule(room, "m.room.message", { msgtype: "m.text", body }, delayMs, txnId(id));
    return { ana, dad, room, delayed, say };
  }

  async function deviceOf(name: string): Promise<TestDevice> {
    await place.register(name);
    const body = { type: "m.login.password", identifier: { type: "m.id.user", user: name }, password: PASSWORD };
    const answer = await fetch(`${place.baseUrl}/_matrix/client/v3/login`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const login = (await answer.json()) as { user_id: string; device_id: string; access_token: string };
    const device = await testDevice(place.baseUrl, {
      userId: login.user_id,
      deviceId: login.device_id,
      accessToken: login.access_token,
    });
    onTestFinished(() => device.stop());
    return device;
  }

  /** An event that the server holds no longer: fired, dropped or cancelled. */
  const isLetGo = (delayed: DelayedEvents, id: string) =>
    vi.waitFor(async () => {
      const held = await delayed.waiting();
      expect(held.ok && held.value.every((one) => one.id !== id)).toBe(true);
    }, patient);

  test("S5 what was encrypted now is sent later, reads at another client, and the server's disk never held it in clear", async () => {
    const { dad, room, say, delayed } = await pair();
    const { value: id } = valueOf(await say("canary-that-waits", HOUR));
    expect(await delayed.waiting()).toMatchObject({ value: [{ id, roomId: room, type: "m.room.encrypted" }] });
    const { value: soon } = valueOf(await say("canary-that-is-sent", 500));
    const { encrypted, eventId } = await dad.message(room, "canary-that-is-sent", 30_000);
    expect(encrypted).toBe(true);
    await isLetGo(delayed, soon);
    expect(await delayed.cancel(soon)).toMatchObject({ value: "gone" });
    const disk = await place.disk();
    expect(disk).not.toContain("canary-that");
    // What the server does hold is found there, so the line before looked in the right place.
    for (const held of disk === "" ? [] : [id, eventId]) expect(disk).toContain(held);
  });

  test("S5 a bell is held in clear, because a server rings for its type", async () => {
    const { dad, room, delayed } = await pair();
    const id = txnId(crypto.randomUUID());
    const { value: bell } = valueOf(await delayed.schedule(room, "club.paceline.sos_bell", { v: 1 }, 500, id));
    const rung = await dad.until(
      () => dad.timeline(room).find(({ type }) => type === "club.paceline.sos_bell"),
      "the bell",
    );
    expect(rung.encrypted).toBe(false);
    await isLetGo(delayed, bell);
  });

  test("S5 a cancelled one is gone for good, and a second cancel is no failure", async () => {
    const { dad, room, say, delayed, ana } = await pair();
    const { value: id } = valueOf(await say("never", HOUR));
    expect(await delayed.cancel(id)).toMatchObject({ value: "cancelled" });
    expect(await delayed.cancel(id)).toMatchObject({ value: "gone" });
    expect(await delayed.waiting()).toMatchObject({ value: [] });
    await ana.say(room, "afterwards");
    await dad.message(room, "afterwards");
    expect(dad.messages(room).some(({ body }) => body === "never")).toBe(false);
  });

  test("S5 what is held outlives a crash of the server: what fell due meanwhile is sent, what was cancelled is not", async () => {
    const { dad, room, say, delayed } = await pair();
    const before = Date.now();
    const due = 3_000;
    const { value: later } = valueOf(await say("later", HOUR));
    const { value: cancelled } = valueOf(await say("cancelled", HOUR));
    expect(await delayed.cancel(cancelled)).toMatchObject({ value: "cancelled" });
    valueOf(await say("overdue", due));
    await place.kill();
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(before + due), patient);
    await place.restart();
    const { eventId } = await dad.message(room, "overdue", 30_000);
    const sent = dad.timeline(room).find(({ event_id: id }) => id === eventId);
    expect(Number(sent?.origin_server_ts)).toBeGreaterThanOrEqual(before + due);
    expect(dad.messages(room).filter(({ body }) => body === "overdue")).toHaveLength(1);
    await vi.waitFor(
      async () => expect(await delayed.waiting()).toMatchObject({ ok: true, value: [{ id: later }] }),
      patient,
    );
    expect(await delayed.cancel(later)).toMatchObject({ value: "cancelled" });
  });

  test("S5 asking again under the same id holds one event, not two", async () => {
    const { say, delayed } = await pair();
    const first = await say("once", HOUR, "the-same");
    expect(await say("once", HOUR, "the-same")).toEqual(first);
    expect(await delayed.waiting()).toMatchObject({ ok: true, value: [{ id: valueOf(first).value }] });
  });

  test("S5 whatever a crash made of an id that was asked for twice, each event held shows and can be taken back", async () => {
    const { say, delayed } = await pair();
    const ids = [valueOf(await say("once", HOUR, "the-same")).value];
    await place.kill();
    await place.restart();
    await vi.waitFor(async () => ids.push(valueOf(await say("once", HOUR, "the-same")).value), patient);
    const held = valueOf(await delayed.waiting()).value.map(({ id }) => id);
    expect(held.sort()).toEqual([...new Set(ids)].sort());
    for (const id of held) expect(await delayed.cancel(id)).toMatchObject({ value: "cancelled" });
    expect(await delayed.waiting()).toMatchObject({ value: [] });
  });

  test("S5 more than the server holds for one account is refused as too many, and room comes with a cancel", async () => {
    const { say, delayed } = await pair();
    const held = [];
    for (let number = 0; number < MOST; number += 1) held.push(valueOf(await say(`held ${number}`, HOUR)).value);
    expect(await say("one more", HOUR)).toMatchObject({ failure: { code: "too-many", retry: "later" } });
    expect(await delayed.cancel(held[0] ?? "")).toMatchObject({ value: "cancelled" });
    expect((await say("one more", HOUR)).ok).toBe(true);
  });

  test("S5 longer than the server announces is refused with the limit, and up to it is held", async () => {
    const { say, delayed } = await pair();
    const max = (await delayed.limits())?.maxDelayMs ?? 0;
    expect(max).toBe(7 * 24 * HOUR);
    expect(await say("too long", max + 1)).toMatchObject({ failure: { code: "too-long", cause: String(max) } });
    expect((await say("just right", max)).ok).toBe(true);
  });

  test("S5 what its sender may not say any more when it is due vanishes without a word to anybody", async () => {
    const { ana, dad, room, say, delayed } = await pair();
    const { value: id } = valueOf(await say("from outside", 6_000));
    await ana.http.call("POST", path("rooms", room, "leave"), { body: {} });
    await isLetGo(delayed, id);
    await dad.say(room, "nobody else here");
    await dad.message(room, "nobody else here");
    expect(dad.messages(room).some(({ body }) => body === "from outside")).toBe(false);
  });
});

function valueOf<T>(result: { ok: true; value: T } | { ok: false; failure: { code: string } }): { value: T } {
  if (!result.ok) throw new Error(`expected a value, got ${result.failure.code}`);
  return { value: result.value };
}

/** Just enough of a projection to encrypt for everybody in one room. */
async function roomAsSeenBy({ http }: TestDevice, room: RoomId): Promise<Projection> {
  const events = (await http.call("GET", path("rooms", room, "state"))) as unknown as Record<string, unknown>[];
  const state = new Map(
    events.map((event) => {
      const [type, key] = [String(event["type"]), String(event["state_key"])];
      const { content, sender, event_id: id, origin_server_ts: ts } = event;
      return [stateKeyOf(type, key), { type, key, content, sender, id, ts }];
    }),
  ) as unknown as RoomState;
  const rooms = new Map([[roomId(room), { encrypted: true }]]);
  return { rooms, state: async () => state } as unknown as Projection;
}
