import type { Result, RoomId, TxnId } from "@paceline/protocol";
import { NS } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Found } from "./state.ts";

/**
 * Carried inside each event (inside its ciphertext where the room is encrypted), so that a try that nobody remembers any more can be
 * found again: servers tell a transaction id only to the device that used it, and only for a day.
 */
export const TXN_KEY = `${NS}.txn`;

/** Looks through what this account sent to a room. */
export interface RecentHistory {
  /**
   * The event of the transaction `txnId` among this account's events in the room since `since` (ms since 1970, this device's clock). `unsure`: it is not
   * there, but something that cannot be decrypted is. Fails `later` where the server does not answer.
   */
  find(roomId: RoomId, txnId: TxnId, since: number): Promise<Result<Found, EngineFailureCode>>;
}
