import { z } from "zod";
import { RoomIdShape, UserIdShape } from "../events/spec.ts";
import { CHANNEL_KINDS } from "../events/channel.ts";
import { ROLES } from "../events/role.ts";

/**
 * Body of `POST /api/v1/clubs`. The caller becomes owner. Sent with an `Idempotency-Key`: the same key finishes the same club
 * (also after a crash of the bridge) instead of making another.
 */
export const CreateClubRequest = z.object({
  name: z.string().trim().min(1).max(120),
  topic: z.string().trim().max(1_000).optional(),
  access: z.enum(["open", "private"]),
  sports: z.array(z.string().min(1).max(40)).max(12).default([]),
});
export type CreateClubRequest = z.infer<typeof CreateClubRequest>;

/** One room of a club that people write in. Answer of `POST /api/v1/clubs/{space_id}/channels`. */
export const ClubChannelAnswer = z.object({
  room_id: RoomIdShape,
  kind: z.enum(CHANNEL_KINDS),
  name: z.string(),
  encrypted: z.boolean(),
});
export type ClubChannelAnswer = z.infer<typeof ClubChannelAnswer>;

/** A club as the bridge knows it. `GET /api/v1/clubs/{space_id}` gives the same shape. */
export const ClubAnswer = z.object({
  space_id: RoomIdShape,
  name: z.string(),
  access: z.enum(["open", "private"]),
  owner: UserIdShape,
  channels: z.array(ClubChannelAnswer),
});
export type ClubAnswer = z.infer<typeof ClubAnswer>;

/** Body of `POST /api/v1/clubs/{space_id}/channels`, for captains and owners; with an `Idempotency-Key` like a new club. */
export const CreateChannelRequest = z.object({
  name: z.string().trim().min(1).max(120),
  kind: z.literal("chat"),
});
export type CreateChannelRequest = z.infer<typeof CreateChannelRequest>;

/** Body of `PUT /api/v1/clubs/{space_id}/roles/{user_id}`; the bot carries it out in all rooms of the club. Answers 204. */
export const SetRoleRequest = z.object({ role: z.enum(ROLES).exclude(["guest"]) });
export type SetRoleRequest = z.infer<typeof SetRoleRequest>;
