import type { EventId, UserId } from "@paceline/protocol";
import { answerOfReaction, compareMoments } from "../../answers/index.ts";
import type { Moment } from "../../answers/index.ts";
import type { AlertFact } from "./facts.ts";
import { isPlainAck } from "./plain-ack.ts";
import type { CircleScope } from "./scope.ts";

/** Somebody said that they know and act: by our button, a ✅ or another yes, or a plain "OK". */
export type Ack = Moment & { readonly user: UserId; readonly by: "block" | "reaction" | "text" };

type About = {
  readonly identifier: string;
  /** Messages of this alert: what a reaction or a reply may stand on. */
  readonly events: ReadonlySet<EventId>;
  /** An "OK" that replies to nothing counts for the alert that was open and newest then. */
  readonly fromMs: number;
  readonly toMs: number;
};

/** Each person's first acknowledgement that stands, earliest first. The athlete's and the bot's own count for nothing. */
export function acksOf(facts: readonly AlertFact[], scope: CircleScope, about: About): readonly Ack[] {
  const redacted = new Set(facts.flatMap((fact) => (fact.is === "AlertRedacted" ? [fact.target] : [])));
  const acks = facts.flatMap((fact): Ack[] => {
    const by = ackBy(fact, about);
    if (by === undefined || fact.is === "AlertRedacted" || fact.is === "AlertOutgoing" || fact.is === "AlertRead")
      return [];
    const { sender: user, ts, eventId } = fact;
    return isContact(user, scope) && !redacted.has(eventId) ? [{ user, ts, eventId, by }] : [];
  });
  const first = new Map<UserId, Ack>();
  for (const ack of acks.sort(compareMoments)) if (!first.has(ack.user)) first.set(ack.user, ack);
  return [...first.values()];
}

/** Contacts that have this event, by a receipt on it or on a later one; sorted. */
export function readersOf(facts: readonly AlertFact[], { ts, eventId }: Moment, scope: CircleScope): readonly UserId[] {
  const readers = facts.flatMap((fact) =>
    fact.is === "AlertRead" && (fact.eventId === eventId || fact.ts > ts) && isContact(fact.user, scope)
      ? [fact.user]
      : [],
  );
  return [...new Set(readers)].sort();
}

const isContact = (user: UserId, { athlete, bot, isMember }: CircleScope): boolean =>
  user !== athlete && user !== bot && isMember(user);

function ackBy(fact: AlertFact, { identifier, events, fromMs, toMs }: About): Ack["by"] | undefined {
  switch (fact.is) {
    case "AlertPosted": {
      const { msgType, references } = fact.block;
      return msgType === "Ack" && references.some((one) => one.identifier === identifier) ? "block" : undefined;
    }
    case "AlertReacted":
      return events.has(fact.target) && answerOfReaction(fact.key) === "yes" ? "reaction" : undefined;
    case "AlertAnswered": {
      const isAbout = fact.target === undefined ? fact.ts >= fromMs && fact.ts < toMs : events.has(fact.target);
      return isAbout && isPlainAck(fact.body) ? "text" : undefined;
    }
    case "AlertRead":
    case "AlertRedacted":
    case "AlertOutgoing":
      return undefined;
  }
}
