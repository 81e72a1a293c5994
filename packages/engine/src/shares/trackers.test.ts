import { secretbox } from "@noble/ciphers/salsa.js";
import { beaconInfo } from "@paceline/domain/shares";
import { BEACON_INFO, failed, ok, roomId, userId } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { EngineFailureCode } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import type { Projection } from "../projection/projection.ts";
import { trackersOf } from "../account/share-sources.ts";
import { CircleBook } from "../safety/book.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, member, state, sync } from "../testing/sync-builder.ts";
import { ShareBook } from "./book.ts";
import { ShareHearing } from "./hearing.ts";
import { openerOf } from "./open-sealed.ts";
import { openBox } from "./secretbox.ts";
import { trackerHandlers } from "./tracker-commands.ts";

const ROOM = roomId("!circle");
const BOT = userId("@paceline:example.org");
const T0 = 1_700_000_000_000;
const KEY = "q8V2xT5mB0nK7rWc4ZyHs1LdPf3JaGuE";

/** As libsodium in the app does it. */
function sealed(message: object, key = KEY): string {
  const padded = new Uint8Array(32);
  padded.set(new TextEncoder().encode(key));
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const box = secretbox(padded, nonce).seal(new TextEncoder().encode(JSON.stringify(message)));
  return btoa(String.fromCharCode(...nonce, ...box));
}
const location = (s: number, more: object = {}) => ({
  _type: "location",
  lat: 48.1,
  lon: 11.5,
  tst: T0 / 1_000 + s,
  ...more,
});
const fixEvent = (data: string, sender: string = BOT) =>
  event(EVENTS.sealedFix.type, { v: 1, tracker: "phone", data }, { sender });
const tracker = (key: string, revoked = false) =>
  event(EVENTS.tracker.type, { v: 1, id: "phone", name: "Phone", key, revoked }, { sender: ANA });

async function circle() {
  const projection = await openAna();
  if (projection.session !== undefined) await projection.commit({ session: { ...projection.session, bot: BOT } });
  const circles = new CircleBook(projection);
  projection.listen((batch) => void circles.take(batch));
  const book = new ShareBook(projection.database);
  const hearing = new ShareHearing({ book, now: () => T0 + 600_000, open: openerOf(projection, circles) });
  async function take(timeline: readonly Content[], before: readonly Content[] = []): Promise<void> {
    const { batch } = await ingestSync(
      projection,
      sync({ [ROOM]: { state: before, timeline } }),
      ingesting(() => T0),
    );
    await projection.commit({ ...batch, extra: await hearing.stage(batch) });
    book.take();
  }
  await take(
    [tracker(KEY)],
    [
      state("m.room.create", { room_version: "12" }, "", { sender: ANA }),
      state(EVENTS.channel.type, { v: 1, kind: "circle" }, "", { sender: ANA }),
      member(ANA),
      member(BOT),
    ],
  );
  const share = () =>
    take([state(BEACON_INFO, beaconInfo(true, T0, 3_600_000), ANA, { sender: ANA, event_id: "$share" })]);
  const heard = async () => (await book.all()).flatMap((one) => one.heard.map(({ ts, by }) => [ts - T0, by]));
  const row = async () => (await trackersOf({ projection, circles, shares: book })).rows[0];
  return { projection, circles, take, share, heard, row };
}

test("S9 what a phone sealed is opened in the circle and feeds the share; a tracker alone starts none", async () => {
  const { take, share, heard, projection } = await circle();
  await take([fixEvent(sealed(location(5)))]);
  expect(await heard()).toEqual([]);
  await share();
  await take([fixEvent(sealed(location(10, { acc: 12, vel: 36, batt: 40 })))]);
  expect(await heard()).toEqual([[10_000, "phone"]]);
  expect(
    (await projection.items(ROOM, Infinity, 100)).filter(
      (item) => item.is === "event" && item.type === EVENTS.sealedFix.type,
    ),
  ).toEqual([]);
});

test("S9 what libsodium sealed opens with a key that is padded with zeros", () => {
  // Made by PyNaCl: SecretBox(key.ljust(32, b"\\0")).encrypt(message, bytes(range(24))).
  const data =
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXBy5rMOqxkFWUbz111oBr1CN9AquQOwTEJZulK1cp6/WwBBCsv4GwBv5o4uBIor9mjyLKoi+70wWWWfRywPrsjnrMBqS63TcZ53Wh1D8l7z00N0Tl7GdcLmGReZfwYpHATZQYeQ==";
  expect(openBox(data, "mysecreTpass01-and-more")).toEqual({
    _type: "location",
    lat: 48.13721,
    lon: 11.57556,
    tst: 1_700_000_010,
    acc: 8,
  });
  expect(openBox(data, "mysecreTpass01-and-less")).toBeUndefined();
});

