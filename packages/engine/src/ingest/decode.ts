import { shareOf } from "@paceline/domain/shares";
import { BEACON_INFO, txnId } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { decode, EVENTS } from "@paceline/protocol/events";
import type { EventName } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { Decryptor } from "../matrix/decryptor.ts";
import { bodyOf } from "../rich-text/message.ts";
import { TXN_KEY } from "../outbox/recent-history.ts";
import { record, text } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { blocksOf } from "./blocks.ts";
import type { RawEvent } from "./raw-event.ts";
import { relationOf } from "./relation.ts";

export type Decoding = {
  readonly me: UserId;
  readonly decryptor: Decryptor;
  /** Counts a content of ours that broke its schema. */
  readonly onMalformed: (type: string) => void;
};

/** Wire to fact, once: decrypts, checks contents of ours, builds the text. `pos` is where it goes. */
export async function decodeEvent(room: RoomId, raw: RawEvent, pos: number, how: Decoding): Promise<TimelineEvent> {
  const { id, sender, ts, stateKey, before, membership, redacted } = raw;
  const base = {
    is: "event",
    id,
    pos,
    sender,
    ts,
    redacted,
    ...(stateKey === undefined ? {} : { stateKey }),
    ...(before === undefined ? {} : { before }),
    ...(membership === undefined ? {} : { membership }),
    ...shareIn(raw),
  } as const;
  if (raw.type !== "m.room.encrypted" || redacted) {
    const read = readContent(raw.type, raw.content, raw.content, how);
    return { ...base, encrypted: raw.type === "m.room.encrypted", ...read, ...txnOf(raw, read.content, how.me) };
  }
  const decrypted = await how.decryptor.decrypt(room, raw.wire);
  if (decrypted.is === "clear") {
    const read = readContent(decrypted.type, decrypted.content, raw.content, how);
    return { ...base, encrypted: true, ...read, ...txnOf(raw, read.content, how.me) };
  }
  const { reason, session } = decrypted;
  const relation = relationOf(raw.content);
  const unread = { reason, session, wire: raw.wire };
  const kept = relation === undefined ? {} : { relation };
  return { ...base, encrypted: true, type: raw.type, content: {}, unread, ...kept, ...txnOf(raw, {}, how.me) };
}

/** Read once, as everything is that needs a schema. What is no share of its sender's own tells nothing. */
function shareIn({ type, id, stateKey, sender, ts, content }: RawEvent): Pick<TimelineEvent, "share"> {
  if (type !== BEACON_INFO || stateKey === undefined) return {};
  const share = shareOf({ id, key: stateKey, sender, ts, content });
  return share === undefined ? {} : { share: { endsMs: share.endsMs, live: share.live } };
}

/** The transaction it came from: the server says so to the device that sent it, the event itself to whoever asks later. */
export function txnOf(
  raw: Pick<RawEvent, "txnId" | "sender">,
  content: Content,
  me: UserId,
): Pick<TimelineEvent, "txnId"> {
  const inside = raw.sender === me ? text(content[TXN_KEY]) : undefined;
  if (raw.txnId !== undefined) return { txnId: raw.txnId };
  return inside === undefined ? {} : { txnId: txnId(inside) };
}

type Read = Pick<TimelineEvent, "type" | "content" | "relation" | "body" | "blocks">;

/**
 * `m.relates_to` of an encrypted event stands outside of the ciphertext (spec, "Relations and encryption"); some clients put it inside as well,
 * where it is believed only if there is none outside.
 */
export function readContent(type: string, inner: Content, outer: Content, how: Omit<Decoding, "decryptor">): Read {
  const relatesTo = outer["m.relates_to"] ?? inner["m.relates_to"];
  const content = relatesTo === undefined ? inner : { ...inner, "m.relates_to": relatesTo };
  checkOurs(type, content, how.onMalformed);
  const relation = relationOf(content);
  const shown = relation?.type === "m.replace" ? record(content["m.new_content"]) : content;
  return {
    type,
    content,
    ...(relation === undefined ? {} : { relation }),
    ...(type === "m.room.message" ? { body: bodyOf(shown, how.me), ...blocksOf(shown) } : {}),
  };
}

function checkOurs(type: string, content: Content, onMalformed: (type: string) => void): void {
  for (const [name, spec] of Object.entries(EVENTS)) {
    const concerns = spec.carrier === "block" ? type === "m.room.message" : type === spec.type;
    if (concerns && decode(name as EventName, content).is === "malformed") onMalformed(spec.type);
  }
}
