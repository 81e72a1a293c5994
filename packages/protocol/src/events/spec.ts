import { z } from "zod";
import { isEventId, isRoomId, isUserId } from "../ids.ts";
import type { EventId, RoomId, UserId } from "../ids.ts";

/** Roles in falling order of power; the levels are the club's `m.room.power_levels`. */
export type Sender = "bot" | "owner" | "captain" | "moderator" | "leader" | "member" | "author" | "organiser";

/**
 * One event of ours: its shape, where it lives, who may send it, and a sample that the tests decode.
 * - `state`: state event of its own type, `stateKey` says what the key is
 * - `event`: timeline event of its own type
 * - `block`: one extra key (named `type`) inside an `m.room.message` that every client can show
 */
export type EventSpec<Schema extends z.ZodType = z.ZodType> = {
  readonly type: string;
  readonly carrier: "state" | "event" | "block";
  /**
   * `own`: the sender's user id. `user`: a user id without its `@`, set by somebody else: the auth rules let only that user set a key that begins
   * with `@`.
   */
  readonly stateKey?: "empty" | "user" | "own";
  /** Who counts as an allowed sender. In encrypted rooms the server cannot enforce it: every reader checks. */
  readonly maySend: readonly Sender[];
  readonly schema: Schema;
  readonly sample: z.input<Schema>;
};

export const defineEvent = <const Schema extends z.ZodType>(spec: EventSpec<Schema>): EventSpec<Schema> => spec;

export const UserIdShape = z.custom<UserId>(isUserId, "not a user id");
export const RoomIdShape = z.custom<RoomId>(isRoomId, "not a room id");
export const EventIdShape = z.custom<EventId>(isEventId, "not an event id");

/** Canonical JSON knows no floats (spec, appendix "Canonical JSON"), so every number of ours is a safe integer. */
export const Whole = z.int();
export const Count = z.int().min(0);

/** `geo:lat,lon[,alt][;u=metres]`, RFC 5870, WGS 84. */
export const GeoUri = z
  .string()
  .max(100)
  .regex(/^geo:-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?(,-?\d+(\.\d+)?)?(;[a-z]+=[\w.-]+)*$/i, "not a geo: uri (RFC 5870)");

/** RFC 3339 instant in UTC, `2026-11-22T08:00:00Z`. */
export const UtcInstant = z.iso.datetime().max(32);
/** Wall time without a zone, `2026-11-22T09:00:00`. */
export const LocalTime = z.iso.datetime({ local: true }).max(32).regex(/\d$/, "a wall time has no zone");
/** IANA name; whether it exists is the domain's question. */
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+\-/]*$/, "not an IANA time zone");

/** `m.relates_to` with `rel_type: m.reference` (spec, "Reference relations"); stays readable in encrypted rooms. */
export const ReferenceTo = z.looseObject({
  rel_type: z.literal("m.reference"),
  event_id: EventIdShape,
});
