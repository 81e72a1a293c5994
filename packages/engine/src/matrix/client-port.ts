import type { EventId, Result, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";

export type Content = Readonly<Record<string, unknown>>;

/** What the outbox and the commands need of a homeserver. The one implementation is `matrix/wire.ts`; tests hand in a fake. */
export interface RoomWriter {
  /**
   * Sends one timeline event, encrypted now where the room is encrypted (reactions stay clear, as every client expects). Safe to repeat: the same
   * `txnId` of the same device gives the same event id, also after a restart and re-encrypted.
   * Fails with `offline` / `server-unreachable` / `rate-limited` (retry later, `retryAfterMs` where the server said so), `forbidden`,
   * `too-large`, `not-found` (never), `signed-out`, `encryption-locked`. `null`: the server has the same already (a reaction of this person).
   * Given `kept`, nothing leaves before it resolves; `false` there fails with `cancelled`.
   */
  encryptAndPut(
    roomId: RoomId,
    type: string,
    content: Content,
    txnId: TxnId,
    kept?: Promise<boolean>,
  ): Promise<Result<EventId | null, EngineFailureCode>>;
  redact(roomId: RoomId, eventId: EventId, txnId: TxnId, reason?: string): Promise<Result<EventId, EngineFailureCode>>;
  /** State is never encrypted; only structure goes there. */
  putState(
    roomId: RoomId,
    type: string,
    stateKey: string,
    content: Content,
  ): Promise<Result<EventId, EngineFailureCode>>;
}
