import { describeMeetup, mayChangeCard } from "@paceline/domain";
import { ok } from "@paceline/protocol";
import type { EventId, Language, RoomId, TxnId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { Dossier } from "../meetups/dossier.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Answer } from "./handlers.ts";

/** `language`: of what other clients show. */
export type CardWriter = { readonly outbox: Outbox; readonly me: UserId; readonly language: Language };
type Sent = Answer<{ txnId: TxnId }>;

export const mayChange = ({ now }: Dossier, me: UserId): boolean => mayChangeCard(now.author, now.meetup, me);

/** Writes to the outbox. */
export async function sendIn(
  { outbox }: Pick<CardWriter, "outbox">,
  roomId: RoomId,
  type: string,
  content: Content,
): Sent {
  const queued = await outbox.enqueue({ is: "event", roomId, type, content });
  return queued.ok ? ok({ txnId: queued.value }) : queued;
}

/** The author edits the card itself; an organiser says the change in an event of its own. Then people are told by a reply, where there is something to tell. */
export async function changeCard(
  writer: CardWriter,
  { id, events, now }: Dossier,
  meetup: MeetupBlock,
  told?: string,
): Sent {
  const { room } = events;
  const reference = { rel_type: "m.reference", event_id: id };
  const sent =
    now.author === writer.me
      ? await sendIn(writer, room, "m.room.message", editOf(id, meetup, writer.language))
      : await sendIn(writer, room, EVENTS.meetupUpdate.type, { v: 1, "m.relates_to": reference, meetup });
  if (!sent.ok || told === undefined) return sent;
  await sendIn(writer, room, "m.room.message", {
    msgtype: "m.text",
    body: told,
    "m.mentions": {},
    "m.relates_to": { "m.in_reply_to": { event_id: id } },
  });
  return sent;
}

/** A card as every client shows it. */
export const messageOf = (meetup: MeetupBlock, language: Language): Content => ({
  msgtype: "m.text",
  body: describeMeetup(meetup, language),
  "m.mentions": {},
  [EVENTS.meetup.type]: meetup,
});

function editOf(card: EventId, meetup: MeetupBlock, language: Language): Content {
  const fresh = messageOf(meetup, language);
  return {
    ...fresh,
    body: `* ${String(fresh["body"])}`,
    "m.new_content": fresh,
    "m.relates_to": { rel_type: "m.replace", event_id: card },
  };
}
