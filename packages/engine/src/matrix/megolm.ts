import { MatrixEvent, MatrixEventEvent } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import { DecryptionFailureCode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { isEventId } from "@paceline/protocol";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import type { EventId, RoomId } from "@paceline/protocol";
import { record, text } from "../projection/room-state.ts";
import type { UnreadableReason } from "../projection/timeline-event.ts";
import type { Content } from "./client-port.ts";
import type { Decrypted, Decryptor } from "./decryptor.ts";

export type LateEvent = {
  readonly room: RoomId;
  readonly id: EventId;
  readonly type: string;
  readonly content: Content;
};

const REASONS: Readonly<Partial<Record<DecryptionFailureCode, UnreadableReason>>> = {
  [DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED]: "before-join",
  [DecryptionFailureCode.MEGOLM_KEY_WITHHELD]: "not-sent-to-us",
  [DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE]: "not-sent-to-us",
  [DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID]: "no-key-yet",
  [DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX]: "no-key-yet",
  [DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP]: "no-key-yet",
  [DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED]: "locked",
  [DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP]: "locked",
};

/**
 * Decrypts with the account's crypto module. The SDK keeps what failed and tries again when a key comes (from a peer, the backup, a shared history);
 * `onLate` is told then, once per event.
 */
export function megolmDecryptor(client: MatrixClient, onLate: (event: LateEvent) => void): Decryptor {
  /** What could not be read, one object for each event: the SDK holds on to it, and it is tried again as the same. */
  const failed = new Map<unknown, MatrixEvent>();

  async function attempt(room: RoomId, wire: Content): Promise<MatrixEvent> {
    const before = failed.get(wire["event_id"]);
    if (before !== undefined) {
      await before.attemptDecryption(client.getCrypto() as CryptoBackend, { isRetry: true });
      return before;
    }
    const event = new MatrixEvent({ ...wire, room_id: room, content: { ...record(wire["content"]) } });
    await client.decryptEventIfNeeded(event);
    return event;
  }

  return {
    async decrypt(room, wire): Promise<Decrypted> {
      const id = wire["event_id"];
      let event: MatrixEvent;
      try {
        event = await attempt(room, wire);
      } catch {
        return unreadable("broken", wire);
      }
      const clear = clearOf(event);
      if (clear !== undefined) return { is: "clear", ...clear };
      if (isEventId(id) && !failed.has(id)) {
        failed.set(id, event);
        whenReadable(event, (late) => {
          failed.delete(id);
          onLate({ room, id, ...late });
        });
      }
      const code = event.decryptionFailureReason;
      return unreadable((code === null ? undefined : REASONS[code]) ?? "broken", wire);
    },
  };
}

function whenReadable(event: MatrixEvent, tell: (clear: { type: string; content: Content }) => void): void {
  const listener = (): void => {
    const clear = clearOf(event);
    if (clear === undefined) return;
    event.off(MatrixEventEvent.Decrypted, listener);
    tell(clear);
  };
  event.on(MatrixEventEvent.Decrypted, listener);
}

function clearOf(event: MatrixEvent): { type: string; content: Content } | undefined {
  if (event.isDecryptionFailure() || event.getType() === "m.room.encrypted") return undefined;
  return { type: event.getType(), content: event.getContent<Content>() };
}

const unreadable = (reason: UnreadableReason, wire: Content): Decrypted => ({
  is: "unreadable",
  reason,
  session: text(record(wire["content"])["session_id"]) ?? "unknown",
});
