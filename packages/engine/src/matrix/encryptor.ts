import { MatrixError, MatrixEvent } from "matrix-js-sdk";
import { EVENTS } from "@paceline/protocol/events";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Projection } from "../projection/projection.ts";
import type { Content } from "./client-port.ts";
import type { CryptoRooms } from "./crypto-rooms.ts";
import { path } from "./http.ts";
import type { Http } from "./http.ts";

/** Clear in every room: servers and plain clients count reactions, and a server rings for a bell without being able to read anything. */
const ALWAYS_CLEAR: ReadonlySet<string> = new Set(["m.reaction", EVENTS.sosBell.type]);

/** An event as it goes to the server. */
export type Wire = { readonly type: string; readonly content: Content };

/**
 * The one way from a plain event to the wire, for what is sent now and for what a server shall send later. Rejects while the sync that says how the
 * room is encrypted is still to come.
 */
export type Encryptor = (roomId: RoomId, type: string, content: Content) => Promise<Wire>;

export function createEncryptor(http: Http, rooms: CryptoRooms, projection: Projection, me: UserId): Encryptor {
  const clear = new Set<RoomId>();

  /** Asks the server before the first clear word: a sync can bring a room before the event that encrypts it. */
  async function isClear(roomId: RoomId): Promise<boolean> {
    if (projection.rooms.get(roomId)?.encrypted === true) return false;
    if (clear.has(roomId)) return true;
    try {
      await http.call("GET", path("rooms", roomId, "state", "m.room.encryption"));
      return false;
    } catch (error) {
      if (!(error instanceof MatrixError) || error.errcode !== "M_NOT_FOUND") throw error;
      clear.add(roomId);
      return true;
    }
  }

  return async (roomId, type, content) => {
    if (ALWAYS_CLEAR.has(type) || (await isClear(roomId))) return { type, content };
    const room = await rooms.ensure(roomId);
    const event = new MatrixEvent({ type, room_id: roomId, sender: me, content: { ...content } });
    await rooms.crypto.encryptEvent(event, room);
    return { type: event.getWireType(), content: event.getWireContent() };
  };
}
