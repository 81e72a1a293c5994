import type { EventId, UserId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";

export type StateEvent = {
  readonly type: string;
  readonly key: string;
  readonly content: Content;
  readonly sender: UserId;
  readonly id: EventId;
  readonly ts: number;
  /** Who sent the invite this membership followed. */
  readonly invitedBy?: UserId;
};

/** Current state of one room. Never changed in place. */
export type RoomState = ReadonlyMap<string, StateEvent>;

/** NUL cannot stand in an event type that a homeserver accepts, so two pairs never share a key. */
export const stateKeyOf = (type: string, key: string): string => `${type}\u0000${key}`;

export const stateEvent = (state: RoomState, type: string, key = ""): StateEvent | undefined =>
  state.get(stateKeyOf(type, key));

export const stateContent = (state: RoomState, type: string, key = ""): Content =>
  stateEvent(state, type, key)?.content ?? {};

export function* statesOfType(state: RoomState, type: string): Generator<StateEvent> {
  for (const event of state.values()) if (event.type === type) yield event;
}

/** `value` if it is a text, else nothing: contents come from strangers. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
export const whole = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) ? (value as number) : undefined;
export const record = (value: unknown): Content =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Content) : {};
