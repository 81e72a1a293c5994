import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent } from "./spec.ts";

/** Names of the roles, highest first. `guest` is a member of single rooms and not of the space. */
export const ROLES = ["owner", "captain", "moderator", "coach", "leader", "member", "guest"] as const;
export type Role = (typeof ROLES)[number];

/**
 * The name of one person's role. Power comes from `m.room.power_levels` alone; this only tells coach from leader, who
 * share a level. State key: the user id without its `@`.
 */
export const RoleState = z.looseObject({ v: z.literal(1), role: z.enum(ROLES) });
export type RoleState = z.infer<typeof RoleState>;

export const roleEvent = defineEvent({
  type: `${NS}.roles`,
  carrier: "state",
  stateKey: "user",
  maySend: ["bot", "owner", "captain"],
  schema: RoleState,
  sample: { v: 1, role: "coach" },
});
