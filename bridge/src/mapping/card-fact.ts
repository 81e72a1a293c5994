import { isEventId, NS } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import type { ContentOf } from "@paceline/protocol/events";
import { isRecord } from "../appservice/transaction.ts";
import type { MatrixEvent } from "../appservice/transaction.ts";

type Meetup = ContentOf<"meetup">;
type Answer = Pick<ContentOf<"rsvp">, "status" | "guests" | "instance">;

/** What an event says about a card, reduced to what the rules read: notes of people are not kept. */
export type Said =
  | { readonly is: "card"; readonly meetup: Meetup }
  | { readonly is: "edit"; readonly meetup: Meetup }
  | { readonly is: "update"; readonly meetup: Meetup }
  | { readonly is: "answer"; readonly answer: Answer }
  | { readonly is: "reaction"; readonly key: string }
  | { readonly is: "roster"; readonly roster: ContentOf<"roster"> };

/** One event about a card. `ts`: `origin_server_ts`, milliseconds. */
export type CardFact = {
  readonly eventId: EventId;
  readonly card: EventId;
  readonly room: RoomId;
  readonly sender: UserId;
  readonly ts: number;
  readonly said: Said;
};

/** Somebody asked to redact an event. */
export type Redaction = { readonly target: EventId; readonly sender: UserId };

/** Spec, "Redactions": the target stands in the content since room version 11, beside it before. */
export const readRedaction = ({ type, redacts, content, sender }: MatrixEvent): Redaction | undefined => {
  const target = content["redacts"] ?? redacts;
  return type === "m.room.redaction" && isEventId(target) ? { target, sender: sender as UserId } : undefined;
};

/** `malformed`: one of our types that breaks its schema; skipped, never an exception. */
export type ReadFact = { readonly is: "fact"; readonly fact: CardFact } | { readonly is: "none" | "malformed" };

const NONE: ReadFact = { is: "none" };
const MALFORMED: ReadFact = { is: "malformed" };

/** Reads a clear timeline event; everything that is not about a card is `none`. */
export const readCardFact = (event: MatrixEvent): ReadFact => {
  const read = READERS.get(event.type);
  if (read === undefined) return NONE;
  const found = read(event);
  if (found === "none") return NONE;
  if (found === "malformed") return MALFORMED;
  const { event_id, room_id, sender, origin_server_ts: ts } = event;
  return {
    is: "fact",
    fact: {
      eventId: event_id as EventId,
      card: found.card,
      room: room_id as RoomId,
      sender: sender as UserId,
      ts,
      said: found.said,
    },
  };
};

/** A block of a version that we do not know is none for us. */
const unread = ({ is }: { readonly is: string }): "none" | "malformed" => (is === "malformed" ? "malformed" : "none");

type Found = { readonly card: EventId; readonly said: Said } | "none" | "malformed";

const readMessage = ({ event_id, content }: MatrixEvent): Found => {
  const relation = content["m.relates_to"];
  if (isRecord(relation) && relation["rel_type"] === "m.replace") {
    const decoded = decode("meetup", content["m.new_content"]);
    if (decoded.is !== "valid") return unread(decoded);
    if (!isEventId(relation["event_id"])) return "malformed";
    return { card: relation["event_id"], said: { is: "edit", meetup: lean(decoded.value) } };
  }
  const decoded = decode("meetup", content);
  if (decoded.is !== "valid") return unread(decoded);
  return { card: event_id as EventId, said: { is: "card", meetup: lean(decoded.value) } };
};

const readUpdate = ({ content }: MatrixEvent): Found => {
  const decoded = decode("meetupUpdate", content);
  if (decoded.is !== "valid") return unread(decoded);
  const { "m.relates_to": about, meetup } = decoded.value;
  return { card: about.event_id, said: { is: "update", meetup: lean(meetup) } };
};

const readAnswer = ({ content }: MatrixEvent): Found => {
  const decoded = decode("rsvp", content);
  if (decoded.is !== "valid") return unread(decoded);
  const { "m.relates_to": about, status, guests, instance } = decoded.value;
  return {
    card: about.event_id,
    said: { is: "answer", answer: { status, guests, ...(instance !== undefined && { instance }) } },
  };
};

/** Spec, "Reactions": `m.relates_to` with `rel_type: m.annotation`. */
const readReaction = ({ content }: MatrixEvent): Found => {
  const relation = content["m.relates_to"];
  if (!isRecord(relation) || relation["rel_type"] !== "m.annotation") return "none";
  const { event_id: card, key } = relation;
  if (!isEventId(card) || typeof key !== "string" || key.length > 100) return "none";
  return { card, said: { is: "reaction", key } };
};

const readRoster = ({ content }: MatrixEvent): Found => {
  const decoded = decode("roster", content);
  if (decoded.is !== "valid") return unread(decoded);
  return { card: decoded.value["m.relates_to"].event_id, said: { is: "roster", roster: decoded.value } };
};

const READERS: ReadonlyMap<string, (event: MatrixEvent) => Found> = new Map([
  ["m.room.message", readMessage],
  ["m.reaction", readReaction],
  [`${NS}.meetup_update`, readUpdate],
  [`${NS}.rsvp`, readAnswer],
  [`${NS}.roster`, readRoster],
]);

/** Types of timeline events that can be about a card. */
export const isAboutCards = (type: string): boolean => type === "m.room.redaction" || READERS.has(type);

const lean = ({ notes: _notes, ...meetup }: Meetup): Meetup => meetup;