test("S9 replays, another key, a stranger, an end and nonsense are dropped", async () => {
  const { take, share, heard } = await circle();
  await share();
  const first = fixEvent(sealed(location(10)));
  await take([first]);
  await take([
    first,
    fixEvent(sealed(location(10))),
    fixEvent(sealed(location(9))),
    fixEvent(sealed(location(20), "another-key-of-some-length")),
    fixEvent(sealed(location(20)), "@ben:example.org"),
    fixEvent(sealed({ _type: "waypoint", lat: 1, lon: 1, tst: 1 })),
    fixEvent(sealed(location(20, { lat: 200 }))),
    fixEvent(btoa("too short")),
  ]);
  expect(await heard()).toEqual([[10_000, "phone"]]);
  await take([tracker("a-key-that-was-made-later")]);
  await take([fixEvent(sealed(location(30)))]);
  await take([tracker("a-key-that-was-made-later", true)]);
  await take([fixEvent(sealed(location(40), "a-key-that-was-made-later"))]);
  expect(await heard()).toEqual([[10_000, "phone"]]);
});

test("S9 a phone is heard of also while nobody shares, and one that seals with another key is said to, until it has the new one", async () => {
  const { take, heard, row } = await circle();
  expect(await row()).toMatchObject({ id: "phone", name: "Phone" });
  expect(await row()).not.toHaveProperty("lastMs");
  await take([fixEvent(sealed(location(10)))]);
  expect(await heard()).toEqual([]);
  expect(await row()).toMatchObject({ lastMs: T0 + 10_000 });
  await take([fixEvent(sealed({ _type: "waypoint" }))]);
  expect(await row()).not.toHaveProperty("wrongKey");
  await take([fixEvent(sealed(location(20), "a-key-that-somebody-typed"))]);
  expect(await row()).toMatchObject({ wrongKey: true });
  // With a new key what was sealed before says nothing any more.
  await take([tracker("a-key-that-was-made-later")]);
  expect(await row()).not.toHaveProperty("wrongKey");
  await take([fixEvent(sealed(location(30)))]);
  expect(await row()).toMatchObject({ wrongKey: true });
  await take([fixEvent(sealed(location(40), "a-key-that-was-made-later"))]);
  expect(await row()).toMatchObject({ lastMs: T0 + 40_000 });
  expect(await row()).not.toHaveProperty("wrongKey");
});

function commands(projection: Projection, circles: CircleBook, put?: Result<never, EngineFailureCode>) {
  const said: Content[] = [];
  const asked: string[] = [];
  const handlers = trackerHandlers({
    projection,
    circles,
    me: ANA,
    newId: () => "new",
    writer: {
      async encryptAndPut(_room, _type, content) {
        said.push(content);
        return put ?? ok(null);
      },
    },
    bridge: () => ({
      async makeTracker({ id }) {
        asked.push(`make ${id}`);
        return ok({ id, url: "https://bridge.example.org/api/v1/ingest/owntracks/secret" });
      },
      async endTracker(id) {
        asked.push(`end ${id}`);
        return ok(null);
      },
    }),
  });
  return { handlers, said, asked };
}

test("S9 a new phone: a key into the circle, and a link that fills in the app", async () => {
  const { projection, circles } = await circle();
  const { handlers, said } = commands(projection, circles);
  const made = await handlers.addTracker({ name: "Ana’s phone" });
  if (!made.ok) throw new Error(made.failure.code);
  const link = new URL(made.value.config);
  expect(made.value.config.startsWith("owntracks:///config?inline=")).toBe(true);
  const config = JSON.parse(atob(link.searchParams.get("inline") ?? "")) as Record<string, unknown>;
  expect(config).toMatchObject({
    _type: "configuration",
    mode: 3,
    url: "https://bridge.example.org/api/v1/ingest/owntracks/secret",
  });
  expect(said).toEqual([{ v: 1, id: "phone-new", name: "Ana’s phone", key: config["encryptionKey"], revoked: false }]);
  expect(EVENTS.tracker.schema.safeParse(said[0]).success).toBe(true);
  expect(openBox(sealed({ hello: 1 }, String(config["encryptionKey"])), String(config["encryptionKey"]))).toEqual({
    hello: 1,
  });
});

test("S9 a new key and address end the old ones; taking a phone away tells the circle and the bridge", async () => {
  const { projection, circles } = await circle();
  const { handlers, said, asked } = commands(projection, circles);
  expect((await handlers.rotateTracker({ id: "phone" })).ok).toBe(true);
  expect((await handlers.removeTracker({ id: "phone" })).ok).toBe(true);
  expect(asked).toEqual(["make phone", "end phone"]);
  expect(said.map(({ revoked }) => revoked)).toEqual([false, true]);
  expect(said[0]?.["key"]).not.toBe(KEY);
  expect(await handlers.removeTracker({ id: "nobody's" })).toMatchObject({ ok: false, failure: { code: "not-found" } });
});

test("S9 an address whose key nobody got is given up", async () => {
  const { projection, circles } = await circle();
  const { handlers, asked } = commands(projection, circles, failed("offline", "later"));
  expect(await handlers.addTracker({ name: "Phone" })).toMatchObject({ ok: false });
  expect(asked).toEqual(["make phone-new", "end phone-new"]);
});
