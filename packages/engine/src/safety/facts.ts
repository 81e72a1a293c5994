import type { AlertFact } from "@paceline/domain/safety";
import { decode } from "@paceline/protocol/events";
import type { EventId, UserId } from "@paceline/protocol";
import { replyOf } from "../ingest/relation.ts";
import type { OutboxEntry } from "../outbox/outbox-port.ts";
import type { Receipts } from "../projection/batch.ts";
import { text } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { alertIn } from "./alert-in.ts";

export type Heard = {
  readonly events: readonly TimelineEvent[];
  readonly receipts: Receipts;
  /** What I wrote there and the server has not given back. */
  readonly waiting: readonly OutboxEntry[];
  readonly me: UserId;
};

/** What was said and done in a circle, as the rules about alerts read it. */
export function factsOf({ events, receipts, waiting, me }: Heard): AlertFact[] {
  const said = events.flatMap(factOf);
  const byId = new Map(events.map((event) => [event.id, event]));
  const read = [...receipts].flatMap(([user, { eventId }]): AlertFact[] => {
    const event = byId.get(eventId);
    return event === undefined ? [] : [{ is: "AlertRead", user, eventId, ts: event.ts }];
  });
  return [...said, ...read, ...waiting.flatMap((entry) => outgoing(entry, me))];
}

function factOf(event: TimelineEvent): AlertFact[] {
  const { id: eventId, ts, sender, type, content, relation } = event;
  if (event.redacted) return [{ is: "AlertRedacted", target: eventId }];
  if (type === "m.reaction" && relation?.key !== undefined)
    return [{ is: "AlertReacted", eventId, ts, sender, target: relation.target, key: relation.key }];
  if (type !== "m.room.message" || relation?.type === "m.replace") return [];
  const alert = alertIn(event);
  if (alert.is === "valid") return [{ is: "AlertPosted", eventId, ts, sender, block: alert.value }];
  const body = text(content["body"]);
  if (body === undefined || alert.is !== "absent") return [];
  return [{ is: "AlertAnswered", eventId, ts, sender, body, ...targetOf(event) }];
}

const targetOf = ({ content, relation }: TimelineEvent): { target?: EventId } => {
  const target = replyOf(content) ?? relation?.target;
  return target === undefined ? {} : { target };
};

function outgoing({ intent, state, at: ts }: OutboxEntry, me: UserId): AlertFact[] {
  if (intent.is !== "event" || intent.type !== "m.room.message") return [];
  const alert = decode("alert", intent.content);
  if (alert.is !== "valid") return [];
  const place = { sender: me, block: alert.value, ts };
  // The server has it: only its echo is missing.
  if (state.is === "sent") return [{ is: "AlertPosted", eventId: state.eventId, ...place }];
  return [{ is: "AlertOutgoing", state: state.is, ...place }];
}
