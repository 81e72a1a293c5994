import { BEACON_INFO } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { TimelineItem } from "../projection/timeline-event.ts";

/** A share as its room's history tells it. `endedMs`: before its time. */
type ToldShare = { readonly endsMs: number; readonly endedMs?: number };

/** Shares that began among these items (in rising order), by the id of the event that began them. The next state event of the same person ends one, whatever it says. */
export function sharesAmong(items: readonly TimelineItem[]): ReadonlyMap<string, ToldShare> {
  const begun = new Map<string, ToldShare>();
  const running = new Map<UserId, string>();
  for (const item of items) {
    if (item.is !== "event" || item.type !== BEACON_INFO || item.stateKey !== item.sender) continue;
    const before = running.get(item.sender);
    const known = before === undefined ? undefined : begun.get(before);
    if (before !== undefined && known !== undefined && item.ts < known.endsMs)
      begun.set(before, { ...known, endedMs: item.ts });
    running.delete(item.sender);
    if (item.redacted || item.share?.live !== true) continue;
    begun.set(item.id, { endsMs: item.share.endsMs });
    running.set(item.sender, item.id);
  }
  return begun;
}
