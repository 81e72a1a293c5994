import type { EventId, UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import { compareMoments } from "../../answers/index.ts";
import type { AlertPosted } from "./facts.ts";

/** A hazard of a club's room, as its reporter's message says it. */
export type Hazard = {
  readonly eventId: EventId;
  readonly reporter: UserId;
  readonly block: AlertBlock;
  readonly sentMs: number;
  readonly expiresMs: number;
};

/** A hazard without an end would stay on the map for ever. */
const USUAL_LIFE_MS = 24 * 3_600_000;
const LONGEST_LIFE_MS = 30 * USUAL_LIFE_MS;

/**
 * The hazards of one room that have not expired at `now`, newest first. The reporter's own all-clear ends one, and so does one of `mayClear` (moderators). An
 * identifier belongs to whoever used it first.
 */
export function hazardsOf(
  facts: Iterable<AlertPosted>,
  mayClear: (user: UserId) => boolean,
  now: number,
): readonly Hazard[] {
  const posted = [...facts].sort(compareMoments);
  const hazards = new Map<string, Hazard>();
  for (const { block, sender, eventId, ts } of posted) {
    const before = hazards.get(block.identifier);
    const isReport = block.msgType === "Alert" && block.status === "Actual" && block.info?.area?.circle !== undefined;
    if (!isReport || before !== undefined) continue;
    const asked = block.info?.expires === undefined ? ts + USUAL_LIFE_MS : Date.parse(block.info.expires);
    const expiresMs = Math.min(asked, ts + LONGEST_LIFE_MS);
    hazards.set(block.identifier, { eventId, reporter: sender, block, sentMs: ts, expiresMs });
  }
  for (const { block, sender } of posted) {
    if (block.msgType !== "Cancel") continue;
    for (const { identifier } of block.references) {
      const hazard = hazards.get(identifier);
      if (hazard !== undefined && (hazard.reporter === sender || mayClear(sender))) hazards.delete(identifier);
    }
  }
  return [...hazards.values()]
    .filter(({ expiresMs }) => expiresMs > now)
    .sort((a, b) => compareMoments(momentOf(b), momentOf(a)));
}

const momentOf = ({ sentMs, eventId }: Hazard) => ({ ts: sentMs, eventId });
