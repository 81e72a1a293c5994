import { channelState, spaceState } from "@paceline/domain";
import type { ClubPlan, RoomPlan } from "@paceline/domain";
import { localpart, serverOf } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";

/**
 * Local part of the alias under which a room is made. It lies in the bridge's namespace and is the key that makes creation
 * repeatable: a homeserver gives an alias to one room only.
 */
export const aliasName = (bot: UserId, makingId: string, key: string): string => `${localpart(bot)}_${makingId}_${key}`;

/** Our aliases are for us: an empty canonical alias keeps other clients from showing them as the room's address. */
const NO_SHOWN_ALIAS = { type: "m.room.canonical_alias", state_key: "", content: {} };

/** Body of `POST /createRoom` for a club's space. Its owner is invited; people of the club come in through it. */
export const spaceRequest = (plan: ClubPlan): object => ({
  ...common(plan.space, plan.wish.version),
  creation_content: { type: "m.space" },
  initial_state: [...spaceState(plan), NO_SHOWN_ALIAS],
  invite: [plan.wish.owner],
});

/** Body of `POST /createRoom` for a channel. Nobody is invited: members of the space may join. */
export const channelRequest = (channel: RoomPlan, version: string, space: RoomId, bot: UserId): object => ({
  ...common(channel, version),
  initial_state: [...channelState(channel, space, serverOf(bot)), NO_SHOWN_ALIAS],
});

const common = ({ name, topic, powerLevels }: RoomPlan, version: string) => ({
  room_version: version,
  // Everything the preset decides is decided by the plan as well; it must only not be `trusted_private_chat`.
  preset: "private_chat",
  visibility: "private",
  name,
  ...(topic !== undefined && topic !== "" && { topic }),
  power_level_content_override: powerLevels,
});
