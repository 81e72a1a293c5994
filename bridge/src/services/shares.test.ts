import { afterEach, expect, test, vi } from "vitest";
import { BEACON_INFO, eventId, failed, ok, roomId } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import { createShareStore } from "../store/share-store.ts";
import type { Ghost } from "../store/ghost-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { ANA } from "../testing/world.ts";
import { createShareEnds } from "./share-ends.ts";
import { createShares } from "./shares.ts";

afterEach(() => void vi.useRealTimers());

const ROOM = roomId("!ride");
const GHOST: Ghost = { user: ANA, platform: "acme", athlete: "ana", name: "Ana", circle: undefined };
const MINUTE_MS = 60_000;

/** A homeserver that keeps whether the share is live, and answers with what is put into `answers` first. */
const scene = () => {
  vi.useFakeTimers({ now: 0 });
  const db = memoryDatabase();
  const written: unknown[] = [];
  const answers: (() => Promise<Result<never> | undefined>)[] = [];
  const homeserver = {
    setState: async (_room: RoomId, type: string, key: string, content: object) => {
      const refused = await answers.shift()?.();
      if (refused !== undefined) return refused;
      expect([type, key]).toEqual([BEACON_INFO, ANA]);
      written.push((content as { live: boolean }).live);
      return ok(eventId(`$${written.length}`));
    },
  } as Partial<Homeserver> as Homeserver;
  const begin = () => {
    const store = createShareStore(db);
    const platformRooms = { enter: async () => ok(null), mayEnter: () => true };
    const shares = createShares({ db, store, ghosts: { as: () => homeserver }, platformRooms, now: Date.now });
    const ends = createShareEnds({ store, shares, log: recordedLog().log, now: Date.now });
    ends.start();
    return { shares, ends, store };
  };
  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { begin, written, answers, passes };
};

test("S2 a share ends at the homeserver once, when its time is over, and one that was stopped does not end again", async () => {
  const { begin, written, passes } = scene();
  const { shares } = begin();
  await shares.start(GHOST, "one", ROOM, MINUTE_MS);
  await passes(MINUTE_MS - 1);
  expect(written).toEqual([true]);
  await passes(3_000);
  expect(written).toEqual([true, false]);
  await shares.start(GHOST, "two", ROOM, MINUTE_MS);
  await shares.stop(GHOST, "two");
  await passes(2 * MINUTE_MS);
  expect(written).toEqual([true, false, true, false]);
});

test("S2 what ran out while the bridge was dead ends when it begins, and what the homeserver does not take is tried until it does", async () => {
  const { begin, written, answers, passes } = scene();
  const first = begin();
  await first.shares.start(GHOST, "one", ROOM, MINUTE_MS);
  await first.ends.stop();
  await passes(10 * MINUTE_MS);
  answers.push(
    async () => failed("UNREACHABLE", "later"),
    async () => ({ ok: false, failure: { code: "LIMITED", retry: "later", retryAfterMs: 5_000 } }),
  );
  const { store } = begin();
  await passes(5_999);
  expect([answers.length, written]).toEqual([0, [true]]);
  store.prune(Date.now());
  await passes(1);
  expect(written).toEqual([true, false]);
});

test("S2 who was removed from the room shares nothing there, and nothing is tried for ever", async () => {
  const { begin, answers, passes } = scene();
  const { shares, store } = begin();
  await shares.start(GHOST, "one", ROOM, MINUTE_MS);
  answers.push(async () => failed("FORBIDDEN", "never"));
  await passes(MINUTE_MS + 1_000);
  expect([answers.length, store.over(Date.now())]).toEqual([0, []]);
});

test("S2 an end that is on its way while a new share begins in the room does not fall on the new one", async () => {
  const { begin, written, answers, passes } = scene();
  const { shares } = begin();
  await shares.start(GHOST, "one", ROOM, MINUTE_MS);
  const answer = Promise.withResolvers<undefined>();
  answers.push(() => answer.promise);
  await passes(MINUTE_MS + 1_000);
  const second = shares.start(GHOST, "two", ROOM, MINUTE_MS);
  answer.resolve(undefined);
  expect(await second).toMatchObject({ ok: true });
  expect(written).toEqual([true, false, true]);
  await passes(5_000);
  expect(written).toEqual([true, false, true]);
});
