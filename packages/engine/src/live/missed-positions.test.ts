import { failed, ok, roomId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { KeptShare } from "../shares/book.ts";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { RoomParts } from "../testing/sync-builder.ts";
import { ingesting } from "../testing/ingesting.ts";
import { openAna } from "../testing/open-projection.ts";
import { message, roomState, sync } from "../testing/sync-builder.ts";
import { MissedPositions } from "./missed-positions.ts";

const RIDE = roomId("!ride");
const CHAT = roomId("!chat");
const CLOSED = roomId("!closed");

/** Rooms, in two of which somebody shares or shared a moment ago, and a server that gives what was left out unless it is away. */
async function riding() {
  const projection = await openAna();
  const asked: string[] = [];
  const server = { away: false, refuses: new Set<RoomId>() };
  const missed = new MissedPositions(
    projection,
    {
      async gap(room: RoomId, id: string) {
        if (server.refuses.has(room)) return failed("forbidden", "never");
        if (server.away) return failed("server-unreachable", "later");
        asked.push(room);
        const gap = (await projection.items(room, Infinity, 100)).find((item) => item.id === id);
        // A page moves what is left of the gap further back.
        if (gap !== undefined)
          await projection.commit({
            items: new Map([[room, { put: [{ ...gap, pos: gap.pos - 0.1 }], removed: [gap.pos] }]]),
          });
        return ok(null);
      },
    },
    { all: async () => [{ room: CLOSED } as KeptShare, { room: RIDE } as KeptShare] },
  );
  async function take(room: RoomId, parts: RoomParts): Promise<void> {
    const { batch } = await ingestSync(projection, sync({ [room]: parts }), ingesting());
    await projection.commit(batch);
    await missed.run();
  }
  for (const room of [RIDE, CHAT, CLOSED]) await take(room, { state: roomState(), timeline: [message("hello")] });
  return { take, asked, server, missed };
}

const cut = (token: string): RoomParts => ({ timeline: [message(token)], limited: true, prevBatch: token });

test("S2 where somebody shares, the end of what a sync left out is read once; elsewhere nothing is", async () => {
  const { take, asked } = await riding();
  await take(CHAT, cut("one"));
  expect(asked).toEqual([]);
  await take(RIDE, cut("two"));
  expect(asked).toEqual([RIDE, RIDE]);
  await take(RIDE, { timeline: [message("more")] });
  expect(asked).toEqual([RIDE, RIDE]);
  await take(RIDE, cut("three"));
  expect(asked).toEqual([RIDE, RIDE, RIDE, RIDE]);
});

test("S2 what could not be read is read after a later sync", async () => {
  const { take, asked, server } = await riding();
  server.away = true;
  await take(RIDE, cut("one"));
  expect(asked).toEqual([]);
  server.away = false;
  await take(RIDE, { timeline: [message("more")] });
  expect(asked).toEqual([RIDE, RIDE]);
});

test("S2 a room that shows nothing of its past any more keeps no other waiting", async () => {
  const { take, asked, server } = await riding();
  server.refuses.add(CLOSED);
  await take(CLOSED, cut("one"));
  await take(RIDE, cut("two"));
  expect(asked).toEqual([RIDE, RIDE]);
});
