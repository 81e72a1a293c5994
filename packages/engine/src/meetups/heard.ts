import { compareMoments } from "@paceline/domain";
import type { StandingAnswer } from "@paceline/domain";
import type { UserId } from "@paceline/protocol";
import type { Dossier } from "./dossier.ts";

/** What a sequencer decides from. */
export type Heard = {
  /** In the order in which they came here. */
  readonly answers: readonly StandingAnswer[];
  /** People who may have answered since, in an event that cannot be read. */
  readonly unsure: ReadonlySet<UserId>;
};

/**
 * What `me` decides from. `undefined` while I said something about this card that this device cannot read: it may be my last roster. An unreadable event
 * of anybody else may be an answer: it leaves that person in their place and holds up nobody.
 */
export function heard({ events: { card, related }, standing }: Dossier, me: UserId): Heard | undefined {
  const unsure = new Set<UserId>();
  for (const { id, ts, sender, relation, unread, redacted } of related.values()) {
    if (unread === undefined || redacted || relation?.type !== "m.reference" || relation.target !== card.id) continue;
    if (sender === me) return undefined;
    const known = standing.get(sender);
    if (known === undefined || compareMoments(known.at, { ts, eventId: id }) < 0) unsure.add(sender);
  }
  const pos = (answer: StandingAnswer): number => related.get(answer.since.eventId)?.pos ?? Number.MAX_SAFE_INTEGER;
  return { answers: [...standing.values()].sort((a, b) => pos(a) - pos(b)), unsure };
}
