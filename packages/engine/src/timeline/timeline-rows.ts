import type { EventId, UserId } from "@paceline/protocol";
import { isEventId, localpart } from "@paceline/protocol";
import type { Delivery, MessageRow, Person, Preview, TimelineRow } from "@paceline/protocol/port";
import { mentions, replyOf } from "../ingest/relation.ts";
import { avatarIn, nameIn } from "../projection/people.ts";
import { isMessage, previewOf } from "../ingest/visible.ts";
import type { Receipts } from "../projection/batch.ts";
import { record, stateEvent, text } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";
import { isCircle } from "../safety/circles.ts";
import { editOf } from "./edits.ts";
import { hiddenFrom } from "./hidden.ts";
import { noticeOf } from "./notices.ts";
import { reactionsOf } from "./reactions.ts";
import { readersByRow } from "./readers.ts";
import { sharesAmong } from "./shares.ts";

export type TimelineInput = {
  readonly me: UserId;
  readonly items: readonly TimelineItem[];
  readonly related: (id: EventId) => readonly TimelineEvent[];
  /** More of what was said here than `items`, in order: what a forced end hides may have begun before them. */
  readonly heard?: readonly TimelineItem[] | undefined;
  /** Messages that replies point to and that are not among the items. */
  readonly quoted: ReadonlyMap<EventId, TimelineEvent>;
  readonly state: RoomState;
  readonly receipts: Receipts;
  readonly gaps: ReadonlyMap<string, "open" | "loading" | "failed">;
  /** Where things stand that were written here and have not come back, by id of the item. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly mayAnnounce: (user: UserId) => boolean;
};

/** Rows of a room's history, oldest first. A function of its input. */
export function timelineRows(given: TimelineInput): TimelineRow[] {
  const { items, state, me } = given;
  const hidden = hiddenFrom(me, given.heard ?? items, state);
  const input = { ...given, related: (id: EventId) => given.related(id).filter((one) => !hidden.has(one.id)) };
  const person = personIn(state);
  const readers = readersByRow(items, input.receipts, me);
  const byId = new Map(items.flatMap((item) => (item.is === "event" ? [[item.id, item] as const] : [])));
  const shares = sharesAmong(items);
  const rows: TimelineRow[] = [];
  for (const item of items) {
    if (item.is === "gap") {
      rows.push({ is: "gap", id: item.id, ts: item.ts, state: input.gaps.get(item.id) ?? "open" });
      continue;
    }
    const eventId = isEventId(item.id) ? { eventId: item.id } : {};
    const placed = { id: item.txnId ?? item.id, ts: item.ts, sender: person(item.sender), ...eventId };
    const share = shares.get(item.id);
    if (share !== undefined) rows.push({ ...placed, is: "share", mine: item.sender === me, ...share });
    else if (item.stateKey !== undefined) {
      const what = noticeOf(item, person);
      if (what !== undefined) rows.push({ ...placed, is: "notice", what });
    } else if (!isMessage(item) || hidden.has(item.id)) continue;
    else if (item.redacted) rows.push({ ...placed, is: "deleted", mine: item.sender === me });
    else if (item.unread !== undefined) rows.push({ ...placed, is: "undecryptable", reason: item.unread.reason });
    else rows.push(messageRow(item, placed, input, person, byId, readers.at(item.id), readers.lastReadBy(item.pos)));
  }
  return rows;
}

type Placed = Pick<MessageRow, "id" | "ts" | "sender" | "eventId">;

function messageRow(
  event: TimelineEvent,
  placed: Placed,
  input: TimelineInput,
  person: (user: UserId) => Person,
  byId: ReadonlyMap<EventId, TimelineEvent>,
  readBy: readonly UserId[],
  readByCount: number,
): MessageRow {
  const { me, state } = input;
  const related = input.related(event.id);
  const edit = editOf(event, related);
  const content = edit === undefined ? event.content : record(edit.content["m.new_content"]);
  const target = replyOf(event.content);
  const answered = target === undefined ? undefined : (byId.get(target) ?? input.quoted.get(target));
  const { announcement } = (edit ?? event).blocks ?? {};
  const mine = event.sender === me;
  return {
    ...placed,
    is: "message",
    mine,
    body: (edit ?? event).body ?? [],
    text: text(content["body"]) ?? "",
    notice: content["msgtype"] === "m.notice",
    emote: content["msgtype"] === "m.emote",
    edited: edit !== undefined,
    reactions: reactionsOf(related, me, (user) => nameIn(state, user)),
    mentionsMe: !mine && mentions(content, me),
    readBy: readBy.map(person),
    clearInEncrypted: !event.encrypted && (stateEvent(state, "m.room.encryption")?.ts ?? Infinity) < event.ts,
    ...(target === undefined ? {} : { replyTo: replyTo(target, answered, input, person) }),
    ...(mine ? { delivery: input.deliveries.get(event.id) ?? sentOrRead(readByCount) } : {}),
    ...(event.blocks?.meetup === undefined ? {} : { meetup: event.id }),
    ...(event.blocks?.hazard === "report" && !isCircle(state) ? { hazard: event.id } : {}),
    ...(announcement !== undefined && input.mayAnnounce(event.sender) ? { announcement } : {}),
  };
}

const sentOrRead = (by: number): Delivery => (by > 0 ? { is: "read", by } : { is: "sent" });

function replyTo(
  eventId: EventId,
  event: TimelineEvent | undefined,
  input: TimelineInput,
  person: (user: UserId) => Person,
): NonNullable<MessageRow["replyTo"]> {
  if (event === undefined) return { eventId, senderName: "", preview: { kind: "text", text: "" } satisfies Preview };
  const edit = editOf(event, input.related(eventId));
  const preview = previewOf(event, edit);
  return { eventId, senderName: person(event.sender).name, preview };
}

/** People as a room names them; made once for each call. */
export function personIn(state: RoomState): (user: UserId) => Person {
  const known = new Map<UserId, Person>();
  return (userId) => {
    const before = known.get(userId);
    if (before !== undefined) return before;
    const avatar = avatarIn(state, userId);
    const made = {
      userId,
      name: nameIn(state, userId) || localpart(userId),
      ...(avatar === undefined ? {} : { avatar }),
    };
    known.set(userId, made);
    return made;
  };
}
