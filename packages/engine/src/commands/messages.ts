import { failed, ok } from "@paceline/protocol";
import type { EventId, RoomId, TxnId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import type { Intent, Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { record, text } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { writeMarkdown } from "../rich-text/message.ts";
import { personIn } from "../timeline/timeline-rows.ts";
import { isReaction } from "../timeline/reactions.ts";
import type { Answer, Handlers } from "./handlers.ts";

export type MessageCommand =
  | "sendText"
  | "editText"
  | "deleteMessage"
  | "toggleReaction"
  | "retrySend"
  | "discardSend"
  | "retryFailed"
  | "discardFailed";

export type MessageParts = { readonly projection: Projection; readonly outbox: Outbox; readonly me: UserId };

/** Commands that only write to the outbox: they work without a network and before the SDK is loaded. */
export function messageHandlers({ projection, outbox, me }: MessageParts): Handlers<MessageCommand> {
  const enqueue = async (intent: Intent): Answer<{ txnId: TxnId }> => {
    const queued = await outbox.enqueue(intent);
    return queued.ok ? ok({ txnId: queued.value }) : queued;
  };
  /** One that is gone meanwhile, with what it referred to, is no failure. */
  const withFailed = async (settle: (txnId: TxnId) => Promise<unknown>): Answer<null> => {
    for (const txnId of outbox.failed()) await settle(txnId);
    return ok(null);
  };
  const send = (roomId: RoomId, type: string, content: Content) => enqueue({ is: "event", roomId, type, content });

  return {
    async sendText({ roomId, text: source, replyTo, announcement = false, mentions = [] }) {
      if (source.trim() === "") return failed("invalid-input", "never");
      const answered = replyTo === undefined ? undefined : (await projection.event(replyTo))?.event;
      const people = new Set(
        [...mentions, ...(answered === undefined ? [] : [answered.sender])].filter((user) => user !== me),
      );
      return send(roomId, "m.room.message", {
        msgtype: "m.text",
        ...(await written(projection, roomId, source, me, mentions)),
        "m.mentions": people.size === 0 ? {} : { user_ids: [...people] },
        ...(replyTo === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: replyTo } } }),
        ...(announcement ? { [EVENTS.announcement.type]: announcementOf(source) } : {}),
      });
    },
    async editText({ roomId, eventId, text: source }) {
      if (source.trim() === "") return failed("invalid-input", "never");
      const original = (await projection.event(eventId))?.event;
      const fresh = {
        msgtype: text(original?.content["msgtype"]) ?? "m.text",
        ...(await written(projection, roomId, source, me, [])),
        "m.mentions": record(original?.content["m.mentions"]),
        ...(original?.content[EVENTS.announcement.type] === undefined
          ? {}
          : { [EVENTS.announcement.type]: announcementOf(source) }),
      };
      return send(roomId, "m.room.message", {
        ...fresh,
        body: `* ${fresh.body}`,
        "m.mentions": {},
        "m.new_content": fresh,
        "m.relates_to": { rel_type: "m.replace", event_id: eventId },
      });
    },
    deleteMessage: ({ roomId, eventId }) => enqueue({ is: "redact", roomId, eventId }),
    async toggleReaction({ roomId, eventId, key }) {
      const mine = await myReaction(projection, outbox, roomId, eventId, key, me);
      if (mine !== undefined) return enqueue({ is: "redact", roomId, eventId: mine });
      return send(roomId, "m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: eventId, key } });
    },
    async retrySend({ txnId }) {
      return outbox.retry(txnId);
    },
    async discardSend({ txnId }) {
      return outbox.discard(txnId);
    },
    retryFailed: () => withFailed((txnId) => outbox.retry(txnId)),
    discardFailed: () => withFailed((txnId) => outbox.discard(txnId)),
  };
}

const announcementOf = (source: string) => {
  const title = source
    .trim()
    .split("\n")[0]
    ?.replace(/^#+\s*/, "")
    .trim()
    .slice(0, 200);
  return { v: 1, ...(title === undefined || title === "" ? {} : { title }) };
};

/** Text and markup; names of mentioned people in the text become links to them. */
async function written(
  projection: Projection,
  roomId: RoomId,
  source: string,
  me: UserId,
  mentions: readonly UserId[],
) {
  if (mentions.length === 0) return writeMarkdown(source, me);
  const person = personIn(await projection.state(roomId));
  const linked = mentions.reduce((all, user) => {
    const name = person(user).name;
    return all.replaceAll(`@${name}`, `[${name.replaceAll("]", "")}](https://matrix.to/#/${user})`);
  }, source);
  return { ...writeMarkdown(linked, me), body: source };
}

/** My standing reaction with this key: one that the server has, or one that waits here. */
async function myReaction(
  projection: Projection,
  outbox: Outbox,
  roomId: RoomId,
  target: EventId,
  key: string,
  me: UserId,
): Promise<EventId | TxnId | undefined> {
  const entries = outbox.entries(roomId);
  const leaving = new Set<string>(entries.flatMap(({ intent }) => (intent.is === "redact" ? [intent.eventId] : [])));
  const stored = (await projection.related(target)).find(
    (event: TimelineEvent) =>
      isReaction(event) && event.sender === me && event.relation?.key === key && !leaving.has(event.id),
  );
  if (stored !== undefined) return stored.id;
  const waiting = entries.find(({ intent, txnId, state }) => {
    if (intent.is !== "event" || intent.type !== "m.reaction" || leaving.has(txnId)) return false;
    const relates = record(intent.content["m.relates_to"]);
    return relates["event_id"] === target && relates["key"] === key && state.is !== "failed";
  });
  return waiting?.txnId;
}
