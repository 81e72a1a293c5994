import type { Log } from "../log.ts";
import { inSavepoint, isStorageTrouble } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { DeadLetterStore } from "../store/dead-letter-store.ts";
import type { InboxStore, Received } from "../store/inbox-store.ts";
import type { RecentEvents } from "./recent-events.ts";
import type { Entry, MatrixEvent, Transaction } from "./transaction.ts";
import { readTransaction } from "./transaction.ts";

export type PassParts = {
  readonly db: Database;
  readonly store: InboxStore;
  readonly deadLetters: DeadLetterStore;
  readonly recent: RecentEvents;
  /** Applies one event: what it changes and what follows from it. An exception sets the event aside. */
  readonly work: (event: MatrixEvent) => void;
  readonly log: Log;
  readonly now: () => number;
};

/** What became of the entries; `ephemeral` is counted and passed over, nothing needs it yet. */
export type PassCounts = Record<"events" | "repeated" | "setAside" | "ephemeral", number>;

/**
 * Works off received transactions inside the open transaction of the database: each event once, with its effects, in their
 * order; then takes them out of the queue. Throws where the disk is in trouble; nothing of it stands then.
 */
export const workOff = (batch: readonly Received[], parts: PassParts): PassCounts => {
  const { store, recent } = parts;
  const counts: PassCounts = { events: 0, repeated: 0, setAside: 0, ephemeral: 0 };
  const tails = new Map<string, string>();
  for (const { body } of batch) {
    const { entries, ephemeral } = read(body, parts);
    for (const entry of entries) counts[workOffEntry(entry, tails, parts)] += 1;
    counts.ephemeral += ephemeral.length;
  }
  for (const [room, eventId] of tails) store.setTail(room, eventId);
  store.finish(batch.at(-1)?.id ?? 0, recent.added());
  return counts;
};

const read = (body: Uint8Array, parts: PassParts): Transaction => {
  try {
    return readTransaction(body);
  } catch {
    setAside("transaction", "NO_JSON", Buffer.from(body).toString("utf8"), parts);
    return { entries: [], ephemeral: [] };
  }
};

const workOffEntry = (
  entry: Entry,
  tails: Map<string, string>,
  parts: PassParts,
): "events" | "repeated" | "setAside" => {
  if (entry.is === "broken") {
    setAside("entry", "NO_EVENT", JSON.stringify(entry.raw), parts);
    return "setAside";
  }
  const { event } = entry;
  if (!parts.recent.add(event.event_id)) return "repeated";
  tails.set(event.room_id, event.event_id);
  try {
    inSavepoint(parts.db, () => parts.work(event));
    return "events";
  } catch (error) {
    if (isStorageTrouble(error)) throw error;
    const about = { err: error, code: "WORK_FAILED", event: event.event_id, room: event.room_id };
    parts.log.error(about, "event set aside");
    setAside(event.event_id, "WORK_FAILED", JSON.stringify(event), parts);
    return "setAside";
  }
};

const setAside = (ref: string, code: string, body: string, { deadLetters, now }: PassParts): void =>
  deadLetters.keep({ source: "inbox", ref, code, body }, now());
