import { isUserId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { MemberRow, Row } from "@paceline/protocol/port";
import { nameIn } from "../projection/people.ts";
import { memberRows } from "../lists/members.ts";
import { TimelineList } from "../timeline/timeline-list.ts";
import type { TimelineView } from "../timeline/timeline-list.ts";
import type { World } from "./world.ts";

/* Lists of one room. They read contents by their schemas, which the first rows do not need: this file is loaded after those. */

export async function membersOf({ projection }: World, roomId: RoomId): Promise<readonly MemberRow[]> {
  const { session } = projection;
  return session === undefined ? [] : memberRows(await projection.state(roomId), session.userId, session.bot);
}

export async function typingIn({ projection, typing }: World, roomId: RoomId): Promise<readonly Row<"typing">[]> {
  const state = await projection.state(roomId);
  const me = projection.session?.userId;
  const others = (typing.get(roomId) ?? []).filter(isUserId).filter((user) => user !== me);
  return others.map((id) => ({ id, name: nameIn(state, id) }));
}

export async function timelineOf(
  { account, projection, timelines, circles }: World,
  roomId: RoomId,
): Promise<TimelineView> {
  if (account === undefined) return { rows: [], meta: { roomId, older: "start" } };
  const list = timelines.get(roomId) ?? new TimelineList(projection, account.outbox, roomId, circles);
  timelines.set(roomId, list);
  return list.view();
}
