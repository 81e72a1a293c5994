import type { ChannelKind } from "../events/channel.ts";
import type { Role } from "../events/role.ts";
import type { MxcUri, RoomId } from "../ids.ts";

export type ClubRow = {
  readonly id: RoomId;
  readonly name: string;
  readonly topic?: string;
  readonly avatar?: MxcUri;
  /** `other`: a space that Paceline did not make; its rooms are shown, its club features are not. */
  readonly access: "open" | "private" | "other";
  readonly sports: readonly string[];
  readonly role: Role;
  readonly memberCount: number;
  readonly channels: readonly ClubChannel[];
  readonly unread: number;
  readonly mentions: number;
  /** Link to hand to others, `https://matrix.to/#/…?via=…`. */
  readonly link: string;
  readonly may: {
    readonly invite: boolean;
    readonly manage: boolean;
    readonly announce: boolean;
    /** Choose its picture. */
    readonly picture: boolean;
  };
};

export type ClubChannel = {
  readonly roomId: RoomId;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly encrypted: boolean;
  readonly joined: boolean;
};
