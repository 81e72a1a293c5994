import { afterEach, expect, test, vi } from "vitest";
import { NS, roomId } from "@paceline/protocol";
import { createCardStore } from "../store/card-store.ts";
import { createOutboxStore } from "../store/outbox-store.ts";
import { createRoomStore } from "../store/room-store.ts";
import { createTrackerStore } from "../store/tracker-store.ts";
import { CIRCLE, knownCircle } from "../testing/circle.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { ANA, BEN, BOT } from "../testing/world.ts";
import { createSealedFixes } from "./sealed-fixes.ts";
import { createTrackers, MOST_TRACKERS } from "./trackers.ts";

afterEach(() => void vi.useRealTimers());

const sealed = (text: string) => ({ _type: "encrypted", data: Buffer.from(text).toString("base64") });

/** Ana's phone, and a homeserver that takes what is planned only when it is told to. */
const scene = () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const db = memoryDatabase();
  knownCircle(db);
  const [store, outboxStore, rooms] = [createTrackerStore(db), createOutboxStore(db), createRoomStore(db)];
  const trackers = createTrackers({ store, publicUrl: "https://bridge.test", now: Date.now });
  const secretOf = (id: string, user = ANA): string => {
    const url = trackers.make(user, id, "sealed", CIRCLE);
    return url.ok ? (url.value.split("/").at(-1) ?? "") : "";
  };
  const fixes = createSealedFixes({
    db,
    store,
    outboxStore,
    outbox: { wake: () => undefined },
    known: () => ({ rooms, cards: createCardStore(db), bot: BOT, now: Date.now() }),
    log: recordedLog().log,
    now: Date.now,
  });
  fixes.start();
  const secret = secretOf("phone");
  return {
    db,
    rooms,
    trackers,
    secret,
    secretOf,
    take: (body: unknown, by = secret) => fixes.take(trackers.find(by)!, body),
    /** What the homeserver has been asked to take, which is taken herewith. */
    taken: () =>
      outboxStore.heads().map(({ id, intent, lane }) => {
        outboxStore.finish(id, Date.now(), {});
        expect(lane).toMatch(/^fix \d+$/);
        return intent.do === "send" ? { room: intent.room, type: intent.type, content: intent.content } : intent;
      }),
    passes: (ms: number) => vi.advanceTimersByTime(ms),
  };
};
const event = (text: string) => ({
  room: CIRCLE,
  type: `${NS}.sealed_fix`,
  content: { v: 1, tracker: "phone", data: sealed(text).data },
});

test("S9 a sealed position goes to the circle as it came", () => {
  const { take, taken } = scene();
  expect(take({ ...sealed("one"), topic: "owntracks/ana/phone" })).toMatchObject({ ok: true });
  expect(taken()).toEqual([event("one")]);
});

test("S9 positions of a tracker go two seconds apart, and while the homeserver is slow the newest alone waits", () => {
  const { take, taken, passes } = scene();
  take(sealed("one"));
  expect(taken()).toEqual([event("one")]);
  take(sealed("two"));
  passes(1_000);
  take(sealed("three"));
  expect(taken()).toEqual([]);
  passes(1_000);
  // On its way, and for a minute not taken.
  for (let number = 0; number < 30; number++) {
    passes(2_000);
    take(sealed(`late ${number}`));
  }
  expect(taken()).toEqual([event("three")]);
  passes(250);
  expect(taken()).toEqual([event("late 29")]);
  passes(60_000);
  expect(taken()).toEqual([]);
});

test("S9 the same bytes are taken once, also when they were left out", () => {
  const { take, taken, passes } = scene();
  take(sealed("one"));
  take(sealed("two"));
  take(sealed("three"));
  for (const text of ["one", "two", "three"])
    expect(take(sealed(text))).toMatchObject({ failure: { code: "REPLAYED" } });
  taken();
  passes(60_000);
  expect(taken()).toEqual([event("three")]);
});

test.each([
  ["a readable position", { _type: "location", lat: 48.13721, lon: 11.57556, tst: 1 }, "NOT_SEALED"],
  ["another readable message", { _type: "lwt", tst: 1 }, "NOT_SEALED"],
  ["a list", [sealed("one")], "NOT_SEALED"],
  ["nothing", undefined, "NOT_SEALED"],
  ["no base64", { _type: "encrypted", data: "48.13721,11.57556" }, "MALFORMED"],
  ["too much", { _type: "encrypted", data: "A".repeat(8_196) }, "MALFORMED"],
])("S9 %s is refused, and nothing of it is kept", (_what, body, code) => {
  const { take, taken, db } = scene();
  expect(take(body)).toMatchObject({ failure: { code } });
  expect(taken()).toEqual([]);
  expect(JSON.stringify(db.prepare("SELECT * FROM own_fix_waiting").all())).not.toContain("48.13721");
});

test("S9 a tracker ends when it is revoked, when its address is renewed and when the circle is no longer its owner's", () => {
  const { take, secret, secretOf, trackers, rooms } = scene();
  const renewed = secretOf("phone");
  expect([trackers.find(secret), trackers.find(renewed)?.id]).toEqual([undefined, "phone"]);
  trackers.revoke(BEN, "phone");
  expect(trackers.find(renewed)?.id).toBe("phone");
  rooms.put({ room: CIRCLE, type: "m.room.member", key: ANA, sender: ANA, content: { membership: "leave" } });
  expect(take(sealed("one"), renewed)).toMatchObject({ failure: { code: "NO_CIRCLE" } });
  trackers.revoke(ANA, "phone");
  expect(trackers.find(renewed)).toBeUndefined();
});

test("S9 secrets are kept as digests, and one person has a limited number of trackers", () => {
  const { db, secret, secretOf, trackers } = scene();
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(db.prepare("SELECT * FROM own_tracker").all())).not.toContain(secret);
  for (let number = 1; number < MOST_TRACKERS; number++) secretOf(`phone ${number}`);
  expect(trackers.make(ANA, "another", "sealed", roomId("!circle"))).toMatchObject({ failure: { code: "TOO_MANY" } });
  expect(trackers.make(ANA, "phone", "sealed", roomId("!circle")).ok).toBe(true);
});
