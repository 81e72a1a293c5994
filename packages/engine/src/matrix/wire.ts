import { MatrixError } from "matrix-js-sdk";
import { failed, isEventId, ok } from "@paceline/protocol";
import type { EventId, Result } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Projection } from "../projection/projection.ts";
import type { Content, RoomWriter } from "./client-port.ts";
import type { Encryptor } from "./encryptor.ts";
import { failureOf } from "./failures.ts";
import { path } from "./http.ts";
import type { Http } from "./http.ts";

type Answer = Promise<Result<EventId, EngineFailureCode>>;

/** Everything this account sends at once. */
export function createRoomWriter(http: Http, encrypt: Encryptor, projection: Projection): RoomWriter {
  const put = async (parts: readonly string[], content: Content): Answer => {
    const { event_id: id } = await http.call("PUT", path(...parts), { body: content });
    return isEventId(id) ? ok(id) : failed("internal", "later", "answer without event id");
  };

  return {
    async encryptAndPut(roomId, type, content, txnId, kept) {
      await projection.loaded;
      const membership = projection.rooms.get(roomId)?.membership;
      if (membership === undefined) return failed("not-found", "later", "no sync has brought this room yet");
      if (membership !== "join") return failed("forbidden", "never", "not in this room");
      try {
        const wire = await encrypt(roomId, type, content);
        if ((await kept) === false) return failed("cancelled", "never");
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
