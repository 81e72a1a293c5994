import type { Role } from "@paceline/protocol/events";

/** Power level of each role, in every room of a club. Coach and ride leader share one; their names tell them apart. */
export const ROLE_LEVELS: Readonly<Record<Role, number>> = {
  owner: 100,
  captain: 75,
  moderator: 50,
  coach: 25,
  leader: 25,
  member: 0,
  guest: 0,
};

/**
 * Everything in a club that takes a right, with the level it takes. Power levels enforce it in clear rooms and for state; what
 * is said in an encrypted room, each reader checks against this table.
 */
export const ACTION_LEVELS = {
  /** Change power levels, join rules, encryption; tombstone; hand the club over. */
  ownClub: 100,
  /** Add and remove channels, set what they are. */
  manageChannels: 75,
  /** Give and take roles below one's own (`mayAssign` says which). */
  assignRoles: 75,
  /** Let people in: answer requests; invite into a private club. */
  admit: 75,
  /** Change name, topic, picture. */
  rename: 75,
  announce: 50,
  remove: 50,
  ban: 50,
  redactOthers: 50,
  /** Pin, and list upcoming meetups. */
  pin: 25,
  /** Take over another organiser's roster. */
  keepRoster: 25,
  /** Messages, meetup cards, reactions. */
  write: 0,
  answer: 0,
  /** Share positions and files with the club; guests are in single rooms and share nothing with the club. */
  share: 0,
} as const;
export type Action = keyof typeof ACTION_LEVELS;

/** What a role may do. */
export const may = (role: Role, action: Action): boolean =>
  ROLE_LEVELS[role] >= ACTION_LEVELS[action] && !(role === "guest" && action === "share");

export type Assignment = {
  /** Who gives the role. */
  readonly actor: Role;
  /** What the person is now. */
  readonly target: Role;
  readonly role: Role;
  /** The actor changes their own role. */
  readonly self?: boolean;
  /** The target is the only owner. */
  readonly lastOwner?: boolean;
};

/**
 * Whether somebody may give a role to a person. Captains and owners give roles below their own to people below them; an owner may also make
 * another owner, which is how a club is handed over. Anybody may step down, but the last owner only after making another. `guest` is no role that
 * is given: it is membership of a single room.
 */
export function mayAssign({ actor, target, role, self = false, lastOwner = false }: Assignment): boolean {
  if (role === "guest" || target === "guest") return false;
  const [own, was, next] = [ROLE_LEVELS[actor], ROLE_LEVELS[target], ROLE_LEVELS[role]];
  if (self) return next < own && !(actor === "owner" && lastOwner);
  if (!may(actor, "assignRoles") || was >= own) return false;
  return next < own || actor === "owner";
}
