import type { SafetyMessage } from "@paceline/domain/safety";
import { ok, txnId } from "@paceline/protocol";
import type { EventId, RoomId, TxnId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { Answer } from "../commands/handlers.ts";
import type { Content } from "../matrix/client-port.ts";
import type { Intent, Outbox } from "../outbox/outbox-port.ts";

export type Addressed = {
  /** Whom a plain client notifies. */
  readonly mentions: readonly UserId[];
  /** The alert that this is about; its transaction id while the server does not have it, and then this follows it. */
  readonly target?: EventId | TxnId | undefined;
};

/** An alert's message: words for every client, the block for ours. */
export const contentOf = ({ block, body }: SafetyMessage, { mentions, target }: Addressed): Content => ({
  msgtype: "m.text",
  body,
  "m.mentions": { user_ids: [...mentions] },
  [EVENTS.alert.type]: block,
  ...(target === undefined ? {} : { "m.relates_to": { rel_type: "m.reference", event_id: target } }),
});

export const BELL: Content = { v: 1 };

/** Says it in the lane of alerts. `bell`: rings through mutes as well. The same identifier and kind are said once, however often it is asked; what failed is sent again. */
export async function say(
  outbox: Outbox,
  room: RoomId,
  message: SafetyMessage,
  { bell, ...to }: Addressed & { readonly bell: boolean },
): Answer<null> {
  const { msgType, identifier } = message.block;
  const event = { is: "event", roomId: room, lane: "alert" } as const;
  const said = await put(
    outbox,
    { ...event, type: "m.room.message", content: contentOf(message, to) },
    await opaque("alert", msgType, identifier),
  );
  if (!said.ok || !bell) return said;
  return put(outbox, { ...event, type: EVENTS.sosBell.type, content: BELL }, await opaque("bell", msgType, identifier));
}

/** What failed under this id is sent again: whoever asks once more means it. */
async function put(outbox: Outbox, intent: Intent, id: TxnId): Answer<null> {
  const hasFailed = outbox.entries(intent.roomId).some(({ txnId: one, state }) => one === id && state.is === "failed");
  if (hasFailed) return outbox.retry(id);
  const taken = await outbox.enqueue(intent, id);
  return taken.ok ? ok(null) : taken;
}

/** Of the message that raises an alert. */
export const alertTxnId = (identifier: string): Promise<TxnId> => opaque("alert", "Alert", identifier);

/** The same parts give the same transaction id, and the server, which sees it, learns nothing from it. */
export async function opaque(...parts: readonly string[]): Promise<TxnId> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(parts)));
  return txnId([...new Uint8Array(hash).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}
