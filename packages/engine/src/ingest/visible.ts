import { decode } from "@paceline/protocol/events";
import type { Preview } from "@paceline/protocol/port";
import { text } from "../projection/room-state.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";

const MEDIA = new Set(["m.image", "m.file", "m.audio", "m.video"]);

/** Whether an event is a message to people: it has a row, counts as unread, and may be a room's last line. */
export function isMessage(event: TimelineEvent): boolean {
  if (event.stateKey !== undefined || event.relation?.type === "m.replace") return false;
  if (event.unread !== undefined) return true;
  if (event.type === "m.room.message" || event.type === "m.sticker") return true;
  if (event.redacted) return event.type === "m.room.encrypted" && event.relation === undefined;
  return event.type !== "m.room.redaction" && event.relation === undefined && text(event.content["body"]) !== undefined;
}

export const isMessageItem = (item: TimelineItem): item is TimelineEvent => item.is === "event" && isMessage(item);

/** One line about a message; `edited` is the content of its newest edit. */
export function previewOf(event: TimelineEvent, edited: TimelineEvent["content"] = event.content): Preview {
  if (event.redacted) return { kind: "deleted" };
  if (event.unread !== undefined) return { kind: "undecryptable" };
  const meetup = decode("meetup", edited);
  if (meetup.is === "valid") return { kind: "meetup", title: meetup.value.title };
  const body = text(edited["body"]) ?? "";
  if (MEDIA.has(String(edited["msgtype"]))) return { kind: "media", name: body };
  return { kind: "text", text: body.slice(0, PREVIEW_LENGTH) };
}

const PREVIEW_LENGTH = 300;
