import { decode, EVENTS } from "@paceline/protocol/events";
import type { Circle } from "@paceline/protocol/events";
import type { UserId } from "@paceline/protocol";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** Until the athlete chooses. */
const ESCALATE_S = 300;

export const NO_CONTACTS: Circle = { v: 1, contacts: [], escalate_s: ESCALATE_S };

/** The athlete's newest word on who is alerted when. Whoever is not named belongs to the first tier. */
export function tiersOf(events: readonly TimelineEvent[], athlete: UserId): Circle {
  const said = events.filter(
    ({ type, sender, redacted }) => type === EVENTS.circle.type && sender === athlete && !redacted,
  );
  for (const { content } of said.toReversed()) {
    const read = decode("circle", content);
    if (read.is === "valid") return read.value;
  }
  return NO_CONTACTS;
}

/** The same circle with one person in another tier, or (`undefined`) without them. */
export const withTier = (circle: Circle, user: UserId, tier: number | undefined): Circle => ({
  ...circle,
  contacts: [
    ...circle.contacts.filter((contact) => contact.user !== user),
    ...(tier === undefined ? [] : [{ user, tier }]),
  ],
});
