import type { ChannelKind } from "../events/channel.ts";
import type { Role } from "../events/role.ts";
import type { MxcUri, RoomId, UserId } from "../ids.ts";

/** A short line about a message for lists; words of ours are made by the view from `kind`. */
export type Preview =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "meetup"; readonly title: string }
  | { readonly kind: "media"; readonly name: string }
  | { readonly kind: "deleted" | "undecryptable" };

export type RoomRow = {
  readonly id: RoomId;
  readonly kind: "direct" | "group" | "channel";
  readonly channel?: ChannelKind;
  readonly clubId?: RoomId;
  readonly name: string;
  readonly topic?: string;
  readonly avatar?: MxcUri;
  readonly encrypted: boolean;
  /** The other person of a direct chat. */
  readonly peer?: UserId;
  readonly memberCount: number;
  readonly last?: {
    readonly preview: Preview;
    readonly sender: UserId;
    readonly senderName: string;
    readonly mine: boolean;
    readonly ts: number;
  };
  readonly unread: number;
  readonly mentions: number;
  readonly role: Role;
  readonly may: RoomRights;
};

/** What this account may do in the room, from power levels. */
export type RoomRights = {
  readonly send: boolean;
  readonly invite: boolean;
  readonly remove: boolean;
  readonly redactOthers: boolean;
  readonly announce: boolean;
  readonly rename: boolean;
  /** Choose its picture. */
  readonly picture: boolean;
  /** Show where one is. */
  readonly share: boolean;
  /** Let everybody in it show where they are, which a group or chat of another client leaves to moderators. */
  readonly letShare: boolean;
};

export type MemberRow = {
  readonly id: UserId;
  readonly name: string;
  readonly avatar?: MxcUri;
  readonly role: Role;
  readonly membership: "join" | "invite" | "knock";
  /** Who let them in, from the invite before their join; absent where nobody did (open rooms). */
  readonly invitedBy?: {
    readonly userId: UserId;
    readonly name: string;
    readonly hadPower: boolean;
  };
  readonly me: boolean;
  readonly bot: boolean;
};

export type RequestRow =
  | {
      readonly id: string;
      readonly is: "invite";
      readonly roomId: RoomId;
      readonly roomName: string;
      readonly roomKind: "direct" | "group" | "club" | "channel";
      readonly avatar?: MxcUri;
      readonly from: UserId;
      readonly fromName: string;
      readonly reason?: string;
      readonly ts: number;
    }
  | {
      readonly id: string;
      readonly is: "my-knock";
      readonly roomId: RoomId;
      readonly roomName: string;
      readonly ts: number;
    }
  | {
      readonly id: string;
      readonly is: "knock";
      readonly clubId: RoomId;
      readonly clubName: string;
      readonly from: UserId;
      readonly fromName: string;
      readonly reason?: string;
      readonly ts: number;
    };
