import { afterEach, expect, test, vi } from "vitest";
import { eventId, failed, ok, roomId } from "@paceline/protocol";
import type { Failed } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Ghost } from "../store/ghost-store.ts";
import type { OwnShare } from "../store/share-store.ts";
import { ANA } from "../testing/world.ts";
import { APART_MS, createSharePace } from "./share-pace.ts";
import type { ShareFailure } from "./shares.ts";

afterEach(() => void vi.useRealTimers());

const GHOST: Ghost = { user: ANA, platform: "acme", athlete: "ana", name: "Ana", circle: undefined };
const SHARE: OwnShare = {
  id: "one",
  user: ANA,
  room: roomId("!ride"),
  event: eventId("$share"),
  startedAt: 0,
  expiresAt: 3_600_000,
};
const fix = (ts: number): Fix => ({ ts, latitude: 48, longitude: 11 });

/** Shares that keep what is sent, by the times of its fixes, and refuse with what is put into `refusals`. */
const scene = () => {
  vi.useFakeTimers({ now: 0 });
  const sent: (readonly number[])[] = [];
  const at: number[] = [];
  const refusals: Failed<ShareFailure>[] = [];
  const pace = createSharePace({
    shares: {
      running: () => [SHARE],
      report: async (_ghost, _share, fixes) => {
        const refused = refusals.shift();
        if (refused !== undefined) return refused;
        sent.push(fixes.map(({ ts }) => ts));
        at.push(Date.now());
        return ok(SHARE);
      },
    },
    now: Date.now,
  });
  const report = (ts: number, cause = `fix ${ts}`) => pace.report(GHOST, "one", [fix(ts)], cause);
  return { pace, report, sent, at, refusals, passes: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
};

test("S3 of one person's positions in one room one event goes in two seconds; what comes earlier is told how long to wait, and goes with the next", async () => {
  const { report, sent, at, passes } = scene();
  expect(await report(1)).toMatchObject({ ok: true });
  await passes(500);
  expect(await report(2)).toMatchObject({ failure: { code: "LIMITED", retryAfterMs: 1_500 } });
  expect(await report(4)).toMatchObject({ failure: { code: "LIMITED" } });
  expect(await report(3)).toMatchObject({ failure: { code: "LIMITED" } });
  expect(sent).toEqual([[1]]);
  await passes(1_500);
  expect([sent, at]).toEqual([
    [[1], [2, 3, 4]],
    [0, APART_MS],
  ]);
  await passes(APART_MS);
  expect(await report(5)).toMatchObject({ ok: true });
});

test("S3 a position that is repeated because it came too early goes once, and is taken when it has gone", async () => {
  const { report, sent, passes } = scene();
  await report(1);
  for (const _time of [1, 2]) expect(await report(2)).toMatchObject({ failure: { code: "LIMITED" } });
  await passes(APART_MS);
  expect(await report(2)).toEqual(ok(SHARE));
  await passes(10 * APART_MS);
  expect(sent).toEqual([[1], [2]]);
});

test("S3 the last position is not lost: not where the homeserver is away for a while, not when the bridge is ended", async () => {
  const { pace, report, sent, refusals, passes } = scene();
  await report(1);
  await report(2);
  refusals.push(failed("UNREACHABLE", "later"), {
    ok: false,
    failure: { code: "LIMITED", retry: "later", retryAfterMs: 7_000 },
  });
  await passes(2 * APART_MS);
  expect(sent).toEqual([[1]]);
  await report(3);
  await passes(7_000);
  expect(sent).toEqual([[1], [2, 3]]);
  await report(4);
  await pace.stop();
  expect(sent).toEqual([[1], [2, 3], [4]]);
});

test("S3 what the room refuses is held no longer, and the next is told", async () => {
  const { report, sent, refusals, passes } = scene();
  await report(1);
  await report(2);
  refusals.push(failed("E2EE_ROOM", "never"), failed("E2EE_ROOM", "never"));
  await passes(APART_MS);
  expect(await report(3)).toMatchObject({ failure: { code: "E2EE_ROOM" } });
  await passes(10 * APART_MS);
  expect(sent).toEqual([[1]]);
});

test("S3 of a flood the newest sixty are held, and what the homeserver did not take at once is for the caller to repeat", async () => {
  const { report, sent, refusals, passes } = scene();
  refusals.push(failed("UNREACHABLE", "later"));
  expect(await report(0)).toMatchObject({ failure: { code: "UNREACHABLE" } });
  expect(await report(0)).toMatchObject({ ok: true });
  for (let ts = 1; ts <= 100; ts++) await report(ts);
  await passes(APART_MS);
  expect(sent[1]).toEqual(Array.from({ length: 60 }, (_, index) => 41 + index));
});
