import type { Encryption } from "./encryption.ts";
import { objectAt, textAt, type JsonObject } from "./json.ts";
import type { RawEvent, Room } from "./room.ts";

/** One event as this client can read it now. */
export type TimelineEvent = RawEvent & {
  readonly encrypted: boolean;
  /** Why an encrypted event cannot be read; absent when it can. A key that comes later changes this. */
  readonly unreadable?: string;
};

export function readTimeline(room: Room, encryption: Encryption | undefined): readonly TimelineEvent[] {
  return room.timeline.map((event) => readEvent(room.id, event, encryption));
}

function readEvent(roomId: string, event: RawEvent, encryption: Encryption | undefined): TimelineEvent {
  const isCipher = event.type === "m.room.encrypted" && event.state_key === undefined && "ciphertext" in event.content;
  if (!isCipher) return { ...event, encrypted: false };
  if (encryption === undefined) return { ...event, encrypted: true, unreadable: "no encryption" };
  const opened = encryption.decrypt(roomId, event);
  if (!opened.readable) return { ...event, encrypted: true, unreadable: opened.reason };
  return { ...event, type: opened.type, content: opened.content, encrypted: true };
}

/** A message as an ordinary Matrix client shows it, which knows nothing of our blocks. */
export type ShownMessage = {
  readonly eventId: string;
  readonly sender: string;
  readonly body: string;
  readonly edited: boolean;
  readonly repliesTo: string | undefined;
  readonly encrypted: boolean;
  /** Reaction key → people, in the order in which they reacted. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
};

/** Messages with edits and reactions applied and redacted ones left out. */
export function shownMessages(events: readonly TimelineEvent[]): readonly ShownMessage[] {
  const redacted = new Set(events.flatMap(redactedBy));
  const standing = events.filter(
    (event) => !redacted.has(event.event_id) && event.unsigned?.["redacted_because"] === undefined,
  );
  return standing
    .filter((event) => event.type === "m.room.message" && relation(event).type !== "m.replace")
    .map((message) => show(message, standing));
}

function show(message: TimelineEvent, standing: readonly TimelineEvent[]): ShownMessage {
  const related = standing.filter((event) => relation(event).target === message.event_id);
  const edit = related.findLast((event) => relation(event).type === "m.replace" && event.sender === message.sender);
  const content = edit === undefined ? message.content : objectAt(edit.content, "m.new_content");
  const reactions: Record<string, string[]> = {};
  for (const event of related.filter((candidate) => candidate.type === "m.reaction")) {
    const people = (reactions[textAt(event.content, "m.relates_to", "key") ?? ""] ??= []);
    if (!people.includes(event.sender)) people.push(event.sender);
  }
  return {
    eventId: message.event_id,
    sender: message.sender,
    body: textAt(content, "body") ?? "",
    edited: edit !== undefined,
    repliesTo: textAt(message.content, "m.relates_to", "m.in_reply_to", "event_id"),
    encrypted: message.encrypted,
    reactions,
  };
}

/** Room versions before 11 keep the target beside the content, later ones inside. */
function redactedBy(event: TimelineEvent): readonly string[] {
  if (event.type !== "m.room.redaction") return [];
  const target = event.redacts ?? textAt(event.content, "redacts");
  return target === undefined ? [] : [target];
}

function relation(event: RawEvent): { readonly type: string | undefined; readonly target: string | undefined } {
  const content: JsonObject = objectAt(event.content, "m.relates_to");
  return { type: textAt(content, "rel_type"), target: textAt(content, "event_id") };
}
