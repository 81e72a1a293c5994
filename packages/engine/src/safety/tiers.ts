import { decode, EVENTS } from "@paceline/protocol/events";
import type { Circle } from "@paceline/protocol/events";
import type { UserId } from "@paceline/protocol";
import type { OutboxEntry } from "../outbox/outbox-port.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** Until the athlete chooses. */
const ESCALATE_S = 300;

export const NO_CONTACTS: Circle = { v: 1, contacts: [], escalate_s: ESCALATE_S };

/**
 * The athlete's newest word on who is alerted when, also one that waits in this device's outbox: the next change builds on it, and an alert goes by it. Whoever is not named belongs
 * to the first tier. `waiting`: of that room.
 */
export function tiersOf(
  events: readonly TimelineEvent[],
  athlete: UserId,
  waiting: readonly Pick<OutboxEntry, "intent" | "state">[],
): Circle {
  for (const { intent, state } of waiting.toReversed()) {
    if (intent.is !== "event" || intent.type !== EVENTS.circle.type || state.is === "failed") continue;
    const read = decode("circle", intent.content);
    if (read.is === "valid") return read.value;
  }
  return tiersSaid(events, athlete)?.circle ?? NO_CONTACTS;
}

/** The same, and in which event it was said. `events`: in the order of the room. */
export function tiersSaid(
  events: readonly TimelineEvent[],
  athlete: UserId,
): { readonly circle: Circle; readonly said: TimelineEvent } | undefined {
  for (const said of events.toReversed()) {
    if (said.type !== EVENTS.circle.type || said.sender !== athlete || said.redacted) continue;
    const read = decode("circle", said.content);
    if (read.is === "valid") return { circle: read.value, said };
  }
  return undefined;
}

/** The same circle with one person in another tier, or (`undefined`) without them. */
export const withTier = (circle: Circle, user: UserId, tier: number | undefined): Circle => ({
  ...circle,
  contacts: [
    ...circle.contacts.filter((contact) => contact.user !== user),
    ...(tier === undefined ? [] : [{ user, tier }]),
  ],
});
