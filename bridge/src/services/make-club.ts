import { childLink, clubPowerLevels, planClub } from "@paceline/domain";
import type { ChannelPlan, RoomVersion } from "@paceline/domain";
import { NS, ok, serverOf } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import type { ClubAnswer, ClubChannelAnswer, CreateChannelRequest, CreateClubRequest } from "@paceline/protocol/http";
import type { Role } from "@paceline/protocol/events";
import type { Homeserver, StateEvent } from "../appservice/homeserver.ts";
import type { HomeserverCode } from "../appservice/request.ts";
import { aliasName, channelRequest, spaceRequest } from "../mapping/club-rooms.ts";
import { ensureRoom } from "./ensure-room.ts";

/** What was made, with the state of each room as it is now. */
export type MadeRooms<Answer> = {
  readonly answer: Answer;
  readonly space: RoomId;
  readonly rooms: readonly { readonly room: RoomId; readonly state: readonly StateEvent[] }[];
};
type Outcome<T> = Promise<Result<T, HomeserverCode>>;
type Tools = { readonly homeserver: Homeserver; readonly bot: UserId; readonly id: string };

/**
 * Makes a club's rooms, links them, invites its owner, lists it if it is open. Every step finds what an earlier try did,
 * so running it again after any crash finishes the same club.
 */
export const makeClub = async (
  tools: Tools,
  owner: UserId,
  { name, topic, access, sports }: CreateClubRequest,
): Outcome<MadeRooms<ClubAnswer>> => {
  const { homeserver, bot, id } = tools;
  const version = await roomVersion(homeserver);
  if (!version.ok) return version;
  const plan = planClub({ name, topic, access, sports, owner, bot, version: version.value });
  const space = await ensureRoom(homeserver, bot, {
    aliasName: aliasName(bot, id, "space"),
    request: spaceRequest(plan),
    marker: `${NS}.club`,
  });
  if (!space.ok) return space;

  const channels: ClubChannelAnswer[] = [];
  for (const [place, channel] of plan.channels.entries()) {
    const made = await makeLinkedRoom(tools, channel, version.value, space.value, place);
    if (!made.ok) return made;
    channels.push(made.value);
  }
  const invited = await ensureInvited(homeserver, space.value, owner);
  if (!invited.ok) return invited;
  if (access === "open") {
    // An operator who lists no rooms has a club that is found by its link.
    const listed = await homeserver.publish(space.value);
    if (!listed.ok && listed.failure.code !== "FORBIDDEN") return listed;
  }
  const rooms = await readStates(homeserver, [space.value, ...channels.map(({ room_id }) => room_id)]);
  if (!rooms.ok) return rooms;
  const answer = { space_id: space.value, name, access, owner, channels };
  return ok({ answer, space: space.value, rooms: rooms.value });
};

/** What a new channel takes over from its club. */
export type ClubNow = {
  readonly space: RoomId;
  readonly access: "open" | "private";
  readonly people: ReadonlyMap<UserId, Role>;
  readonly place: number;
};

/** Adds a chat channel to a club; repeatable like `makeClub`. */
export const makeChannel = async (
  tools: Tools,
  { space, access, people, place }: ClubNow,
  { name, kind }: CreateChannelRequest,
): Outcome<MadeRooms<ClubChannelAnswer>> => {
  const { homeserver, bot } = tools;
  const version = await roomVersion(homeserver);
  if (!version.ok) return version;
  const channel: ChannelPlan = {
    key: kind,
    kind,
    name,
    encrypted: true,
    joinRule: "restricted",
    historyVisibility: "shared",
    powerLevels: clubPowerLevels({ kind, access, version: version.value, bot, people }),
  };
  const made = await makeLinkedRoom(tools, channel, version.value, space, place);
  if (!made.ok) return made;
  const rooms = await readStates(homeserver, [made.value.room_id]);
  return rooms.ok ? ok({ answer: made.value, space, rooms: rooms.value }) : rooms;
};

const makeLinkedRoom = async (
  { homeserver, bot, id }: Tools,
  channel: ChannelPlan,
  version: RoomVersion,
  space: RoomId,
  place: number,
): Outcome<ClubChannelAnswer> => {
  const room = await ensureRoom(homeserver, bot, {
    aliasName: aliasName(bot, id, channel.key),
    request: channelRequest(channel, version, space, bot),
    marker: `${NS}.channel`,
  });
  if (!room.ok) return room;
  const linked = await homeserver.setState(space, "m.space.child", room.value, childLink(serverOf(bot), place));
  if (!linked.ok) return linked;
  const { kind, name, encrypted } = channel;
  return ok({ room_id: room.value, kind, name, encrypted });
};

/** Version 12 where the homeserver calls it stable, else 11; always said, so that a server's default changes nothing. */
const roomVersion = async (homeserver: Homeserver): Outcome<RoomVersion> => {
  const stable = await homeserver.stableRoomVersions();
  return stable.ok ? ok(stable.value.includes("12") ? "12" : "11") : stable;
};

/** Creation invites the owner last: a room whose making was cut off may lack the invitation. */
const ensureInvited = async (homeserver: Homeserver, space: RoomId, owner: UserId): Outcome<null> => {
  const member = await homeserver.stateContent(space, "m.room.member", owner);
  if (member.ok) return ok(null);
  return member.failure.code === "NOT_FOUND" ? homeserver.invite(space, owner) : member;
};

const readStates = async (homeserver: Homeserver, ids: readonly RoomId[]): Outcome<MadeRooms<unknown>["rooms"]> => {
  const rooms: { room: RoomId; state: readonly StateEvent[] }[] = [];
  for (const room of ids) {
    const state = await homeserver.state(room);
    if (!state.ok) return state;
    rooms.push({ room, state: state.value });
  }
  return ok(rooms);
};
