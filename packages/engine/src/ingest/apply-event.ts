import type { UserId } from "@paceline/protocol";
import { stateKeyOf, text } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import type { RawEvent } from "./raw-event.ts";
import { mentions } from "./relation.ts";
import type { RoomDraft } from "./room-draft.ts";
import { nameIn } from "../projection/people.ts";
import { isCircle } from "../safety/circles.ts";
import { isLine, isMessage, isNews, previewOf } from "./visible.ts";

/** Takes a state event into the room's current state. */
export function applyState(draft: RoomDraft, raw: RawEvent): void {
  if (raw.stateKey === undefined) return;
  const { type, stateKey: key, sender, id, ts } = raw;
  const before = draft.state.get(stateKeyOf(type, key));
  const invited = before?.content["membership"] === "invite" ? before.sender : (raw.invitedBy ?? before?.invitedBy);
  const content = type === "m.room.member" ? named(raw, before?.content) : raw.content;
  const by = type === "m.room.member" && content["membership"] === "join" ? invited : undefined;
  draft.setState({ type, key, content, sender, id, ts, ...(by === undefined ? {} : { invitedBy: by }) });
}

/** Whoever is gone is called what they were called when they were here; an event that removes somebody carries no name. */
function named({ content, before }: RawEvent, known: RawEvent["before"]): RawEvent["content"] {
  const { membership, displayname } = content;
  if (displayname !== undefined || (membership !== "leave" && membership !== "ban")) return content;
  const name = text((known ?? before)?.["displayname"]);
  return name === undefined ? content : { ...content, displayname: name };
}

/** Takes a decoded event that came at the room's end: last line, counters, cards. */
export function applyNewest(draft: RoomDraft, event: TimelineEvent, me: UserId): void {
  draft.put(event);
  draft.change({ lastPos: Math.max(draft.record.lastPos, event.pos) });
  noteCard(draft, event);
  if (isLine(event, me, draft.state)) {
    const line = {
      eventId: event.id,
      sender: event.sender,
      senderName: nameIn(draft.state, event.sender),
      ts: event.ts,
    };
    draft.change({
      last: { ...line, preview: previewOf(event), pos: event.pos },
      activity: Math.max(draft.record.activity, event.ts),
    });
  }
  if (event.sender === me) {
    if (isMessage(event)) draft.change({ readPos: event.pos, unread: 0, mentions: 0 });
    return;
  }
  if (!isNews(event, me, draft.state)) return;
  draft.change({
    unread: draft.record.unread + 1,
    mentions: draft.record.mentions + (mentions(event.content, me) ? 1 : 0),
  });
}

/** More than so many in one room are somebody's joke. */
const MOST_HAZARDS = 200;

/** Remembers meetup cards and hazards, so that they are found without reading the room's history. */
export function noteCard(draft: RoomDraft, { id, type, relation, blocks }: TimelineEvent): void {
  if (type !== "m.room.message" || relation?.type === "m.replace") return;
  const { cards, hazards = [] } = draft.record;
  if (blocks?.meetup !== undefined && !cards.includes(id)) draft.change({ cards: [...cards, id] });
  if (blocks?.hazard === undefined || hazards.includes(id) || isCircle(draft.state)) return;
  draft.change({ hazards: [...hazards, id].slice(-MOST_HAZARDS) });
}

/** Empties a redacted event (spec, "Redactions"); the room's last line and the counters follow. */
export async function applyRedaction(draft: RoomDraft, target: RawEvent["redacts"]): Promise<void> {
  const event = target === undefined ? undefined : await draft.event(target);
  if (event === undefined || event.redacted) return;
  const { body: _body, unread: _unread, ...kept } = event;
  draft.put({ ...kept, content: {}, redacted: true });
  draft.recount = true;
  if (draft.record.last?.eventId === event.id)
    draft.change({ last: { ...draft.record.last, preview: { kind: "deleted" } } });
}

/** An edit of the room's last message changes its line, if its sender may edit it (spec, "Event replacements"). */
export function applyEdit(draft: RoomDraft, edit: TimelineEvent): void {
  const { last } = draft.record;
  if (edit.relation?.type !== "m.replace" || last === undefined) return;
  if (last.eventId !== edit.relation.target || last.sender !== edit.sender) return;
  draft.change({ last: { ...last, preview: previewOf(edit, edit) } });
}
