import type { EventId, MxcUri, RoomId, UserId } from "@paceline/protocol";
import type { ChannelState, ClubState, Role } from "@paceline/protocol/events";
import type { Preview } from "@paceline/protocol/port";

export type Membership = "join" | "invite" | "knock" | "leave";

/** What lists need of a room, small enough to be read for every room at the start. */
export type RoomRecord = {
  readonly id: RoomId;
  readonly membership: Membership;
  readonly space: boolean;
  readonly version: string;
  /** `m.room.name`; absent where people give the room its name. */
  readonly name?: string;
  /** What to call it: the name, else the others in it. Empty when nobody else ever was. */
  readonly title: string;
  readonly topic?: string;
  readonly avatar?: MxcUri;
  readonly encrypted: boolean;
  readonly joinRule: string;
  readonly joined: number;
  /** The other person, where there is exactly one. */
  readonly other?: UserId;
  readonly club?: ClubState;
  readonly channel?: ChannelState;
  /** A meetup's own room, or a safety circle: how long what was said in it is kept, ms (MSC1763). */
  readonly keptMs?: number;
  /** Children of a space, in the order its admins gave. */
  readonly children: readonly { readonly roomId: RoomId; readonly via: readonly string[] }[];
  readonly parents: readonly RoomId[];
  /** Servers that can help somebody join. */
  readonly via: readonly string[];
  readonly rights: Rights;
  readonly last?: Last;
  /** Time of the newest message, or of the invite: the order of lists. */
  readonly activity: number;
  readonly unread: number;
  readonly mentions: number;
  /** Everything at or before this position is read. */
  readonly readPos: number;
  readonly readUpTo?: EventId;
  /** Positions of the first and last stored event. */
  readonly firstPos: number;
  readonly lastPos: number;
  /** Token for what lies before the first stored event; null: nothing does. */
  readonly older: string | null;
  /** Present while `membership` is `invite`: who asks me in; or `knock`: my own request. */
  readonly asked?: {
    readonly from: UserId;
    readonly fromName: string;
    readonly reason?: string;
    readonly direct: boolean;
    readonly ts: number;
  };
  /** People who knock here. */
  readonly knocks: readonly Knock[];
  /** Meetup cards in this room, oldest first. */
  readonly cards: readonly EventId[];
  /** Reports of hazards and what ends them, as they came; the newest only. Absent in rooms that never had one. */
  readonly hazards?: readonly EventId[];
};

export type Knock = {
  readonly userId: UserId;
  readonly name: string;
  readonly reason?: string;
  readonly ts: number;
};

export type Last = {
  readonly eventId: EventId;
  readonly preview: Preview;
  readonly sender: UserId;
  readonly senderName: string;
  readonly ts: number;
  readonly pos: number;
};

/** My own power in a room and what it needs for which action (spec, "m.room.power_levels"). */
export type Rights = {
  readonly mine: number;
  readonly role: Role;
  readonly send: boolean;
  readonly invite: boolean;
  readonly kick: boolean;
  readonly redact: boolean;
  readonly rename: boolean;
  readonly picture: boolean;
  readonly power: boolean;
  /** Absent in what was kept before anybody asked; so is the next. */
  readonly share?: boolean;
  /** Whoever is in the room may. */
  readonly everybodyShares?: boolean;
};

const NO_RIGHTS: Rights = {
  mine: 0,
  role: "member",
  send: false,
  invite: false,
  kick: false,
  redact: false,
  rename: false,
  picture: false,
  power: false,
};

/** Before every position. */
const NOTHING_READ = Number.MIN_SAFE_INTEGER;

export const newRoom = (id: RoomId): RoomRecord => ({
  id,
  membership: "leave",
  space: false,
  version: "1",
  title: "",
  encrypted: false,
  joinRule: "invite",
  joined: 0,
  children: [],
  parents: [],
  via: [],
  rights: NO_RIGHTS,
  activity: 0,
  unread: 0,
  mentions: 0,
  readPos: NOTHING_READ,
  firstPos: 0,
  lastPos: 0,
  older: null,
  knocks: [],
  cards: [],
});
