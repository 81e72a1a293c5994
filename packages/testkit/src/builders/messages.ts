import type { EventId, UserId } from "@paceline/protocol";
import type { BuiltEvent, EventOverrides, RoomBook } from "./room-book.ts";

type Who = UserId | string;
type Text = { readonly msgtype: string; readonly body: string };
type Relation = { readonly rel_type: string; readonly event_id: EventId; readonly key?: string };
type Related<More = object> = More & { readonly "m.relates_to": Relation };

/** A text message; `more` adds keys to its content, for example a block of ours. */
export const message = <More extends object>(
  book: RoomBook,
  sender: Who,
  body: string,
  more?: More,
  overrides?: EventOverrides,
): BuiltEvent<Text & More> =>
  book.add(
    { type: "m.room.message", sender, content: { msgtype: "m.text", body, ...(more ?? ({} as More)) } },
    overrides,
  );

/** An edit as clients write it: the fallback in the content, the new words in `m.new_content`. */
export const edit = <More extends object>(
  book: RoomBook,
  of: BuiltEvent,
  body: string,
  more?: More,
  overrides?: EventOverrides & { readonly sender?: Who },
): BuiltEvent<Related<Text & More & { readonly "m.new_content": Text & More }>> => {
  const { sender = of.sender, ...rest } = overrides ?? {};
  const added = more ?? ({} as More);
  const content = {
    msgtype: "m.text",
    body: `* ${body}`,
    ...added,
    "m.new_content": { msgtype: "m.text", body, ...added },
    "m.relates_to": { rel_type: "m.replace", event_id: of.event_id },
  };
  return book.add({ type: "m.room.message", sender, content }, rest);
};

export const reply = (book: RoomBook, sender: Who, to: BuiltEvent, body: string, overrides?: EventOverrides) =>
  message(book, sender, body, { "m.relates_to": { "m.in_reply_to": { event_id: to.event_id } } }, overrides);

export const reaction = (
  book: RoomBook,
  sender: Who,
  to: BuiltEvent,
  key: string,
  overrides?: EventOverrides,
): BuiltEvent<Related> =>
  book.add(
    {
      type: "m.reaction",
      sender,
      content: { "m.relates_to": { rel_type: "m.annotation", event_id: to.event_id, key } },
    },
    overrides,
  );

/** The redaction event alone; `redacted` gives the emptied target. */
export const redaction = (book: RoomBook, sender: Who, target: BuiltEvent, overrides?: EventOverrides) =>
  book.add({ type: "m.room.redaction", sender, content: { redacts: target.event_id } }, overrides);

/** An event as a server gives it out after its redaction. */
export const redacted = (target: BuiltEvent, because: BuiltEvent): BuiltEvent => ({
  ...target,
  content: {},
  unsigned: { ...target.unsigned, redacted_because: because },
});

/** What the server keeps of an event in an encrypted room: type, sender, time and relation. */
export const encrypted = (event: BuiltEvent): BuiltEvent => {
  const relation = event.content["m.relates_to"];
  return {
    ...event,
    type: "m.room.encrypted",
    content: {
      algorithm: "m.megolm.v1.aes-sha2",
      ciphertext: "AwgAEnACgAkLmt6q",
      session_id: "session-of-the-builders",
      ...(relation === undefined ? {} : { "m.relates_to": relation }),
    },
  };
};
