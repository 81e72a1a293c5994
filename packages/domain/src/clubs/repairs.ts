import { NS } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { ChannelKind } from "@paceline/protocol/events";
import type { StateChange } from "../roles/index.ts";
import { childLink, parentLink } from "./plan.ts";

/** State of one room as the bridge knows it; `undefined` where it has no such event. */
export type KnownState = (type: string, key: string) => Readonly<Record<string, unknown>> | undefined;

/** A club as it is: its space, and every channel that belongs to it. */
export type KnownClub = {
  readonly space: { readonly room: RoomId; readonly state: KnownState };
  readonly channels: readonly {
    readonly room: RoomId;
    readonly kind: ChannelKind;
    readonly state: KnownState;
    /** Everybody who has a role name in the channel or the space. */
    readonly named: readonly string[];
  }[];
  readonly bot: UserId;
  /** A server that is in all rooms: the bot's. */
  readonly via: string;
};

/**
 * What is out of line in a club, as the changes that put it right; empty where nothing is. The space is the truth: channels follow its
 * people's levels and role names. Links are completed in both directions, unless somebody took a channel out of the space. Names, topics, join rules and encryption are the owners' to change
 * and are left alone.
 */
export function clubRepairs(club: KnownClub): readonly StateChange[] {
  return club.channels.flatMap((channel, place) =>
    wasTakenOut(club, channel) ? [] : [...links(club, channel, place), ...people(club, channel)],
  );
}

type Channel = KnownClub["channels"][number];

function links({ space, via }: KnownClub, channel: Channel, place: number): StateChange[] {
  const { room, kind, state } = channel;
  const own = state(`${NS}.channel`, "");
  const set = (where: RoomId, type: string, key: string, content: object): StateChange => ({
    do: "state",
    room: where,
    type,
    key,
    content,
  });
  return [
    ...(space.state("m.space.child", room) === undefined
      ? [set(space.room, "m.space.child", room, childLink(via, place))]
      : []),
    ...(state("m.space.parent", space.room) === undefined
      ? [set(room, "m.space.parent", space.room, parentLink(via))]
      : []),
    ...(own?.["club"] === space.room ? [] : [set(room, `${NS}.channel`, "", { v: 1, kind, ...own, club: space.room })]),
  ];
}

function people({ space, bot }: KnownClub, { room, state, named }: Channel): StateChange[] {
  const wanted = levels(space.state, bot);
  const found = levels(state, bot);
  const users: Record<UserId, number | null> = {};
  for (const [user, level] of wanted) if (found.get(user) !== level) users[user] = level;
  for (const user of found.keys()) if (!wanted.has(user)) users[user] = null;
  const names = named.flatMap((key): StateChange[] => {
    const [there, here] = [space.state(`${NS}.roles`, key), state(`${NS}.roles`, key)];
    if (there === undefined || there["role"] === here?.["role"]) return [];
    return [{ do: "state", room, type: `${NS}.roles`, key, content: there }];
  });
  return [...(Object.keys(users).length === 0 ? [] : [{ do: "levels" as const, room, users }]), ...names];
}

/** People's levels; the bot's own is not the club's business. */
function levels(state: KnownState, bot: UserId): ReadonlyMap<UserId, number> {
  const users = state("m.room.power_levels", "")?.["users"];
  if (typeof users !== "object" || users === null) return new Map();
  const entries = Object.entries(users).filter(([user, level]) => user !== bot && Number.isSafeInteger(level));
  return new Map(entries as [UserId, number][]);
}

/** A child link without `via` is how a channel is taken out of its space (spec, "m.space.child"). */
function wasTakenOut({ space }: KnownClub, { room }: Channel): boolean {
  const link = space.state("m.space.child", room);
  return link !== undefined && !Array.isArray(link["via"]);
}
