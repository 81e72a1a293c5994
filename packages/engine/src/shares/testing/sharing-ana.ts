import { BEACON_INFO, eventId, ok, roomId } from "@paceline/protocol";
import { ingestSync } from "../../ingest/sync-ingest.ts";
import type { Content } from "../../matrix/client-port.ts";
import type { DelayedEvents } from "../../matrix/delayed-events.ts";
import { ingesting } from "../../testing/ingesting.ts";
import { ANA, openAna } from "../../testing/open-projection.ts";
import { roomState, state, sync } from "../../testing/sync-builder.ts";
import type { KeptShare, ShareBook } from "../book.ts";
import { startShares } from "../start-shares.ts";

/** A room whose members may share where they are; Ana is in it. */
export const RIDE = roomId("!ride");

const NOTHING_HELD: DelayedEvents = {
  limits: async () => undefined,
  schedule: async () => ok("delay"),
  scheduleState: async () => ok("delay"),
  cancel: async () => ok("cancelled" as const),
  waiting: async () => ok([]),
};

type AnaSharing = {
  /** ms by the homeserver's clock */
  readonly serverNow?: () => number;
  /** The server has a share of hers, and has not answered yet. */
  readonly onBegun?: () => unknown;
  /** What came down the sync. */
  readonly known?: readonly KeptShare[];
};

/** Ana's shares, what they said to a server that takes everything, and what they wait for. */
export async function sharingAna({ serverNow = Date.now, onBegun = () => undefined, known = [] }: AnaSharing = {}) {
  const projection = await openAna();
  const { batch } = await ingestSync(
    projection,
    sync({ [RIDE]: { state: roomState([state("m.room.power_levels", { events: { [BEACON_INFO]: 0 } })]) } }),
    ingesting(() => Date.now()),
  );
  await projection.commit(batch);
  const said: { readonly type: string; readonly content: Content }[] = [];
  const wakes: { readonly at: number; readonly ring: () => void }[] = [];
  const shares = startShares({
    projection,
    writer: {
      encryptAndPut: async (_room, type, content) => (said.push({ type, content }), ok(eventId("$position"))),
      async putState(_room, type, _key, content) {
        said.push({ type, content });
        await onBegun();
        return ok(eventId("$share"));
      },
      redact: async () => ok(eventId("$gone")),
    },
    delayed: NOTHING_HELD,
    book: { all: async () => known } as unknown as ShareBook,
    me: ANA,
    clock: { now: () => Date.now(), wake: (at, ring) => (wakes.push({ at, ring }), () => undefined) },
    serverNow,
    newId: () => crypto.randomUUID(),
    onShares: () => undefined,
    onError: () => undefined,
  });
  return { projection, shares, said, wakes };
}
