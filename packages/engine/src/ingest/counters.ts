import type { UserId } from "@paceline/protocol";
import { mentions } from "./relation.ts";
import type { RoomDraft } from "./room-draft.ts";
import { nameIn } from "../projection/people.ts";
import { isLine, isMessageItem, isNews, previewOf } from "./visible.ts";

/** More than this is shown as "many" anyway. */
const COUNTED = 1_000;

/** Counts again what lies after the last read event, and finds the room's last line again. */
export async function recount(draft: RoomDraft, me: UserId): Promise<void> {
  const unread = (await draft.itemsAfter(draft.record.readPos, COUNTED))
    .filter(isMessageItem)
    .filter((event) => isNews(event, me, draft.state));
  draft.change({
    unread: unread.length,
    mentions: unread.filter(({ content }) => mentions(content, me)).length,
  });
  const newest = (await draft.newest(50)).filter(isMessageItem).findLast((event) => isLine(event, me, draft.state));
  if (newest === undefined || newest.id === draft.record.last?.eventId) return;
  const { id: eventId, sender, ts, pos } = newest;
  const senderName = nameIn(draft.state, sender);
  draft.change({ last: { eventId, sender, senderName, ts, pos, preview: previewOf(newest) } });
}

/** My own receipt moved: everything up to that event is read. An event we do not have counts as older than all we have. */
export async function applyMyReceipt(draft: RoomDraft, me: UserId): Promise<void> {
  const receipt = draft.receipts.get(me);
  const event = receipt === undefined ? undefined : await draft.event(receipt.eventId);
  if (event === undefined || event.pos <= draft.record.readPos) return;
  draft.change({ readPos: event.pos, readUpTo: event.id });
  draft.recount = true;
}
