import { isMxcUri, isUserId, localpart } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { letIn, neededTo } from "@paceline/domain";
import type { Entrance, MembershipChange } from "@paceline/domain";
import type { MemberRow } from "@paceline/protocol/port";
import { botOf } from "../ingest/bot.ts";
import { powerIn, powerOf, roleIn } from "../ingest/rights.ts";
import { nameIn } from "../projection/people.ts";
import { stateContent, statesOfType, text } from "../projection/room-state.ts";
import type { RoomState, StateEvent } from "../projection/room-state.ts";

const SHOWN = new Set(["join", "invite", "knock"]);

/** People of a room, strongest first, then by name. `ownBot`: the bridge's account of this account's server. */
export function memberRows(state: RoomState, me: UserId, ownBot: UserId | undefined): MemberRow[] {
  const bot = botOf(state, ownBot);
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
  const how = letIn(historyOf(key, content, invitedBy), entranceOf(state, key));
  return {
    id: key,
    name: text(content["displayname"]) ?? localpart(key),
    role: roleIn(state, key),
    membership: membership as MemberRow["membership"],
    me: key === me,
    bot: key === bot,
    ...(isMxcUri(avatar) ? { avatar } : {}),
    ...(how.is === "invited"
      ? { invitedBy: { userId: how.by, name: nameIn(state, how.by), hadPower: how.hadPower } }
      : {}),
  };
}

/** What the room's current state still says of how somebody came in. */
function historyOf(user: UserId, content: StateEvent["content"], invitedBy: UserId | undefined): MembershipChange[] {
  const by = content["join_authorised_via_users_server"];
  return [
    ...(invitedBy === undefined ? [] : [{ sender: invitedBy, membership: "invite" as const }]),
    { sender: user, membership: "join", ...(isUserId(by) ? { authorisedBy: by } : {}) },
  ];
}

function entranceOf(state: RoomState, user: UserId): Entrance {
  const power = powerIn(state);
  return {
    joinRule: text(stateContent(state, "m.room.join_rules")["join_rule"]) ?? "invite",
    mayInvite: (by) => powerOf(state, by) >= neededTo("invite", power),
    founder: power.creators.has(user),
    complete: false,
  };
}
