import { expect, test } from "vitest";
import { failed, ok, roomId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import type { Planned } from "../mapping/intent.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { createCatchUp } from "./catch-up.ts";

const ROOM = roomId("!room");
const PAGE = 3;

/** A room of numbered events, read in pages from its end, of which everything up to `tail` was worked off. */
const scene = (events: number, tail: string | undefined, messages?: Homeserver["messages"]) => {
  const missed: unknown[] = [];
  const planned: Planned[] = [];
  const pages: Homeserver["messages"] = async (_room: RoomId, from) => {
    const end = from === undefined ? events : Number(from);
    const begin = Math.max(0, end - PAGE);
    const numbers = Array.from({ length: end - begin }, (_, index) => end - index);
    return ok({
      events: numbers.map((number) => ({ event_id: `$${number}` })),
      next: begin > 0 ? String(begin) : undefined,
    });
  };
  const catchUp = createCatchUp({
    homeserver: { joinedRooms: async () => ok([ROOM]), messages: messages ?? pages },
    inbox: { receiveMissed: (all) => void missed.push(...all) },
    tails: { tail: () => tail },
    outboxStore: { add: (all) => void planned.push(...all) },
    outbox: { wake: () => undefined },
    log: recordedLog().log,
    now: () => 0,
  });
  return { catchUp, missed, planned };
};
const ids = (numbers: readonly number[]) => numbers.map((number) => ({ event_id: `$${number}` }));

test.each([
  [8, "$8", []],
  [8, "$6", [7, 8]],
  [8, "$1", [2, 3, 4, 5, 6, 7, 8]],
])("B1 of %i events after %s, exactly these were missed, oldest first: %j", async (events, tail, numbers) => {
  const { catchUp, missed } = scene(events, tail);
  expect(await catchUp()).toMatchObject({ ok: true });
  expect(missed).toEqual(ids(numbers));
});

test("B1 a room that was never heard of is learned, its past is no news", async () => {
  const { catchUp, missed, planned } = scene(8, undefined);
  await catchUp();
  expect(missed).toEqual([]);
  expect(planned).toMatchObject([{ intent: { do: "learn", room: ROOM } }]);
});

test("B1 a room that we were put out of is passed over; a homeserver that is gone is asked again", async () => {
  const out = scene(8, "$1", async () => failed("FORBIDDEN", "never"));
  expect(await out.catchUp()).toMatchObject({ ok: true });
  const gone = scene(8, "$1", async () => failed("UNREACHABLE", "later"));
  expect(await gone.catchUp()).toMatchObject({ ok: false, failure: { code: "UNREACHABLE" } });
  expect([...out.missed, ...gone.missed]).toEqual([]);
});
