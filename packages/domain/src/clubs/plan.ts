import { NS } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { ChannelKind } from "@paceline/protocol/events";
import type { PowerLevels, RoomVersion } from "../roles/index.ts";
import { clubPowerLevels } from "../roles/index.ts";

/** What an owner asks for. */
export type ClubWish = {
  readonly access: "open" | "private";
  readonly name: string;
  readonly topic?: string | undefined;
  readonly sports: readonly string[];
  readonly owner: UserId;
  readonly bot: UserId;
  readonly version: RoomVersion;
  /** What the channels are called, in the owner's language. */
  readonly channelNames?: Readonly<Record<StartChannel, string>>;
};

/** The channels a club begins with. The key is also the end of a room's alias, which makes its creation idempotent. */
export const START_CHANNELS = ["announcements", "meetups", "chat"] as const;
export type StartChannel = (typeof START_CHANNELS)[number];

export type JoinRule = "public" | "knock" | "restricted";

/** One room of a club as it is to be created. */
export type RoomPlan = {
  readonly key: "space" | StartChannel;
  readonly kind: "space" | ChannelKind;
  readonly name: string;
  readonly topic?: string;
  readonly encrypted: boolean;
  readonly joinRule: JoinRule;
  readonly historyVisibility: "shared" | "world_readable";
  readonly powerLevels: PowerLevels;
};

export type ChannelPlan = RoomPlan & { readonly kind: ChannelKind };

export type ClubPlan = {
  readonly wish: ClubWish;
  readonly space: RoomPlan;
  /** In the order in which a club shows them. */
  readonly channels: readonly ChannelPlan[];
};

const ENGLISH_CHANNEL_NAMES = { announcements: "Announcements", meetups: "Meetups", chat: "General" } as const;

/**
 * The rooms of a new club. Private: everything encrypted, people knock or are invited at the space, channels are open to its members. Open: anybody
 * joins the space; announcements and meetups are clear and readable before joining, chat is encrypted.
 */
export function planClub(wish: ClubWish): ClubPlan {
  const names = wish.channelNames ?? ENGLISH_CHANNEL_NAMES;
  const open = wish.access === "open";
  return {
    wish,
    space: {
      key: "space",
      kind: "space",
      name: wish.name,
      ...(wish.topic === undefined ? {} : { topic: wish.topic }),
      encrypted: false,
      joinRule: open ? "public" : "knock",
      historyVisibility: "shared",
      powerLevels: levelsOf("space", wish),
    },
    channels: START_CHANNELS.map((kind) => {
      const board = open && kind !== "chat";
      return {
        key: kind,
        kind,
        name: names[kind],
        encrypted: !board,
        joinRule: "restricted",
        historyVisibility: board ? "world_readable" : "shared",
        powerLevels: levelsOf(kind, wish),
      };
    }),
  };
}

const levelsOf = (kind: RoomPlan["kind"], { access, version, bot, owner }: ClubWish): PowerLevels =>
  clubPowerLevels({ kind, access, version, bot, people: new Map([[owner, "owner"]]) });

/** One event of a room's `initial_state`. */
export type InitialState = { readonly type: string; readonly state_key: string; readonly content: object };

/** State of the space from its first moment on. */
export const spaceState = ({ space, wish }: ClubPlan): readonly InitialState[] => [
  state("m.room.join_rules", { join_rule: space.joinRule }),
  state("m.room.history_visibility", { history_visibility: space.historyVisibility }),
  state("m.room.guest_access", { guest_access: "forbidden" }),
  state(`${NS}.club`, { v: 1, access: wish.access, sports: wish.sports }),
];

/** State of a channel from its first moment on: encryption is never turned on later, when something may already have been said. */
export const channelState = (channel: RoomPlan, space: RoomId, via: string): readonly InitialState[] => [
  state("m.room.join_rules", { join_rule: "restricted", allow: [{ type: "m.room_membership", room_id: space }] }),
  state("m.room.history_visibility", { history_visibility: channel.historyVisibility }),
  state("m.room.guest_access", { guest_access: "forbidden" }),
  ...(channel.encrypted ? [state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" })] : []),
  state(`${NS}.channel`, { v: 1, kind: channel.kind, club: space }),
  { type: "m.space.parent", state_key: space, content: parentLink(via) },
];

/** Links of space and channel, one in each direction (spec, "Spaces"). `via`: a server that is in the room. */
export const parentLink = (via: string): object => ({ via: [via], canonical: true });
export const childLink = (via: string, place: number): object => ({
  via: [via],
  suggested: true,
  order: String(place).padStart(4, "0"),
});

const state = (type: string, content: object): InitialState => ({ type, state_key: "", content });
