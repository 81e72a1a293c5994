import { may, mayAssign, planRole, roleKey } from "@paceline/domain";
import type { Action } from "@paceline/domain";
import { failed, NS, ok } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import { ROLES } from "@paceline/protocol/events";
import type { Role } from "@paceline/protocol/events";
import type { ClubAnswer } from "@paceline/protocol/http";
import type { Homeserver } from "../appservice/homeserver.ts";
import { anticipated } from "../mapping/anticipate.ts";
import { clubOf, isInClub, peopleOf, roleIn } from "../mapping/club.ts";
import { planned } from "../mapping/intent.ts";
import type { Known } from "../mapping/known.ts";
import { levelIn } from "../mapping/power.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ChannelStore } from "../store/channel-store.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import type { RoomStore } from "../store/room-store.ts";

/** `NOT_FOUND`: no club, or none that the caller may see. `NOT_YET`: stored, and done when the homeserver is back. */
export type ClubFailure = "NOT_FOUND" | "FORBIDDEN" | "NOT_YET" | "UNREACHABLE";

/** Clubs, as far as the acting person may see and change them by their membership and power. */
export interface Clubs {
  read(caller: UserId, space: RoomId): Promise<Result<ClubAnswer, ClubFailure>>;
  /** Whether this person may do this in the club. */
  authorize(caller: UserId, space: RoomId, action: Action): Promise<Result<null, ClubFailure>>;
  /** Carried out in all rooms of the club. */
  setRole(caller: UserId, space: RoomId, user: UserId, role: Role): Promise<Result<null, ClubFailure>>;
}

type Parts = {
  readonly db: Database;
  readonly homeserver: Pick<Homeserver, "stateContent">;
  readonly channels: ChannelStore;
  readonly rooms: RoomStore;
  readonly outboxStore: Pick<OutboxStore, "add">;
  readonly outbox: Pick<Outbox, "wake" | "standings">;
  readonly known: () => Known;
  readonly now: () => number;
};

const PATIENCE_MS = 10_000;

export const createClubs = ({ db, homeserver, channels, rooms, outboxStore, outbox, known, now }: Parts): Clubs => {
  /** Reads what decides about rights from the homeserver itself: what was pushed to us may be a moment old. */
  const refresh = async (space: RoomId, users: readonly UserId[]): Promise<Result<null, ClubFailure>> => {
    const wanted = [["m.room.power_levels", ""], ...users.map((user) => ["m.room.member", user] as const)] as const;
    for (const [type, key] of wanted) {
      const read = await homeserver.stateContent(space, type, key);
      if (!read.ok && read.failure.code !== "NOT_FOUND") return failed("UNREACHABLE", "later");
      const content = read.ok ? read.value : { membership: "leave" };
      rooms.put({ room: space, type, key, sender: known().bot, content });
    }
    return ok(null);
  };

  /** The caller as a member of a club that exists; others learn nothing about it. */
  const enter = async (
    caller: UserId,
    space: RoomId,
    others: readonly UserId[],
  ): Promise<Result<Role, ClubFailure>> => {
    if (channels.of(space).length === 0) return failed("NOT_FOUND", "never");
    const fresh = await refresh(space, [caller, ...others]);
    if (!fresh.ok) return fresh;
    return isInClub(known(), space, caller) ? ok(roleIn(known(), space, caller)) : failed("NOT_FOUND", "never");
  };

  const roomRole = (room: RoomId, user: UserId) => {
    const name = rooms.state(room, `${NS}.roles`, roleKey(user))?.content["role"];
    return { room, level: levelIn(known(), room, user), name: ROLES.find((role) => role === name) };
  };

  return {
    read: async (caller, space) => {
      const club = clubOf(known(), space, channels.of(space));
      if (club === undefined) return failed("NOT_FOUND", "never");
      if (club.access === "open") return ok(club);
      const entered = await enter(caller, space, []);
      return entered.ok ? ok(club) : entered;
    },

    authorize: async (caller, space, action) => {
      const role = await enter(caller, space, []);
      if (!role.ok) return role;
      return may(role.value, action) ? ok(null) : failed("FORBIDDEN", "never");
    },

    setRole: async (caller, space, user, role) => {
      const actor = await enter(caller, space, [user]);
      if (!actor.ok) return actor;
      if (!isInClub(known(), space, user)) return failed("NOT_FOUND", "never");
      const owners = [...peopleOf(known(), space).values()].filter((held) => held === "owner");
      const allowed = mayAssign({
        actor: actor.value,
        target: roleIn(known(), space, user),
        role,
        self: caller === user,
        lastOwner: owners.length === 1,
      });
      if (!allowed) return failed("FORBIDDEN", "never");

      const all = [space, ...channels.of(space).map(({ room }) => room)];
      const changes = planRole(
        user,
        role,
        all.map((room) => roomRole(room, user)),
      );
      const entries = changes.map((change) => planned(`role ${caller} ${user} ${now()}`, change));
      inTransaction(db, () => {
        for (const change of changes) rooms.put(anticipated(known(), change));
        outboxStore.add(entries, now());
      });
      outbox.wake();
      const standings = await outbox.standings(
        entries.map(({ txn }) => txn),
        PATIENCE_MS,
      );
      if (standings.includes("failed")) return failed("FORBIDDEN", "never");
      return standings.includes("open") ? failed("NOT_YET", "later") : ok(null);
    },
  };
};
