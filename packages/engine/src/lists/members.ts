import { isMxcUri, isUserId, localpart } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { neededTo } from "@paceline/domain";
import type { MemberRow } from "@paceline/protocol/port";
import { powerIn, powerOf, roleIn } from "../ingest/rights.ts";
import { nameIn } from "../projection/people.ts";
import { statesOfType, text } from "../projection/room-state.ts";
import type { RoomState, StateEvent } from "../projection/room-state.ts";

const SHOWN = new Set(["join", "invite", "knock"]);

/** People of a room, strongest first, then by name. `bot`: the bridge's account. */
export function memberRows(state: RoomState, me: UserId, bot: UserId | undefined): MemberRow[] {
  const rows = [...statesOfType(state, "m.room.member")].flatMap((event) => {
    const row = memberRow(state, event, me, bot);
    return row === undefined ? [] : [{ row, power: powerOf(state, row.id) }];
  });
  rows.sort((a, b) => b.power - a.power || a.row.name.localeCompare(b.row.name) || (a.row.id < b.row.id ? -1 : 1));
  return rows.map(({ row }) => row);
}

function memberRow(
  state: RoomState,
  { key, content, invitedBy }: StateEvent,
  me: UserId,
  bot: UserId | undefined,
): MemberRow | undefined {
  const membership = content["membership"];
  if (!isUserId(key) || !SHOWN.has(String(membership))) return undefined;
  const avatar = content["avatar_url"];
  return {
    id: key,
    name: text(content["displayname"]) ?? localpart(key),
    role: roleIn(state, key),
    membership: membership as MemberRow["membership"],
    me: key === me,
    bot: key === bot,
    ...(isMxcUri(avatar) ? { avatar } : {}),
    ...(invitedBy === undefined
      ? {}
      : {
          invitedBy: {
            userId: invitedBy,
            name: nameIn(state, invitedBy),
            hadPower: powerOf(state, invitedBy) >= neededTo("invite", powerIn(state)),
          },
        }),
  };
}
