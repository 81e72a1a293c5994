import type { EventId, UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import { compareMoments } from "../../answers/index.ts";
import { acksIn, acksOf, readersOf } from "./acks.ts";
import type { Ack, AcksHeard } from "./acks.ts";
import type { AlertFact, AlertOutgoing, AlertPosted, AlertRead } from "./facts.ts";
import type { CircleScope } from "./scope.ts";

/** One alert, however often and on whichever way it came. Without anything that depends on who looks or when. */
export type LogicalAlert = {
  readonly identifier: string;
  readonly cause: "sos" | "overdue" | "test";
  readonly status: AlertBlock["status"];
  /** What it says now: the athlete's newest word, else the bot's. */
  readonly block: AlertBlock;
  /** First event that the server has; absent while it is on its way out. */
  readonly eventId?: EventId;
  /** Server time of that event, ms; before it is sent the time of this device. */
  readonly sentMs: number;
  readonly state: "queued" | "sending" | "sent" | "delivered" | "acknowledged" | "resolved" | "cancelled" | "failed";
  /** One a person, earliest first. */
  readonly acks: readonly Ack[];
  readonly deliveredTo: readonly UserId[];
  /** The athlete's all-clear: `resolved` where somebody had acknowledged before, else `cancelled`. */
  readonly ended?: { readonly ts: number; readonly eventId: EventId; readonly readBy: readonly UserId[] };
  /** How far my answer to it is, or to an alert of mine the all-clear, while the server does not have it. */
  readonly underWay?: AlertOutgoing["state"];
  /** Since when the athlete is known to have been forced, and who acknowledged that: an earlier acknowledgement does not know it. */
  readonly duress?: { readonly ms: number; readonly acks: readonly Ack[] };
};

/** The circle's alerts, newest first. A function of the set of facts; each fact is read a few times, however many alerts there are. */
export function alertsOf(facts: Iterable<AlertFact>, scope: CircleScope): readonly LogicalAlert[] {
  const all = [...facts];
  const posted = unique(all);
  const raised = Map.groupBy(posted, (fact) => raises(fact, scope));
  raised.delete(undefined);
  // An update alone is no alert: its alert may still be decrypted.
  const alerts = [...raised].filter(([, said]) => said.some(({ block }) => block.msgType === "Alert"));
  const around: Around = {
    scope,
    starts: alerts.map(([, said]) => said[0]?.ts ?? 0),
    ends: endsIn(posted, scope),
    heard: acksIn(all, scope),
    read: all.filter((fact) => fact.is === "AlertRead"),
  };
  const sent = alerts.flatMap(([identifier = "", said]) => {
    const first = said.find(({ block }) => block.msgType === "Alert");
    return first === undefined ? [] : [logical({ identifier, first, said }, around)];
  });
  const waiting = outgoing(all, scope).filter(({ block }) => !raised.has(block.identifier));
  const replies = repliesIn(all, scope);
  return [...sent, ...waiting.map(onItsWay)]
    .map((alert) => withReply(alert, replies.get(alert.identifier)))
    .sort(newestFirst);
}

/** By alert: what I wrote last to answer or to end it, and the server does not have. */
const repliesIn = (all: readonly AlertFact[], { athlete }: CircleScope): ReadonlyMap<string, AlertOutgoing> =>
  new Map(
    all
      .filter((fact) => fact.is === "AlertOutgoing")
      .filter(({ sender, block }) => (sender === athlete ? isEnd(block) : block.msgType === "Ack"))
      .flatMap((reply) => reply.block.references.map(({ identifier }) => [identifier, reply] as const)),
  );

/** A reply that failed before one that arrived says nothing any more. */
function withReply(alert: LogicalAlert, reply: AlertOutgoing | undefined): LogicalAlert {
  if (reply === undefined || alert.ended !== undefined) return alert;
  const { acks } = alert.duress ?? alert;
  return acks.some(({ user }) => user === reply.sender) ? alert : { ...alert, underWay: reply.state };
}

/** Also one that was forced: it looks like an end on the athlete's devices. */
const isEnd = (block: AlertBlock): boolean =>
  block.msgType === "Cancel" || (block.msgType === "Update" && isDuress(block));

const newestFirst = (a: LogicalAlert, b: LogicalAlert): number =>
  b.sentMs - a.sentMs || (a.identifier < b.identifier ? -1 : 1);

/** Alerts of mine that the server does not have yet, the newest state of each. */
function outgoing(all: readonly AlertFact[], { athlete }: CircleScope): readonly AlertOutgoing[] {
  const mine = all.filter((fact) => fact.is === "AlertOutgoing");
  const alerts = mine.filter(({ sender, block }) => sender === athlete && block.msgType === "Alert");
  return [...new Map(alerts.map((fact) => [fact.block.identifier, fact])).values()];
}

/** Which alert a message raises or changes; `undefined` where its sender may not, or where it does something else. */
function raises({ sender, block }: AlertPosted, { athlete, bot }: CircleScope): string | undefined {
  if (block.info === undefined) return undefined;
  if (sender === athlete && block.msgType === "Alert") return block.identifier;
  if (sender === athlete && block.msgType === "Update") return block.references[0]?.identifier;
  const timer = block.info.parameter?.timer;
  const isLine = block.msgType === "Alert" && block.status === "Actual" && timer === block.identifier;
  return sender === bot && isLine ? block.identifier : undefined;
}

/** The athlete's first all-clear for each alert. `posted`: earliest first. */
const endsIn = (posted: readonly AlertPosted[], { athlete }: CircleScope): ReadonlyMap<string, AlertPosted> =>
  new Map(
    posted
      .filter(({ sender, block }) => sender === athlete && block.msgType === "Cancel")
      .toReversed()
      .flatMap((end) => end.block.references.map(({ identifier }) => [identifier, end] as const)),
  );

/** What is looked up for each alert. */
type Around = {
  readonly scope: CircleScope;
  /** When each alert began, earliest first. */
  readonly starts: readonly number[];
  readonly ends: ReadonlyMap<string, AlertPosted>;
  readonly heard: AcksHeard;
  readonly read: readonly AlertRead[];
};
type Said = { readonly identifier: string; readonly first: AlertPosted; readonly said: readonly AlertPosted[] };

function logical({ identifier, first, said }: Said, { scope, starts, ends, heard, read }: Around): LogicalAlert {
  const newest = said.findLast(({ sender }) => sender === scope.athlete) ?? first;
  const end = ends.get(identifier);
  const duress = said.find(({ block }) => isDuress(block));
  const fromMs = first.ts;
  const next = starts.find((ts) => ts > fromMs) ?? Infinity;
  const about = {
    identifier,
    events: new Set(said.map(({ eventId }) => eventId)),
    toMs: Math.min(next, end?.ts ?? Infinity),
  };
  const acks = acksOf(heard, { ...about, fromMs });
  const readers = readersOf(read, first, scope);
  const deliveredTo = [...new Set([...acks.map(({ user }) => user), ...readers])].sort();
  const heardBefore = acks.some(({ ts }) => end === undefined || ts <= end.ts);
  const over = heardBefore ? "resolved" : "cancelled";
  return {
    identifier,
    cause: causeOf(newest.block),
    status: newest.block.status,
    block: newest.block,
    eventId: first.eventId,
    sentMs: fromMs,
    state: end === undefined ? reached(acks, deliveredTo) : over,
    acks,
    deliveredTo,
    ...(end === undefined ? {} : { ended: { ts: end.ts, eventId: end.eventId, readBy: readersOf(read, end, scope) } }),
    ...(duress === undefined
      ? {}
      : { duress: { ms: duress.ts, acks: acksOf(heard, { ...about, fromMs: duress.ts }, duress.ts) } }),
  };
}

function reached(acks: readonly Ack[], deliveredTo: readonly UserId[]): LogicalAlert["state"] {
  if (acks.length > 0) return "acknowledged";
  return deliveredTo.length > 0 ? "delivered" : "sent";
}

const onItsWay = ({ block, state, ts }: AlertOutgoing): LogicalAlert => ({
  identifier: block.identifier,
  cause: causeOf(block),
  status: block.status,
  block,
  sentMs: ts,
  state,
  acks: [],
  deliveredTo: [],
  ...(isDuress(block) ? { duress: { ms: ts, acks: [] } } : {}),
});

const isDuress = ({ info }: AlertBlock): boolean => info?.parameter?.duress === true;

function causeOf({ status, info }: AlertBlock): LogicalAlert["cause"] {
  if (status === "Test") return "test";
  return info?.parameter?.timer === undefined ? "sos" : "overdue";
}

function unique(facts: readonly AlertFact[]): readonly AlertPosted[] {
  const posted = facts.filter((fact) => fact.is === "AlertPosted");
  return [...new Map(posted.map((fact) => [fact.eventId, fact])).values()].sort(compareMoments);
}
