import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent, EventIdShape, RoomIdShape } from "./spec.ts";

export const CHANNEL_KINDS = ["chat", "announcements", "meetups", "forum", "meetup", "circle"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Says what a room is to us. `m.room.create.type` stays empty, so other clients show an ordinary room. */
export const ChannelState = z.looseObject({
  v: z.literal(1),
  kind: z.enum(CHANNEL_KINDS),
  /** The club's space; absent for rooms outside a club. */
  club: RoomIdShape.optional(),
  /** For kind `meetup`: the card this room belongs to. */
  card: EventIdShape.optional(),
});
export type ChannelState = z.infer<typeof ChannelState>;

export const channelEvent = defineEvent({
  type: `${NS}.channel`,
  carrier: "state",
  stateKey: "empty",
  maySend: ["bot", "owner", "captain"],
  schema: ChannelState,
  sample: { v: 1, kind: "meetups", club: "!space:example.org" as z.input<typeof RoomIdShape> },
});
