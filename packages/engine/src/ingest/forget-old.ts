import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { Projection } from "../projection/projection.ts";
import { recount } from "./counters.ts";
import { RoomDraft } from "./room-draft.ts";
import { batchOf } from "./sync-ingest.ts";

export type Forgetting = {
  readonly me: UserId;
  /** ms by the homeserver */
  readonly beforeMs: number;
  /** Kept however old they are. */
  readonly spared: ReadonlySet<EventId>;
};

/** Looked at in one go; what is left is forgotten the next time. */
const AT_ONCE = 500;

/**
 * A batch that takes what was said before `beforeMs` from this device, as the server takes it from its own (MSC1763). What lies before is gone there as well, so nobody asks for
 * it. `undefined` where nothing is that old.
 */
export async function ingestForget(projection: Projection, room: RoomId, { me, beforeMs, spared }: Forgetting) {
  const first = await projection.itemsAfter(room, Number.MIN_SAFE_INTEGER, AT_ONCE);
  const kept = first.findIndex(({ ts }) => ts >= beforeMs);
  const old = (kept === -1 ? first : first.slice(0, kept)).filter((item) => item.is === "gap" || !spared.has(item.id));
  if (old.length === 0) return undefined;
  const draft = await RoomDraft.open(projection, room);
  for (const { pos } of old) draft.remove(pos);
  const { last, ...record } = draft.record;
  const gone = new Set(old.map(({ pos }) => pos));
  draft.record = {
    ...record,
    firstPos: first.find(({ pos }) => !gone.has(pos))?.pos ?? record.lastPos,
    older: null,
    ...(last === undefined || gone.has(last.pos) ? {} : { last }),
  };
  await recount(draft, me);
  return batchOf([draft]);
}
