import { BEACON_INFO, eventId, ok, roomId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import { expect, test, vi } from "vitest";
import type { World } from "../account/world.ts";
import { commandTable } from "../commands/table.ts";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import type { DelayedEvents } from "../matrix/delayed-events.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { roomState, state, sync } from "../testing/sync-builder.ts";
import type { ShareBook } from "./book.ts";
import { startShares } from "./start-shares.ts";

const ROOM = roomId("!ride");
const HOUR = 3_600_000;

const NOTHING_HELD: DelayedEvents = {
  limits: async () => undefined,
  schedule: async () => ok("delay"),
  scheduleState: async () => ok("delay"),
  cancel: async () => ok("cancelled" as const),
  waiting: async () => ok([]),
};

test.each([3 * HOUR, -3 * HOUR])(
  "S3 S10 a device whose clock is %i ms from the homeserver's says where it is by the homeserver's time",
  async (skewMs) => {
    const projection = await openAna();
    const { batch } = await ingestSync(
      projection,
      sync({ [ROOM]: { state: roomState([state("m.room.power_levels", { events: { [BEACON_INFO]: 0 } })]) } }),
      ingesting(() => Date.now()),
    );
    await projection.commit(batch);
    const said: { readonly type: string; readonly content: Content }[] = [];
    const serverNow = (): number => Date.now() + skewMs;
    const shares = startShares({
      projection,
      writer: {
        encryptAndPut: async (_room, type, content) => (said.push({ type, content }), ok(eventId("$position"))),
        putState: async (_room, type, _key, content) => (said.push({ type, content }), ok(eventId("$share"))),
        redact: async () => ok(eventId("$gone")),
      },
      delayed: NOTHING_HELD,
      book: { all: async () => [] } as unknown as ShareBook,
      me: ANA,
      clock: { now: () => Date.now(), wake: () => () => undefined },
      serverNow,
      newId: () => crypto.randomUUID(),
      onShares: () => undefined,
      onError: () => undefined,
    });
    const world = {
      projection,
      status: { clockSkewMs: skewMs },
      account: { live: Promise.resolve({ shares, safety: { located: () => undefined } }) },
    };
    const { takeFix } = commandTable({ world: world as unknown as World } as Parameters<typeof commandTable>[0]);

    await shares.handlers.startShare({ roomId: ROOM, durationMs: HOUR, precision: "exact" });
    const measuredMs = Date.now();
    await takeFix({ fix: { ts: measuredMs, latitude: 48.1, longitude: 11.5 } });
    await vi.waitFor(() => expect(said).toHaveLength(2));
    await shares.stop();

    const [info, position] = [decode("beaconInfo", said[0]?.content), decode("beacon", said[1]?.content)];
    if (info.is !== "valid" || position.is !== "valid") throw new Error("a share and a position");
    expect(Math.abs(info.value["org.matrix.msc3488.ts"] - serverNow())).toBeLessThan(60_000);
    expect(position.value["org.matrix.msc3488.ts"]).toBe(measuredMs + skewMs);
  },
);
