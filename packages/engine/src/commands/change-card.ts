import { describeMeetup, mayChangeCard } from "@paceline/domain";
import { ok } from "@paceline/protocol";
import type { EventId, Language, RoomId, TxnId, UserId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { MeetupBook } from "../meetups/book.ts";
import { dossierIn } from "../meetups/dossier.ts";
import type { Dossier } from "../meetups/dossier.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { record } from "../projection/room-state.ts";
import type { Answer } from "./handlers.ts";

/** `language`: of what other clients show. */
export type CardWriter = { readonly outbox: Outbox; readonly me: UserId; readonly language: Language };
type Sent = Answer<{ txnId: TxnId }>;

export const mayChange = ({ now }: Dossier, me: UserId): boolean => mayChangeCard(now.author, now.meetup, me);

export type CardReader = {
  readonly outbox: Outbox;
  readonly projection: Pick<Projection, "state">;
  readonly book: MeetupBook;
};

/** A card with what I said of it and what has not come back yet: the next change is one of that, or it would undo it. */
export async function cardToChange(
  { outbox, projection, book }: CardReader,
  id: EventId,
): Promise<Dossier | undefined> {
  const events = await book.get(id);
  const dossier = events && dossierIn(book, events, await projection.state(events.room));
  if (dossier === undefined) return undefined;
  const { now } = dossier;
  const waiting = outbox
    .entries(dossier.events.room)
    .flatMap(({ intent, state }) =>
      intent.is === "event" && state.is !== "failed" ? changeIn(intent.content, id) : [],
    );
  const meetup = waiting.reduce((newest, one) => (one.sequence < newest.sequence ? newest : one), now.meetup);
  return { ...dossier, now: { ...now, meetup } };
}

/** What `changeCard` writes, read again. */
function changeIn(content: Content, card: EventId): MeetupBlock[] {
  if (record(content["m.relates_to"])["event_id"] !== card) return [];
  const block = MeetupBlock.safeParse(record(content["m.new_content"])[EVENTS.meetup.type] ?? content["meetup"]);
  return block.success ? [block.data] : [];
}

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
