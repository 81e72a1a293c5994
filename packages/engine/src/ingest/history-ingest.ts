import type { RoomId } from "@paceline/protocol";
import type { Gap } from "../projection/timeline-event.ts";
import type { Projection } from "../projection/projection.ts";
import type { Batch } from "../projection/batch.ts";
import { asUnreadPosition, positionIn } from "../shares/position.ts";
import { noteCard } from "./apply-event.ts";
import { decodeEvent } from "./decode.ts";
import { readAll } from "./joined-room.ts";
import type { Ingesting } from "./joined-room.ts";
import { RoomDraft } from "./room-draft.ts";
import { batchOf } from "./sync-ingest.ts";

/** Answer of `GET /messages` with `dir=b` (spec): events from newer to older; no `end` means that nothing lies before. */
export type HistoryPage = { readonly chunk: readonly unknown[]; readonly end?: string };

type Paged = Pick<Batch, "rooms" | "states" | "receipts" | "items" | "positions">;

/** A page before the first stored event. */
export async function ingestOlder(
  projection: Projection,
  room: RoomId,
  page: HistoryPage,
  how: Ingesting,
): Promise<Paged> {
  const draft = await RoomDraft.open(projection, room);
  let pos = draft.record.firstPos;
  for (const raw of readAll(page.chunk, how)) {
    if ((await draft.event(raw.id)) !== undefined) continue;
    const event = asUnreadPosition(await decodeEvent(room, raw, pos - 1, how), draft.state);
    const told = positionIn(event);
    if (told !== undefined) {
      draft.told.push(told);
      continue;
    }
    pos -= 1;
    draft.put(event);
    noteCard(draft, event);
  }
  draft.change({ firstPos: pos, older: page.chunk.length === 0 ? null : (page.end ?? null) });
  return batchOf([draft]);
}

/** A page into a gap. The gap closes where the page reaches an event that was known; otherwise it moves before what came. */
export async function ingestGap(
  projection: Projection,
  room: RoomId,
  gap: Gap,
  page: HistoryPage,
  how: Ingesting,
): Promise<Paged> {
  const draft = await RoomDraft.open(projection, room);
  let pos = Math.ceil(gap.pos);
  let met = page.end === undefined || page.chunk.length === 0;
  let ts = gap.ts;
  for (const raw of readAll(page.chunk, how)) {
    const known = await draft.event(raw.id);
    if (known !== undefined && known.pos < gap.pos) {
      met = true;
      break;
    }
    if (known !== undefined) continue;
    ts = raw.ts;
    const event = asUnreadPosition(await decodeEvent(room, raw, pos - 1, how), draft.state);
    const told = positionIn(event);
    if (told !== undefined) {
      draft.told.push(told);
      continue;
    }
    pos -= 1;
    draft.put(event);
    noteCard(draft, event);
  }
  draft.remove(gap.pos);
  if (!met) draft.put({ ...gap, pos: pos - 0.5, ts, token: page.end as string });
  return batchOf([draft]);
}
