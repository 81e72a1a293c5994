import { isPlainAck } from "@paceline/domain/safety";
import { BEACON, NS } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { Preview } from "@paceline/protocol/port";
import { record, text } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";
import { isCircleOf } from "../safety/circles.ts";

const MEDIA = new Set(["m.image", "m.file", "m.audio", "m.video"]);

/** Somebody asks to compare emoji: a dialog and no message (spec, "Key verification framework"). */
export const VERIFICATION_REQUEST = "m.key.verification.request";

/** Whether an event is a message to people: it has a row, counts as unread, and may be a room's last line. */
export function isMessage(event: TimelineEvent): boolean {
  if (event.stateKey !== undefined || event.relation?.type === "m.replace") return false;
  if (event.unread !== undefined) return event.type !== BEACON;
  if (event.type === "m.room.message" || event.type === "m.sticker")
    return event.content["msgtype"] !== VERIFICATION_REQUEST;
  if (event.redacted) return event.type === "m.room.encrypted" && event.relation === undefined;
  return event.type !== "m.room.redaction" && event.relation === undefined && text(event.content["body"]) !== undefined;
}

export const isMessageItem = (item: TimelineItem): item is TimelineEvent => item.is === "event" && isMessage(item);

/**
 * What a person said because they were forced to is not shown to them on any device of theirs: whoever stands beside them sees that all is well. Everybody else sees it.
 */
export const isHiddenFrom = ({ sender, content }: TimelineEvent, me: UserId): boolean =>
  sender === me && isForced(content);

/** An alert, or an update of one, that its sender was forced to keep quiet about. */
export const isForced = (content: TimelineEvent["content"]): boolean =>
  record(record(alertIn(content)["info"])["parameter"])["duress"] === true;

/**
 * The line of a timer that its athlete was forced to end. It is there for whoever looks at the athlete's devices; others know better, and are not told that all is well.
 */
export const isPretence = ({ sender, content }: TimelineEvent, me: UserId, state: RoomState): boolean =>
  sender !== me && record(content[`${NS}.safety_timer`])["duress"] === true && isCircleOf(state, sender);

/** Somebody says that they know of an alert, by our button or in plain words. */
export function isAcknowledging({ type, content }: TimelineEvent): boolean {
  const { msgType } = alertIn(content);
  if (msgType !== undefined || type !== "m.room.message") return msgType === "Ack";
  return isPlainAck(text(content["body"]) ?? "");
}

/**
 * What makes no noise in my own circle on my devices: acknowledgements, which alerts show where they may be seen, and what another device of mine wrote and this one cannot
 * read. After a forced end both would tell whoever looks that somebody was alerted; so they are quiet always, and nothing follows from quiet.
 */
const isQuiet = (event: TimelineEvent, me: UserId, state: RoomState): boolean =>
  isCircleOf(state, me) && (event.sender === me ? event.unread !== undefined : isAcknowledging(event));

/** Whether a message may be a room's last line. An acknowledgement of ours never is. */
export const isLine = (event: TimelineEvent, me: UserId, state: RoomState): boolean =>
  isMessage(event) &&
  !isHiddenFrom(event, me) &&
  !isPretence(event, me, state) &&
  !isQuiet(event, me, state) &&
  alertIn(event.content)["msgType"] !== "Ack";

/** Whether a message is one that I have not written and may want to read. */
export const isNews = (event: TimelineEvent, me: UserId, state: RoomState): boolean =>
  event.sender !== me && isMessage(event) && !isPretence(event, me, state) && !isQuiet(event, me, state);

export const alertIn = (content: TimelineEvent["content"]) => record(content[`${NS}.alert`]);

/** One line about a message; `edit`: its newest one. */
export function previewOf(event: TimelineEvent, edit?: TimelineEvent): Preview {
  if (event.redacted) return { kind: "deleted" };
  if (event.unread !== undefined) return { kind: "undecryptable" };
  const { meetup } = (edit ?? event).blocks ?? {};
  if (meetup !== undefined) return { kind: "meetup", title: meetup };
  const content = edit === undefined ? event.content : record(edit.content["m.new_content"]);
  const body = text(content["body"]) ?? "";
  if (MEDIA.has(String(content["msgtype"]))) return { kind: "media", name: body };
  return { kind: "text", text: body.slice(0, PREVIEW_LENGTH) };
}

const PREVIEW_LENGTH = 300;
