import { isUserId, localpart } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import { stateContent, stateEvent, stateKeyOf, record, text } from "../projection/room-state.ts";
import type { StateEvent } from "../projection/room-state.ts";
import { events } from "./sync-response.ts";
import { readStripped } from "./raw-event.ts";
import type { RoomDraft } from "./room-draft.ts";
import { nameIn } from "../projection/people.ts";
import { summarise } from "./summary.ts";

/** An invite to me, or my own open knock: all that is known is stripped state (spec, "Stripped state"). `now`: ms. */
export function ingestStripped(
  draft: RoomDraft,
  part: Content,
  membership: "invite" | "knock",
  me: UserId,
  now: number,
): void {
  if (draft.record.membership !== membership) draft.clearState();
  for (const value of events(record(part[`${membership}_state`]))) {
    const stripped = readStripped(value);
    if (stripped === undefined) continue;
    const { type, key, sender, content } = stripped;
    const id = `$stripped-${type}-${key}` as StateEvent["id"];
    draft.state.set(stateKeyOf(type, key), { type, key, sender, content, id, ts: now });
    draft.stateChanged = true;
  }
  const mine = stateEvent(draft.state, "m.room.member", me);
  const from = mine !== undefined && isUserId(mine.sender) ? mine.sender : me;
  const reason = text(mine?.content["reason"]);
  draft.record = summarise({ ...draft.record, membership }, draft.state, me, undefined);
  draft.change({
    asked: {
      from,
      fromName: nameIn(draft.state, from) || localpart(from),
      direct: stateContent(draft.state, "m.room.member", me)["is_direct"] === true,
      ts: draft.record.asked?.ts ?? now,
      ...(reason === undefined ? {} : { reason }),
    },
    activity: draft.record.asked?.ts ?? now,
    unread: 0,
    mentions: 0,
  });
}

/** I left, declined, was removed or banned. What was read stays readable on this device. */
export function ingestLeft(draft: RoomDraft): void {
  const { asked: _asked, ...kept } = draft.record;
  draft.record = { ...kept, membership: "leave", unread: 0, mentions: 0 };
}
