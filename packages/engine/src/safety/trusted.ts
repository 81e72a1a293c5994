import { SOS_BELL } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { stateEvent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** Clear in every room: an answer with ✅, and what rings. */
const ALWAYS_CLEAR: ReadonlySet<string> = new Set(["m.reaction", "m.room.redaction", SOS_BELL]);

/**
 * Whether what a circle heard counts. A server can write clear words under anybody's name: an all-clear of the athlete, an OK of a contact, other tiers, another tracker's key.
 * So in an encrypted circle clear words count from the bridge's bot alone, which has no keys, and whose word the rules believe about an overdue timer only.
 */
export const trustedIn = (state: RoomState, bot: UserId | undefined): ((event: TimelineEvent) => boolean) => {
  const encrypted = stateEvent(state, "m.room.encryption") !== undefined;
  return (event) =>
    !encrypted ||
    event.encrypted ||
    event.redacted ||
    event.stateKey !== undefined ||
    event.sender === bot ||
    ALWAYS_CLEAR.has(event.type);
};
