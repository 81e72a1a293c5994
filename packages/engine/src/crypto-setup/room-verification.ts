import { MatrixEvent } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { RustCrypto } from "matrix-js-sdk/lib/rust-crypto/rust-crypto.js";
import type { RoomId } from "@paceline/protocol";
import { VERIFICATION_REQUEST } from "../ingest/visible.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** Older steps are of no use: whoever sent them has given up (spec, "Key verification framework": ten minutes). */
const FRESH_MS = 10 * 60 * 1_000;

const isStep = ({ type, content }: TimelineEvent): boolean =>
  type === "m.room.message" ? content["msgtype"] === VERIFICATION_REQUEST : type.startsWith("m.key.verification.");

/**
 * Hands the crypto module what a sync brought of verifications in rooms, in order. It does not see our rooms by itself. `now`: ms by the homeserver's clock. Rejects
 * where a device list could not be asked for.
 */
export async function hearVerifications(
  client: MatrixClient,
  added: ReadonlyMap<RoomId, readonly TimelineEvent[]>,
  now: number,
): Promise<void> {
  const crypto = client.getCrypto() as RustCrypto;
  for (const [room, events] of added)
    for (const event of events)
      if (isStep(event) && event.ts > now - FRESH_MS) await crypto.onLiveEventFromSync(asSdk(room, event));
}

const asSdk = (room: RoomId, { id, type, content, sender, ts, txnId }: TimelineEvent): MatrixEvent =>
  new MatrixEvent({
    room_id: room,
    event_id: id,
    type,
    sender,
    content: { ...content },
    origin_server_ts: ts,
    unsigned: txnId === undefined ? {} : { transaction_id: txnId },
  });
