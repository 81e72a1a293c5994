import { NOTHING_OUT } from "@paceline/domain/shares";
import { hiddenOf } from "@paceline/domain/zones";
import { eventId, failed, ok, roomId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import type { Content, RoomWriter } from "../matrix/client-port.ts";
import type { MyShare } from "./mine.ts";
import { Sharer } from "./sharer.ts";

const T0 = 1_700_000_000_000;
const SHARE: MyShare = {
  id: eventId("$share"),
  room: roomId("!ride"),
  startedMs: T0,
  endsMs: T0 + 3_600_000,
  precision: "exact",
  ending: false,
  hidden: false,
  refused: false,
  out: NOTHING_OUT,
};
type Answer = Awaited<ReturnType<RoomWriter["encryptAndPut"]>>;

/** A sharer at a server that answers when it is told to, on a clock that stands until it is set. */
function riding(share: Partial<MyShare> = {}) {
  let now = T0;
  let wakes: { at: number; then: () => void }[] = [];
  const sent: { content: Content; answer: (answer: Answer) => void }[] = [];
  const sharer = new Sharer(
    {
      writer: {
        encryptAndPut: (_room, _type, content) =>
          new Promise((answer) => {
            sent.push({ content, answer });
          }),
      },
      clock: {
        now: () => now,
        wake(at, then) {
          const wake = { at, then };
          wakes.push(wake);
          return () => void (wakes = wakes.filter((other) => other !== wake));
        },
      },
      newId: () => "txn",
      sharers: async () => 1,
      onChange: () => undefined,
    },
    { ...SHARE, ...share },
  );
  return {
    sharer,
    sent,
    wakes: () => wakes.map(({ at }) => at - T0),
    at(ms: number) {
      now = T0 + ms;
      for (const { at, then } of wakes) if (at <= now) then();
    },
    ride: (ms: number, more: Partial<Fix> = {}) =>
      sharer.take({ ts: T0 + ms, latitude: 48 + ms / 1e8, longitude: 11, speed_mps: 8, ...more }, []),
    count: async (wanted: number) => await expect.poll(() => sent).toHaveLength(wanted),
    took: (at: number) => sent[at]?.answer(ok(eventId(`$p${at}`))),
  };
}
const fixes = (content: Content | undefined): number[] => {
  const read = decode("beacon", content);
  return read.is === "valid" ? (read.value["club.paceline.track"]?.fixes ?? []).map(({ ts }) => ts - T0) : [];
};

test("S2 one request at a time: what was measured meanwhile rides along with the newest", async () => {
  const ride = riding();
  ride.ride(0);
  await ride.count(1);
  for (const ms of [2_000, 4_000, 6_000]) ride.ride(ms);
  ride.at(6_000);
  ride.took(0);
  await expect.poll(() => ride.wakes()).toEqual([11_000]);
  ride.at(11_000);
  await ride.count(2);
  expect(fixes(ride.sent[1]?.content)).toEqual([2_000, 4_000, 6_000]);
});

test("S2 what is measured just before its turn goes at once, and makes no turn come sooner", async () => {
  const ride = riding();
  const isOut = async (ms: number) =>
    await expect.poll(() => ride.sharer.share.out).toMatchObject({ waiting: [], sent: { fix: { ts: T0 + ms } } });
  ride.ride(0);
  await ride.count(1);
  ride.at(300);
  ride.took(0);
  await isOut(0);
  for (const [turn, ms] of [5_000, 10_000, 15_000].entries()) {
    ride.at(ms - 2_000);
    ride.ride(ms - 2_000);
    await expect.poll(() => ride.wakes()).toEqual([ms + 300]);
    ride.at(ms - 1_600);
    ride.ride(ms - 1_600);
    await ride.count(turn + 2);
    expect(fixes(ride.sent[turn + 1]?.content)).toEqual([ms - 2_000, ms - 1_600]);
    ride.took(turn + 1);
    await isOut(ms - 1_600);
  }
});

test("S2 a limit of the server is kept to, and what it refused goes with the next", async () => {
  const ride = riding();
  ride.ride(0);
  await ride.count(1);
  ride.sent[0]?.answer({ ok: false, failure: { code: "rate-limited", retry: "later", retryAfterMs: 20_000 } });
  await expect.poll(() => ride.wakes()).toEqual([20_000]);
  ride.ride(8_000);
  ride.at(20_000);
  await ride.count(2);
  expect(fixes(ride.sent[1]?.content)).toEqual([0, 8_000]);
});

test("S2 the last position goes out at the end, whatever the pace", async () => {
  const ride = riding();
  ride.ride(0);
  await ride.count(1);
  ride.ride(1_000);
  const finished = ride.sharer.finish();
  ride.took(0);
  await ride.count(2);
  ride.took(1);
  await finished;
  expect(fixes(ride.sent[1]?.content)).toEqual([1_000]);
  ride.ride(60_000);
  ride.at(120_000);
  expect(ride.sent).toHaveLength(2);
});

test("S9 inside a privacy zone nothing leaves, and the share says so to its owner", async () => {
  const ride = riding();
  const home = { latitude: 48, longitude: 11, radius_m: 300 };
  ride.sharer.take({ ts: T0, latitude: 48, longitude: 11 }, [hiddenOf(home, { turn: 0.4, far: 0.7 })]);
  expect(ride.sharer.share).toMatchObject({ hidden: true, out: { waiting: [] } });
  ride.ride(1_000, { latitude: 49 });
  await ride.count(1);
  expect(ride.sharer.share.hidden).toBe(false);
  expect(fixes(ride.sent[0]?.content)).toEqual([1_000]);
});

test("S9 a coarse audience gets one place of a cell, however many were measured", async () => {
  const ride = riding({ precision: "town" });
  ride.ride(0);
  await ride.count(1);
  for (const ms of [1_000, 2_000, 3_000]) ride.ride(ms);
  ride.took(0);
  ride.at(30_000);
  await expect.poll(() => ride.wakes().length + ride.sent.length).toBeGreaterThan(1);
  ride.at(60_000);
  await ride.count(2);
  expect(fixes(ride.sent[1]?.content)).toEqual([3_000]);
  expect(JSON.stringify(ride.sent)).not.toContain("speed");
});

test("S2 where the server takes no position any more, the share says so and asks no more", async () => {
  const ride = riding();
  ride.ride(0);
  await ride.count(1);
  ride.sent[0]?.answer(failed("forbidden", "never"));
  await expect.poll(() => ride.sharer.share.refused).toBe(true);
  ride.ride(60_000);
  ride.at(120_000);
  ride.sharer.reconnected();
  expect(ride.sent).toHaveLength(1);
});
