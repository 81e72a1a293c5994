import type { RoomId, UserId } from "@paceline/protocol";
import type { Projection } from "../projection/projection.ts";
import type { TimelineItem } from "../projection/timeline-event.ts";
import { recount } from "./counters.ts";
import { RoomDraft } from "./room-draft.ts";
import { batchOf } from "./sync-ingest.ts";

/** Looked at in one go; what is left is forgotten the next time. */
const AT_ONCE = 500;

/**
 * A batch that takes what was said before `beforeMs` (ms, by the homeserver) from this device, as the server takes it from its own (MSC1763). What lies before is gone there
 * as well, so nobody asks for it. `undefined` where nothing is that old.
 */
export async function ingestForget(projection: Projection, room: RoomId, beforeMs: number, me: UserId) {
  const first = await projection.itemsAfter(room, Number.MIN_SAFE_INTEGER, AT_ONCE);
  const kept = first.findIndex(({ ts }) => ts >= beforeMs);
  const old = kept === -1 ? first : first.slice(0, kept);
  if (old.length === 0) return undefined;
  const draft = await RoomDraft.open(projection, room);
  for (const { pos } of old) draft.remove(pos);
  const { last, ...record } = draft.record;
  const isGone = (pos: number): boolean => old.some((item: TimelineItem) => item.pos === pos);
  draft.record = {
    ...record,
    firstPos: first[old.length]?.pos ?? record.lastPos,
    older: null,
    ...(last === undefined || isGone(last.pos) ? {} : { last }),
  };
  await recount(draft, me);
  return batchOf([draft]);
}
