import type { RoomId } from "@paceline/protocol";
import { isRoomId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import { record, text } from "../projection/room-state.ts";

/** The parts of `GET /sync` (spec, "Syncing") that the projection reads, taken apart without believing any of it. */
export type SyncResponse = Content;

export type RoomPart = {
  readonly id: RoomId;
  readonly timeline: readonly unknown[];
  readonly limited: boolean;
  readonly prevBatch: string | undefined;
  /** State at the start of the timeline, or (`stateIsAfter`, MSC4222) at its end. */
  readonly state: readonly unknown[];
  readonly stateIsAfter: boolean;
  readonly ephemeral: readonly unknown[];
  readonly accountData: readonly unknown[];
  /** The server's count of what notifies; 0 is believed, because it means that all is read. */
  readonly notifications: number | undefined;
};

export type Section = "join" | "invite" | "knock" | "leave";

export function* roomsOf(response: SyncResponse, section: Section): Generator<[RoomId, Content]> {
  for (const [id, part] of Object.entries(record(record(response["rooms"])[section])))
    if (isRoomId(id)) yield [id, record(part)];
}

export function roomPart(id: RoomId, part: Content): RoomPart {
  const timeline = record(part["timeline"]);
  const after = part["state_after"] ?? part["org.matrix.msc4222.state_after"];
  const count = record(part["unread_notifications"])["notification_count"];
  return {
    id,
    timeline: events(timeline),
    limited: timeline["limited"] === true,
    prevBatch: text(timeline["prev_batch"]),
    state: events(record(after ?? part["state"])),
    stateIsAfter: after !== undefined,
    ephemeral: events(record(part["ephemeral"])),
    accountData: events(record(part["account_data"])),
    notifications: typeof count === "number" ? count : undefined,
  };
}

export const events = (holder: Content): readonly unknown[] =>
  Array.isArray(holder["events"]) ? holder["events"] : [];
