import type { AnswerFact } from "@paceline/domain";
import type { EventId, UserId } from "@paceline/protocol";
import { decode, EVENTS } from "@paceline/protocol/events";
import type { Delivery } from "@paceline/protocol/port";
import type { OutboxEntry } from "../outbox/outbox-port.ts";
import { deliveryOf } from "../timeline/pending.ts";

export type PendingAnswer = { readonly facts: readonly AnswerFact[]; readonly delivery: Delivery };

/** My answers to a card that have not come back yet; the delivery is the newest one's. One that failed is shown, but does not count. */
export function pendingAnswers(
  entries: readonly OutboxEntry[],
  card: EventId,
  me: UserId,
  echoed: (id: string) => boolean,
): PendingAnswer | undefined {
  let delivery: Delivery | undefined;
  const facts: AnswerFact[] = [];
  for (const { intent, txnId, at, state } of entries) {
    if (intent.is !== "event" || intent.type !== EVENTS.rsvp.type) continue;
    const answer = decode("rsvp", intent.content);
    if (answer.is !== "valid" || answer.value["m.relates_to"].event_id !== card) continue;
    const eventId = state.is === "sent" ? state.eventId : (txnId as string as EventId);
    if (echoed(eventId)) continue;
    delivery = deliveryOf(state);
    if (state.is !== "failed") facts.push({ is: "AnswerGiven", eventId, ts: at, sender: me, answer: answer.value });
  }
  return delivery === undefined ? undefined : { facts, delivery };
}
