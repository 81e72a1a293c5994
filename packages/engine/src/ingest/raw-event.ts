import { isEventId, isUserId, txnId } from "@paceline/protocol";
import type { EventId, TxnId, UserId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import { record, text } from "../projection/room-state.ts";

/** An event as it came, after its outer shape was looked at. Contents stay whatever the sender wrote. */
export type RawEvent = {
  readonly id: EventId;
  readonly type: string;
  readonly sender: UserId;
  readonly ts: number;
  readonly content: Content;
  readonly stateKey?: string;
  readonly redacts?: EventId;
  readonly redacted: boolean;
  readonly before?: Content;
  readonly invitedBy?: UserId;
  readonly txnId?: TxnId;
  readonly membership?: string;
  /** As the server sent it, for the crypto module. */
  readonly wire: Content;
};

/** `undefined` for what is no room event at all; the caller counts it. */
export function readRaw(value: unknown): RawEvent | undefined {
  const wire = record(value);
  const { event_id: id, type, sender, origin_server_ts: ts, state_key: key } = wire;
  if (!isEventId(id) || !isUserId(sender) || typeof type !== "string" || !Number.isSafeInteger(ts)) return undefined;
  const content = record(wire["content"]);
  const unsigned = record(wire["unsigned"]);
  const redacts = [content["redacts"], wire["redacts"]].find(isEventId);
  const txn = text(unsigned["transaction_id"]);
  const before = unsigned["prev_content"];
  const inviter = record(before)["membership"] === "invite" ? unsigned["prev_sender"] : undefined;
  const membership = text(unsigned["membership"]);
  return {
    id,
    type,
    sender,
    ts: ts as number,
    content,
    wire,
    redacted: unsigned["redacted_because"] !== undefined,
    ...(typeof key === "string" ? { stateKey: key } : {}),
    ...(redacts === undefined ? {} : { redacts }),
    ...(before === undefined ? {} : { before: record(before) }),
    ...(isUserId(inviter) ? { invitedBy: inviter } : {}),
    ...(txn === undefined ? {} : { txnId: txnId(txn) }),
    ...(membership === undefined ? {} : { membership }),
  };
}

/** Stripped state of an invite or knock has no id and no time; the parts that are there are checked the same way. */
export function readStripped(
  value: unknown,
): { type: string; key: string; sender: UserId; content: Content } | undefined {
  const { type, state_key: key, sender, content } = record(value);
  if (typeof type !== "string" || typeof key !== "string" || !isUserId(sender)) return undefined;
  return { type, key, sender, content: record(content) };
}
