import type { EventId, TxnId } from "@paceline/protocol";
import { isEventId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import type { Intent } from "./outbox-port.ts";

/** Transaction ids in the place of event ids, each once. */
export function localReferences(intent: Intent): readonly TxnId[] {
  const found = new Set<TxnId>();
  withReferences(intent, (reference) => {
    if (!isEventId(reference)) found.add(reference);
    return reference;
  });
  return [...found];
}

/** The same intent with the event id in every place where `txnId` stood. */
export const resolved = (intent: Intent, txnId: TxnId, eventId: EventId): Intent =>
  withReferences(intent, (reference) => (reference === txnId ? eventId : reference));

type Reference = EventId | TxnId;

function withReferences(intent: Intent, change: (reference: Reference) => Reference): Intent {
  if (intent.is === "redact") return { ...intent, eventId: change(intent.eventId) };
  return { ...intent, content: copy(intent.content, change) as Content };
}

function copy(value: unknown, change: (reference: Reference) => Reference): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "event_id" && typeof item === "string" ? change(item as Reference) : copy(item, change),
    ]),
  );
}
