import { isMxcUri, isRoomId, isUserId, localpart, serverOf } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { decode, EVENTS } from "@paceline/protocol/events";
import type { ChannelKind } from "@paceline/protocol/events";
import type { Knock, RoomRecord } from "../projection/room-record.ts";
import { stateContent, stateEvent, statesOfType, text, whole } from "../projection/room-state.ts";
import type { RoomState, StateEvent } from "../projection/room-state.ts";
import { botOf } from "./bot.ts";
import { rightsOf } from "./rights.ts";

/** Names shown for a room without one. */
const NAMED_PEOPLE = 3;

/** A shorter life than this is somebody's mistake or joke. */
const SHORTEST_MS = 24 * 60 * 60 * 1_000;

/** Rooms that are kept no longer than they ask to be. Elsewhere whoever may write state could empty other people's devices. */
const EXPIRING: ReadonlySet<ChannelKind> = new Set<ChannelKind>(["meetup", "circle"]);

/** Everything a summary takes from the room's state. `ownBot`: the bridge's account of this account's server. */
export function summarise(room: RoomRecord, state: RoomState, me: UserId, ownBot: UserId | undefined): RoomRecord {
  const bot = botOf(state, ownBot);
  const members = [...statesOfType(state, "m.room.member")].filter(({ key }) => key !== bot);
  const present = members.filter(({ content: { membership } }) => membership === "join" || membership === "invite");
  const others = present.filter(({ key }) => key !== me);
  const other = others.length === 1 ? others[0]?.key : undefined;
  const create = stateContent(state, "m.room.create");
  const name = text(stateContent(state, "m.room.name")["name"]);
  const avatar = stateContent(state, "m.room.avatar")["url"];
  const peerAvatar = others.length === 1 ? others[0]?.content["avatar_url"] : undefined;
  const picture = [avatar, name === undefined ? peerAvatar : undefined].find(isMxcUri);
  const topic = text(stateContent(state, "m.room.topic")["topic"]);
  const club = decode("club", stateEvent(state, EVENTS.club.type)?.content);
  const lifetime = whole(stateContent(state, "m.room.retention")["max_lifetime"]);
  const channel = decode("channel", stateEvent(state, EVENTS.channel.type)?.content);
  const { name: _n, topic: _t, avatar: _a, other: _o, club: _c, channel: _k, keptMs: _f, ...kept } = room;
  return {
    ...kept,
    space: create["type"] === "m.space",
    version: text(create["room_version"]) ?? "1",
    title: name ?? text(stateContent(state, "m.room.canonical_alias")["alias"]) ?? peopleNames(others, members, me),
    encrypted: room.encrypted || stateEvent(state, "m.room.encryption") !== undefined,
    joinRule: text(stateContent(state, "m.room.join_rules")["join_rule"]) ?? "invite",
    joined: members.filter(({ content }) => content["membership"] === "join").length,
    children: childrenOf(state),
    parents: [...statesOfType(state, "m.space.parent")].map(({ key }) => key).filter(isRoomId),
    via: viaOf(members),
    rights: rightsOf(state, me),
    knocks: members.flatMap(knockOf),
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic }),
    ...(picture === undefined ? {} : { avatar: picture }),
    ...(isUserId(other) ? { other } : {}),
    ...(club.is === "valid" ? { club: club.value } : {}),
    ...(channel.is === "valid" ? { channel: channel.value } : {}),
    ...(channel.is === "valid" && EXPIRING.has(channel.value.kind) && lifetime !== undefined
      ? { keptMs: Math.max(SHORTEST_MS, lifetime) }
      : {}),
  };
}

function peopleNames(others: readonly StateEvent[], all: readonly StateEvent[], me: UserId): string {
  const people = others.length > 0 ? others : all.filter(({ key }) => key !== me);
  const names = people.map(
    ({ content, key }) => text(content["displayname"]) ?? (isUserId(key) ? localpart(key) : key),
  );
  return names
    .sort((a, b) => a.localeCompare(b))
    .slice(0, NAMED_PEOPLE)
    .join(", ");
}

function childrenOf(state: RoomState): RoomRecord["children"] {
  const links = [...statesOfType(state, "m.space.child")].flatMap(({ key, content, ts }) => {
    const via = content["via"];
    if (!isRoomId(key) || !Array.isArray(via)) return [];
    return [
      {
        roomId: key,
        via: via.filter((server) => typeof server === "string"),
        order: text(content["order"]) ?? "\uffff",
        ts,
      },
    ];
  });
  links.sort((a, b) =>
    a.order < b.order ? -1 : a.order > b.order ? 1 : a.ts - b.ts || (a.roomId < b.roomId ? -1 : 1),
  );
  return links.map(({ roomId, via }) => ({ roomId, via }));
}

/** Servers of the most members, at most three (spec, appendix "Routing"). */
function viaOf(members: readonly StateEvent[]): string[] {
  const counts = new Map<string, number>();
  for (const { key, content } of members) {
    if (content["membership"] !== "join" || !isUserId(key)) continue;
    counts.set(serverOf(key), (counts.get(serverOf(key)) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return byCount.slice(0, 3).map(([server]) => server);
}

function knockOf({ key, content, ts }: StateEvent): Knock[] {
  if (content["membership"] !== "knock" || !isUserId(key)) return [];
  const reason = text(content["reason"]);
  return [
    {
      userId: key,
      name: text(content["displayname"]) ?? localpart(key),
      ts,
      ...(reason === undefined ? {} : { reason }),
    },
  ];
}
