import { utf8Bytes } from "./bytes.ts";

/**
 * Ids as opaque branded strings. Every cast from `string` to an id happens in this file, so an id in a
 * signature is one that somebody checked. Grammar: Matrix spec v1.16, appendices "Identifier grammar".
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Branded<"UserId">;
export type RoomId = Branded<"RoomId">;
export type EventId = Branded<"EventId">;
export type DeviceId = Branded<"DeviceId">;
/** `mxc://server/media`; never fetched by a page, only through the engine. */
export type MxcUri = Branded<"MxcUri">;
/** Client transaction id; also the local id of an outbox entry until its echo brings the event id. */
export type TxnId = Branded<"TxnId">;

/** Matrix allows 255 bytes for every id. */
const MAX_ID_BYTES = 255;
const fits = (text: string): boolean => text.length <= MAX_ID_BYTES && utf8Bytes(text) <= MAX_ID_BYTES;

export const isUserId = (text: unknown): text is UserId =>
  typeof text === "string" && fits(text) && /^@[^:\s]+:[^\s]+$/.test(text);
/** Room version 12 ids have no server part (MSC4291). */
export const isRoomId = (text: unknown): text is RoomId =>
  typeof text === "string" && fits(text) && /^![^\s]+$/.test(text);
export const isEventId = (text: unknown): text is EventId =>
  typeof text === "string" && fits(text) && /^\$[^\s]+$/.test(text);
export const isMxcUri = (text: unknown): text is MxcUri =>
  typeof text === "string" && fits(text) && /^mxc:\/\/[^/\s]+\/[A-Za-z0-9_-]+$/.test(text);

/** For values that a homeserver or our own store produced. A value of another form is a bug and throws. */
export const userId = (text: string): UserId => checked(text, isUserId, "user id");
export const roomId = (text: string): RoomId => checked(text, isRoomId, "room id");
export const eventId = (text: string): EventId => checked(text, isEventId, "event id");
export const mxcUri = (text: string): MxcUri => checked(text, isMxcUri, "mxc uri");
export const deviceId = (text: string): DeviceId => text as DeviceId;
export const txnId = (text: string): TxnId => text as TxnId;

/** Part between `@` and the first `:`; what a person would call the account. */
export const localpart = (id: UserId): string => id.slice(1, id.indexOf(":"));
export const serverOf = (id: UserId): string => id.slice(id.indexOf(":") + 1);

function checked<T extends string>(text: string, is: (value: unknown) => value is T, what: string): T {
  if (!is(text)) throw new TypeError(`not a ${what}`);
  return text;
}
