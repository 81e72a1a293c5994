export type Content = { readonly [key: string]: unknown };

/** An event in a room of the fake. Only a redaction changes it later. */
export type RoomEvent = {
  readonly event_id: string;
  readonly room_id: string;
  readonly type: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly state_key?: string;
  content: Content;
  /** Place in the one stream of the server. */
  readonly position: number;
  /** Place in its room. */
  readonly index: number;
  /** History visibility of the room when it was sent. */
  readonly visibility: string;
  /** State event of the same key that it replaced. */
  readonly replaced: RoomEvent | undefined;
  /** Sender's device and transaction id, shown to that device alone. */
  readonly transaction: { readonly device: string; readonly id: string } | undefined;
  redactedBecause: RoomEvent | undefined;
};

export type NewEvent = {
  readonly type: string;
  readonly sender: string;
  readonly content: Content;
  readonly state_key?: string;
  readonly transaction?: { readonly device: string; readonly id: string };
  /** Delayed events carry the time they were due. */
  readonly timestamp?: number;
};

export const isObject = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const objectOf = (value: unknown): Content => (isObject(value) ? value : {});

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const relationOf = (event: { readonly content: Content }): Content => objectOf(event.content["m.relates_to"]);

/** Fields of the content that outlive a redaction, room version 11 (spec, "Redactions"). */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  "m.room.member": ["membership", "join_authorised_via_users_server"],
  "m.room.join_rules": ["join_rule", "allow"],
  "m.room.history_visibility": ["history_visibility"],
  "m.room.power_levels": [
    "ban",
    "events",
    "events_default",
    "invite",
    "kick",
    "redact",
    "state_default",
    "users",
    "users_default",
  ],
  "m.room.redaction": ["redacts"],
};

export function redact(event: RoomEvent, because: RoomEvent): void {
  if (event.type !== "m.room.create") {
    const kept = KEPT[event.type] ?? [];
    event.content = Object.fromEntries(Object.entries(event.content).filter(([key]) => kept.includes(key)));
  }
  event.redactedBecause = because;
}
