import { MatrixError, MatrixEvent } from "matrix-js-sdk";
import { failed, isEventId, ok } from "@paceline/protocol";
import type { EventId, Result, RoomId, UserId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Projection } from "../projection/projection.ts";
import type { Content, RoomWriter } from "./client-port.ts";
import type { CryptoRooms } from "./crypto-rooms.ts";
import { failureOf } from "./failures.ts";
import { path } from "./http.ts";
import type { Http } from "./http.ts";

/** Types every client sends in clear, also in encrypted rooms: servers and plain clients count them. */
const ALWAYS_CLEAR = new Set(["m.reaction"]);

type Wire = { readonly type: string; readonly content: Content };
type Answer = Promise<Result<EventId, EngineFailureCode>>;

/** The one way from a plain event to the wire. Everything this account writes passes `encrypt` here. */
export function createRoomWriter(http: Http, rooms: CryptoRooms, projection: Projection, me: UserId): RoomWriter {
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

  /** Rejects while the sync that says how the room is encrypted is still to come. */
  async function encrypt(roomId: RoomId, type: string, content: Content): Promise<Wire> {
    if (ALWAYS_CLEAR.has(type) || (await isClear(roomId))) return { type, content };
    const room = await rooms.ensure(roomId);
    const event = new MatrixEvent({ type, room_id: roomId, sender: me, content: { ...content } });
    await rooms.crypto.encryptEvent(event, room);
    return { type: event.getWireType(), content: event.getWireContent() };
  }

  const put = async (parts: readonly string[], content: Content): Answer => {
    const { event_id: id } = await http.call("PUT", path(...parts), { body: content });
    return isEventId(id) ? ok(id) : failed("internal", "later", "answer without event id");
  };

  return {
    async encryptAndPut(roomId, type, content, txnId) {
      await projection.loaded;
      const membership = projection.rooms.get(roomId)?.membership;
      if (membership === undefined) return failed("not-found", "later", "no sync has brought this room yet");
      if (membership !== "join") return failed("forbidden", "never", "not in this room");
      try {
        const wire = await encrypt(roomId, type, content);
        return await put(["rooms", roomId, "send", wire.type, txnId], wire.content);
      } catch (error) {
        if (error instanceof MatrixError && error.errcode === "M_DUPLICATE_ANNOTATION") return ok(null);
        return failureOf(error);
      }
    },
    async redact(roomId, eventId, txnId, reason) {
      try {
        return await put(["rooms", roomId, "redact", eventId, txnId], reason === undefined ? {} : { reason });
      } catch (error) {
        return failureOf(error);
      }
    },
    async putState(roomId, type, stateKey, content) {
      try {
        return await put(["rooms", roomId, "state", type, stateKey], content);
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}
