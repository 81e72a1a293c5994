import { isEventId, isUserId } from "@paceline/protocol";
import type { EventId, UserId } from "@paceline/protocol";
import { record } from "../projection/room-state.ts";
import { GAP_SPAN } from "../projection/timeline-event.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { asUnreadPosition, positionIn } from "../shares/position.ts";
import { applyEdit, applyNewest, applyRedaction, applyState } from "./apply-event.ts";
import { applyMyReceipt, recount } from "./counters.ts";
import { decodeEvent } from "./decode.ts";
import type { Decoding } from "./decode.ts";
import { readRaw } from "./raw-event.ts";
import type { RawEvent } from "./raw-event.ts";
import type { RoomDraft } from "./room-draft.ts";
import { summarise } from "./summary.ts";
import type { RoomPart } from "./sync-response.ts";

export type Ingesting = Decoding & {
  /** The bridge's account of this account's server as it is known at the moment, which is not counted as a person. */
  readonly bot?: () => UserId | undefined;
  /** Counts an event without the shape of one. */
  readonly onBroken: () => void;
};

/** What one sync says about a room I am in (or was, until this sync). */
export async function ingestRoom(draft: RoomDraft, part: RoomPart, how: Ingesting): Promise<TimelineEvent[]> {
  const fresh = draft.record.membership !== "join";
  if (fresh) startOver(draft);
  const state = readAll(part.state, how);
  const timeline = readAll(part.timeline, how);
  for (const event of state) if (fresh || part.stateIsAfter || (await isNews(draft, event))) applyState(draft, event);
  if (part.limited || fresh) openGap(draft, part, timeline[0]?.type === "m.room.create");
  const fromServer = fresh ? part.notifications : undefined;
  const added = await addTimeline(draft, part, timeline, how);
  if (draft.stateChanged) draft.record = summarise(draft.record, draft.state, how.me, how.bot?.());
  for (const receipt of part.ephemeral) applyReceipts(draft, receipt);
  if (draft.receiptsChanged) await applyMyReceipt(draft, how.me);
  if (draft.recount) await recount(draft, how.me);
  if (fromServer !== undefined && fromServer < draft.record.unread) draft.change({ unread: fromServer });
  return added;
}

/**
 * State before the timeline is state where the timeline's first event was sent. When somebody joins while one of us writes, that is the state before the join,
 * and Synapse tells the invitation again after it (MSC4222, "Background"). What we have already had in order is therefore no news.
 */
const isNews = async (draft: RoomDraft, { id }: RawEvent): Promise<boolean> => (await draft.event(id)) === undefined;

/** Joining (again) begins a new history here: what was kept of an invite or an earlier stay is not continuous with it. */
function startOver(draft: RoomDraft): void {
  const { asked: _asked, ...kept } = draft.record;
  draft.record = { ...kept, membership: "join" };
  draft.clearState();
}

/** `whole`: the timeline begins with the room itself. */
function openGap(draft: RoomDraft, part: RoomPart, whole: boolean): void {
  const { record: room } = draft;
  const empty = room.firstPos === 0 && room.lastPos === 0;
  if (empty) return draft.change({ older: whole ? null : (part.prevBatch ?? null) });
  if (part.prevBatch === undefined) return;
  const start = Math.ceil((room.lastPos + 1) / GAP_SPAN) * GAP_SPAN + GAP_SPAN;
  draft.put({ is: "gap", id: `gap:${start}`, pos: start - 0.5, ts: room.activity, token: part.prevBatch });
  draft.change({ lastPos: start - 1 });
}

async function addTimeline(
  draft: RoomDraft,
  part: RoomPart,
  timeline: readonly RawEvent[],
  how: Ingesting,
): Promise<TimelineEvent[]> {
  const added: TimelineEvent[] = [];
  for (const raw of timeline) {
    if (!part.stateIsAfter) applyState(draft, raw);
    if ((await draft.event(raw.id)) !== undefined) continue;
    const event = asUnreadPosition(await decodeEvent(draft.id, raw, draft.record.lastPos + 1, how), draft.state);
    const told = positionIn(event);
    if (told !== undefined) {
      draft.told.push(told);
      continue;
    }
    applyNewest(draft, event, how.me);
    if (event.type === "m.room.redaction") {
      if (raw.redacts !== undefined) draft.told.push({ is: "redacted", id: raw.redacts });
      await applyRedaction(draft, raw.redacts);
    }
    applyEdit(draft, event);
    added.push(event);
  }
  if (draft.record.activity === 0) draft.change({ activity: timeline.at(-1)?.ts ?? 0 });
  return added;
}

/** Public and private receipts (spec, "Receipts"); those of threads count for the room, which shows no threads apart. */
function applyReceipts(draft: RoomDraft, ephemeral: unknown): void {
  const { type, content } = record(ephemeral);
  if (type !== "m.receipt") return;
  for (const [event, kinds] of Object.entries(record(content))) {
    if (!isEventId(event)) continue;
    for (const kind of ["m.read", "m.read.private"]) {
      for (const [user, { ts }] of Object.entries(record(record(kinds)[kind])).map(
        ([who, data]) => [who, record(data)] as const,
      ))
        if (isUserId(user)) newest(draft, user, event, typeof ts === "number" ? ts : 0);
    }
  }
}

function newest(draft: RoomDraft, user: UserId, eventId: EventId, ts: number): void {
  const known = draft.receipts.get(user);
  if (known !== undefined && (known.ts > ts || known.eventId === eventId)) return;
  draft.receipts.set(user, { eventId, ts });
  draft.receiptsChanged = true;
}

export function readAll(events: readonly unknown[], how: Pick<Ingesting, "onBroken">): RawEvent[] {
  return events.flatMap((value) => {
    const raw = readRaw(value);
    if (raw === undefined) how.onBroken();
    return raw === undefined ? [] : [raw];
  });
}
