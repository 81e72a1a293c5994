import type { EventId, UserId } from "@paceline/protocol";
import { answerOfReaction, compareMoments } from "../../answers/index.ts";
import type { Moment } from "../../answers/index.ts";
import type { AlertFact, AlertRead } from "./facts.ts";
import { isPlainAck } from "./plain-ack.ts";
import type { CircleScope } from "./scope.ts";

/** Somebody said that they know and act: by our button, a ✅ or another yes, or a plain "OK". */
export type Ack = Moment & { readonly user: UserId; readonly by: "block" | "reaction" | "text" };

/** A circle's acknowledgements by what they stand on: no alert has to go through those of all others. */
export type AcksHeard = {
  /** By the identifier of the alert that they name. */
  readonly naming: ReadonlyMap<string, readonly Ack[]>;
  /** By the message that they react or reply to. */
  readonly on: ReadonlyMap<EventId, readonly Ack[]>;
  /** An "OK" that replies to nothing. */
  readonly alone: readonly Ack[];
};

type About = {
  readonly identifier: string;
  /** Messages of this alert: what a reaction or a reply may stand on. */
  readonly events: ReadonlySet<EventId>;
  /** An "OK" that replies to nothing counts for the alert that was open and newest then. */
  readonly fromMs: number;
  readonly toMs: number;
};

/** Every acknowledgement that stands. The athlete's and the bot's own count for nothing. */
export function acksIn(facts: readonly AlertFact[], scope: CircleScope): AcksHeard {
  const redacted = new Set(facts.flatMap((fact) => (fact.is === "AlertRedacted" ? [fact.target] : [])));
  const naming = new Map<string, Ack[]>();
  const on = new Map<EventId, Ack[]>();
  const alone: Ack[] = [];
  for (const fact of facts) {
    if (fact.is === "AlertRead" || fact.is === "AlertRedacted" || fact.is === "AlertOutgoing") continue;
    const { sender: user, ts, eventId } = fact;
    if (!isContact(user, scope) || redacted.has(eventId)) continue;
    const ack = (by: Ack["by"]): Ack => ({ user, ts, eventId, by });
    if (fact.is === "AlertPosted") {
      if (fact.block.msgType !== "Ack") continue;
      for (const { identifier } of fact.block.references) add(naming, identifier, ack("block"));
    } else if (fact.is === "AlertReacted") {
      if (answerOfReaction(fact.key) === "yes") add(on, fact.target, ack("reaction"));
    } else if (isPlainAck(fact.body)) {
      if (fact.target === undefined) alone.push(ack("text"));
      else add(on, fact.target, ack("text"));
    }
  }
  return { naming, on, alone };
}

/** Each person's first acknowledgement of one alert at or after `sinceMs`, earliest first. */
export function acksOf(
  heard: AcksHeard,
  { identifier, events, fromMs, toMs }: About,
  sinceMs = -Infinity,
): readonly Ack[] {
  const acks = [
    ...(heard.naming.get(identifier) ?? []),
    ...[...events].flatMap((event) => heard.on.get(event) ?? []),
    ...heard.alone.filter(({ ts }) => ts >= fromMs && ts < toMs),
  ].filter(({ ts }) => ts >= sinceMs);
  const first = new Map<UserId, Ack>();
  for (const ack of acks.sort(compareMoments)) if (!first.has(ack.user)) first.set(ack.user, ack);
  return [...first.values()];
}

/** Contacts that have this event, by a receipt on it or on a later one; sorted. */
export function readersOf(read: readonly AlertRead[], { ts, eventId }: Moment, scope: CircleScope): readonly UserId[] {
  const readers = read.filter((one) => (one.eventId === eventId || one.ts > ts) && isContact(one.user, scope));
  return [...new Set(readers.map(({ user }) => user))].sort();
}

const isContact = (user: UserId, { athlete, bot, isMember }: CircleScope): boolean =>
  user !== athlete && user !== bot && isMember(user);

function add<K, V>(all: Map<K, V[]>, key: K, value: V): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, [value]);
  else known.push(value);
}
