import { beacon, beaconInfo } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO, eventId, roomId } from "@paceline/protocol";
import type { ListUpdate, ShareRow } from "@paceline/protocol/port";
import { onTestFinished, expect, test } from "vitest";
import { sharesIn } from "../account/share-sources.ts";
import type { World } from "../account/world.ts";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import { LiveList } from "../lists/live-list.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, roomState, state, sync } from "../testing/sync-builder.ts";
import { ShareBook } from "./book.ts";
import { ShareHearing } from "./hearing.ts";

const ROOM = roomId("!ride");
const RIDERS = 500;
const rider = (at: number): string => `@rider${at}:example.org`;

test("S2 of 500 who share, one who moved is one small step, and nobody else's row is made again", async () => {
  const projection = await openAna();
  const now = Date.now();
  const book = new ShareBook(projection.database);
  const hearing = new ShareHearing({ book, now: () => Date.now(), open: async () => undefined });
  async function take(timeline: readonly Content[], before: readonly Content[] = []): Promise<void> {
    const { batch } = await ingestSync(
      projection,
      sync({ [ROOM]: { state: before, timeline } }),
      ingesting(() => now),
    );
    await projection.commit({ ...batch, extra: await hearing.stage(batch) });
    book.take();
  }
  const began = (at: number) =>
    state(BEACON_INFO, beaconInfo(true, now - 60_000, 3_600_000), rider(at), {
      sender: rider(at),
      event_id: `$share${at}`,
      origin_server_ts: now,
    });
  const moved = (at: number, from: number, places: number) => {
    const [first, ...more] = Array.from({ length: places }, (_, step) => ({
      ts: from + step * 1_000,
      latitude: 48,
      longitude: 11,
    }));
    if (first === undefined) throw new Error("somebody who moved was somewhere");
    const content = beacon(eventId(`$share${at}`), [first, ...more], undefined);
    return event(BEACON, content, { sender: rider(at), origin_server_ts: now });
  };
  const all = Array.from({ length: RIDERS }, (_, at) => at);
  await take([], roomState(all.map(began)));
  await take(all.map((at) => moved(at, now - 50_000, 12)));

  const world = { projection, shares: book, myShares: [], status: {} } as unknown as World;
  const list = new LiveList(() => sharesIn(world, () => undefined));
  const updates: ListUpdate<ShareRow, object>[] = [];
  onTestFinished(list.watch((update) => void updates.push(update)));
  await list.refresh();
  expect(updates[0]).toMatchObject({ is: "reset" });
  await take([moved(7, now, 1)]);
  await list.refresh();
  const [, update] = updates;
  if (update?.is !== "diffs") throw new Error("one step is expected");
  expect(update.diffs).toHaveLength(1);
  expect(JSON.stringify(update).length).toBeLessThan(1_500);
  const [first, second] = [await sharesIn(world, () => undefined), await sharesIn(world, () => undefined)];
  expect(second.rows.filter((row, at) => row !== first.rows[at])).toEqual([]);
});

test("S2 the row of my share says that the server takes no positions of it", async () => {
  const projection = await openAna();
  const now = Date.now();
  const book = new ShareBook(projection.database);
  const hearing = new ShareHearing({ book, now: () => now, open: async () => undefined });
  const sent = { sender: ANA, event_id: "$mine", origin_server_ts: now };
  const info = state(BEACON_INFO, beaconInfo(true, now, 3_600_000), ANA, sent);
  const { batch } = await ingestSync(
    projection,
    sync({ [ROOM]: { state: roomState([info]) } }),
    ingesting(() => now),
  );
  await projection.commit({ ...batch, extra: await hearing.stage(batch) });
  book.take();
  const rows = async (refused: boolean) => {
    const myShares = [{ id: eventId("$mine"), precision: "exact", hidden: false, refused }];
    const world = { projection, shares: book, myShares, status: {} } as unknown as World;
    return (await sharesIn(world, () => undefined)).rows;
  };
  expect(await rows(true)).toMatchObject([{ mine: true, live: true, refused: true }]);
  const [row] = await rows(false);
  expect(row).not.toHaveProperty("refused");
});
