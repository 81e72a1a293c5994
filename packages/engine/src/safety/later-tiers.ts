import type { HeldTier, SafetyMessage, Scheduled } from "@paceline/domain/safety";
import { ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { DelayCode, DelayedEvents, DelayId } from "../matrix/delayed-events.ts";
import type { CircleInfo } from "./safety-view.ts";
import { BELL, contentOf, opaque } from "./say.ts";

/** What the contacts who come later are told, unless somebody answers before. */
export type LaterAlert = {
  readonly circle: Pick<CircleInfo, "room" | "laterTiers" | "escalateMs">;
  /** The same name asks for the same events. */
  readonly name: string;
  readonly message: SafetyMessage;
  /** When the first tier is alerted, ms by the homeserver's clock. */
  readonly firstMs: number;
  /** Tiers that are due before are left out. */
  readonly fromMs?: number;
  readonly now: () => number;
};

/** Of what the homeserver holds for a timer: what goes to the tiers after the first. */
export const laterTiersIn = (held: Scheduled | undefined): readonly HeldTier[] => held?.later ?? [];

export const idsOf = (held: readonly HeldTier[] = []): readonly DelayId[] => held.flatMap(({ ids }) => ids);

/**
 * Has the homeserver hold an alert and a bell for each tier after the first, sealed now. A tier beyond what the server holds for so long is left out: its own clients
 * ring by the clock. Where one fails, none is held.
 */
export async function holdLaterTiers(
  delayed: Pick<DelayedEvents, "schedule" | "cancel">,
  { circle, name, message, firstMs, fromMs = -Infinity, now }: LaterAlert,
): Promise<Result<readonly HeldTier[], DelayCode>> {
  const held: HeldTier[] = [];
  for (const [index, contacts] of circle.laterTiers.entries()) {
    const dueMs = firstMs + (index + 1) * circle.escalateMs;
    if (dueMs < fromMs) continue;
    const events = [
      ["m.room.message", contentOf(message, { mentions: contacts })],
      [EVENTS.sosBell.type, BELL],
    ] as const;
    for (const [type, content] of events) {
      const id = await opaque("tier", name, String(index), type);
      const one = await delayed.schedule(circle.room, type, content, dueMs - now(), id);
      if (one.ok) held.push({ dueMs, ids: [one.value] });
      else if (one.failure.code !== "too-long") {
        for (const before of idsOf(held)) await delayed.cancel(before);
        return one;
      }
    }
  }
  return ok(held);
}

/** Types under which a circle's alerts wait at the homeserver; what else waits in that room is somebody else's. */
const HELD_TYPES: ReadonlySet<string> = new Set(["m.room.encrypted", EVENTS.sosBell.type]);

/** Takes back every alert that waits in a circle and is not to be kept. False where an answer was lost. */
export async function dropOthers(
  delayed: Pick<DelayedEvents, "waiting" | "cancel">,
  room: RoomId | undefined,
  keep: readonly DelayId[],
): Promise<boolean> {
  const waiting = await delayed.waiting();
  if (!waiting.ok) return false;
  for (const { id, roomId, type } of waiting.value) {
    const isOurs = roomId === room && HELD_TYPES.has(type) && !keep.includes(id);
    if (isOurs && !(await delayed.cancel(id)).ok) return false;
  }
  return true;
}
