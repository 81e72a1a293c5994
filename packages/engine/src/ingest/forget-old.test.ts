import { eventId, roomId } from "@paceline/protocol";
import { beacon, beaconInfo } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO, NS } from "@paceline/protocol";
import { expect, test } from "vitest";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { History } from "../live/history.ts";
import type { Spares } from "../live/history.ts";
import { Intake } from "../live/intake.ts";
import type { Http } from "../matrix/http.ts";
import type { Projection } from "../projection/projection.ts";
import { ShareBook } from "../shares/book.ts";
import { ShareHearing } from "../shares/hearing.ts";
import { ingesting } from "../testing/ingesting.ts";
import { openAna } from "../testing/open-projection.ts";
import { event, message, roomState, state, sync } from "../testing/sync-builder.ts";

const RIDE = roomId("!ride");
const CHAT = roomId("!chat");
const DAY = 24 * 3_600_000;
const T0 = 1_800_000_000_000;
const kept = [state("m.room.retention", { max_lifetime: 14 * DAY })];
const ride = [...kept, state(`${NS}.channel`, { v: 1, kind: "meetup", card: "$card" })];
const at = (body: string, ts: number) => message(body, { origin_server_ts: ts });

function device(projection: Projection, spares: Spares = async () => new Set()) {
  let now = T0;
  const shares = new ShareBook(projection.database);
  projection.listen(() => void shares.take());
  const intake = new Intake({
    projection,
    outbox: emptyOutbox,
    shares: new ShareHearing({ book: shares, now: () => now, open: async () => undefined }),
    committed: async () => undefined,
    onLateLost: () => undefined,
    onTyping: () => undefined,
    how: ingesting(() => now),
  });
  const history = new History({} as Http, intake, projection, spares);
  return {
    shares,
    intake,
    async forgetAt(ms: number) {
      now = ms;
      await history.forgetOld(ms);
    },
  };
}
const bodies = async (projection: Projection, room: typeof RIDE) =>
  (await projection.items(room, Infinity, 100)).map((item) => (item.is === "gap" ? "gap" : item.content["body"]));

test("S4 what a meetup's room keeps no longer leaves this device too: messages, last line, trails", async () => {
  const projection = await openAna();
  const { intake, shares, forgetAt } = device(projection);
  const share = state(BEACON_INFO, beaconInfo(true, T0, 3_600_000), "@ben:example.org", {
    event_id: "$share",
    origin_server_ts: T0,
  });
  const place = beacon(eventId("$share"), [{ ts: T0 + 60_000, latitude: 48, longitude: 11 }], undefined);
  await intake.sync(
    sync({
      [RIDE]: {
        state: roomState([...ride, share]),
        timeline: [at("first", T0), event(BEACON, place, { origin_server_ts: T0 }), at("second", T0 + 5 * DAY)],
        prevBatch: "more",
        limited: true,
      },
      [CHAT]: { state: roomState(kept), timeline: [at("old", T0 - 100 * DAY)] },
    }),
  );
  expect(await shares.all()).toHaveLength(1);

  await forgetAt(T0 + 13 * DAY);
  expect(await bodies(projection, RIDE)).toEqual(["first", "second"]);
  expect(await shares.all()).toEqual([]);

  await forgetAt(T0 + 15 * DAY);
  expect(await bodies(projection, RIDE)).toEqual(["second"]);
  expect(projection.rooms.get(RIDE)).toMatchObject({ older: null, last: { preview: { text: "second" } }, unread: 1 });

  await forgetAt(T0 + 20 * DAY);
  expect(await bodies(projection, RIDE)).toEqual([]);
  expect(projection.rooms.get(RIDE)).toMatchObject({ unread: 0 });
  expect(projection.rooms.get(RIDE)).not.toHaveProperty("last");

  await intake.sync(sync({ [RIDE]: { timeline: [at("new", T0 + 21 * DAY)] } }));
  expect(await bodies(projection, RIDE)).toEqual(["new"]);
  expect(await bodies(projection, CHAT), "a room that is no meetup's keeps what it has").toEqual(["old"]);
});

test("S4 what a circle spares stays on this device, in its place, until it is spared no longer", async () => {
  const projection = await openAna();
  const spared = new Set([eventId("$tiers")]);
  const asked: number[] = [];
  const { intake, forgetAt } = device(projection, async (_room, beforeMs) => {
    asked.push(beforeMs);
    return spared;
  });
  const circle = [
    state("m.room.retention", { max_lifetime: 90 * DAY }),
    state(`${NS}.channel`, { v: 1, kind: "circle" }),
  ];
  const tiers = event("m.room.message", { body: "tiers" }, { event_id: "$tiers", origin_server_ts: T0 });
  await intake.sync(
    sync({ [RIDE]: { state: roomState(circle), timeline: [at("first", T0), tiers, at("second", T0 + 50 * DAY)] } }),
  );
  await forgetAt(T0 + 89 * DAY);
  expect(await bodies(projection, RIDE)).toEqual(["first", "tiers", "second"]);
  await forgetAt(T0 + 91 * DAY);
  expect(await bodies(projection, RIDE)).toEqual(["tiers", "second"]);
  await intake.sync(sync({ [RIDE]: { timeline: [at("third", T0 + 100 * DAY)] } }));
  spared.clear();
  await forgetAt(T0 + 141 * DAY);
  expect(await bodies(projection, RIDE)).toEqual(["third"]);
  expect(asked.at(-1)).toBe(T0 + 51 * DAY);
});
