import { expect, test } from "vitest";
import { failed, ok, roomId, txnId, userId } from "@paceline/protocol";
import type { EventId, UserId } from "@paceline/protocol";
import { hazardHandlers } from "../commands/hazards.ts";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, member, roomState, state, sync } from "../testing/sync-builder.ts";
import { TimelineList } from "../timeline/timeline-list.ts";
import { HazardBook } from "./book.ts";
import { hazardRows } from "./hazard-rows.ts";
import { standingHazards } from "./standing.ts";

const ROOM = roomId("!channel");
const CIRCLE = roomId("!circle");
const CLUB = roomId("!club");
const [BEN, MOD] = [userId("@ben:example.org"), userId("@mod:example.org")];
const T0 = 1_700_000_000_000;
const HOUR = 3_600_000;
const ICE = {
  roomId: ROOM,
  kind: "ice",
  headline: "Ice on the mill bridge",
  latitude: 48.15,
  longitude: 11.64,
  radius_m: 400,
  expiresMs: T0 + 5 * HOUR,
} as const;

/** Ana's device in a room of Ben and a moderator, and what it wrote. `clock.ms`: the homeserver's time. */
async function anasDevice() {
  const projection = await openAna();
  const book = new HazardBook(projection);
  const clock = { ms: T0 };
  const written: Content[] = [];
  projection.listen((batch) => void book.take(batch));
  async function take(timeline: readonly Content[], room = ROOM, before: readonly Content[] = []): Promise<void> {
    const { batch } = await ingestSync(
      projection,
      sync({ [room]: { state: before, timeline } }),
      ingesting(() => clock.ms),
    );
    await projection.commit(batch);
  }
  const levels = state("m.room.power_levels", { users_default: 0, users: { [MOD]: 50 } });
  await take([], ROOM, [...roomState([levels, member(MOD)])]);
  const handlers = hazardHandlers({
    projection,
    outbox: {
      ...emptyOutbox,
      enqueue: async (intent) => {
        if (intent.is !== "event") return failed("unsupported", "never");
        written.push(intent.content);
        return ok(txnId("t"));
      },
    },
    book,
    me: ANA,
    now: () => clock.ms,
    newId: () => `id${written.length}`,
    language: "en",
  });
  const rows = async () => hazardRows(await standingHazards(projection, book, clock.ms), ANA, () => CLUB);
  /** What Ana wrote comes back from the server. */
  const echo = (sender: UserId = ANA): Content =>
    event("m.room.message", written.at(-1), { sender, origin_server_ts: clock.ms });
  return { projection, clock, handlers, rows, take, written, echo };
}

test("S8 a report is a readable message with a block of CAP, stands in the list and as a card, and goes when it expires", async () => {
  const { projection, clock, handlers, rows, take, written, echo } = await anasDevice();
  expect(await handlers.reportHazard(ICE)).toMatchObject({ ok: true });
  expect(written[0]?.["body"]).toContain("⚠️ Ice: Ice on the mill bridge");
  const said = echo();
  await take([said]);
  const { roomId: room, expiresMs, ...place } = ICE;
  const [row] = await rows();
  expect(row).toMatchObject({
    ...place,
    id: said["event_id"],
    roomId: room,
    clubId: CLUB,
    expiresMs,
    mine: true,
    mayClear: true,
  });
  const { rows: shown } = await new TimelineList(projection, emptyOutbox, ROOM).view();
  expect(shown.flatMap((one) => (one.is === "message" ? [one.hazard] : []))).toEqual([said["event_id"]]);
  const saved = await handlers.exportHazard({ hazardId: said["event_id"] as EventId });
  expect(saved).toMatchObject({ ok: true, value: { name: "hazard-id0.xml" } });
  expect(JSON.stringify(saved)).toContain("<circle>48.15,11.64 0.4</circle>");
  clock.ms = T0 + 5 * HOUR;
  expect(await rows()).toEqual([]);
});

test("S8 whoever reported it or moderates says that it is gone, nobody else; a deleted report is none", async () => {
  const { handlers, rows, take, echo } = await anasDevice();
  await handlers.reportHazard(ICE);
  const bens = echo(BEN);
  await take([bens]);
  expect(await rows()).toMatchObject([{ mine: false, mayClear: false, reporter: { userId: BEN } }]);
  const hazardId = bens["event_id"] as EventId;
  expect(await handlers.clearHazard({ hazardId })).toMatchObject({ failure: { code: "forbidden" } });
  await handlers.reportHazard(ICE);
  const mine = echo();
  await take([mine]);
  await handlers.clearHazard({ hazardId: mine["event_id"] as EventId });
  await take([echo()]);
  expect((await rows()).map(({ id }) => id)).toEqual([hazardId]);
  await take([event("m.room.redaction", {}, { sender: MOD, redacts: hazardId })]);
  expect(await rows()).toEqual([]);
});

test("S8 nonsense is refused, a circle's alert is no hazard, and none is reported there", async () => {
  const { projection, handlers, rows, take, written, echo } = await anasDevice();
  for (const wrong of [
    { headline: "  " },
    { latitude: 91 },
    { longitude: Number.NaN },
    { radius_m: 200_000 },
    { expiresMs: T0 },
    { expiresMs: T0 + 31 * 24 * HOUR },
  ])
    expect(await handlers.reportHazard({ ...ICE, ...wrong })).toMatchObject({ failure: { code: "invalid-input" } });
  const circle = [state("club.paceline.channel", { v: 1, kind: "circle" }, "", { sender: ANA }), member(ANA)];
  await take([], CIRCLE, circle);
  expect(await handlers.reportHazard({ ...ICE, roomId: CIRCLE })).toMatchObject({ failure: { code: "invalid-input" } });
  expect(written).toEqual([]);
  await handlers.reportHazard(ICE);
  await take([echo()], CIRCLE);
  expect(await rows()).toEqual([]);
  const { rows: shown } = await new TimelineList(projection, emptyOutbox, CIRCLE).view();
  expect(shown.flatMap((one) => (one.is === "message" ? [one.hazard] : []))).toEqual([undefined]);
});
