import { beacon, beaconInfo } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO, failed, ok } from "@paceline/protocol";
import type { Failure, Result, RoomId, UserId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { HomeserverCode } from "../appservice/request.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { Ghost } from "../store/ghost-store.ts";
import type { OwnShare, ShareStore } from "../store/share-store.ts";
import type { Ghosts } from "./ghosts.ts";
import { createLanes } from "./lanes.ts";
import type { PlatformRoomFailure, PlatformRooms } from "./platform-rooms.ts";

/** `OVER`: no such share, or one that has ended. `FORBIDDEN`: the room does not let its members share. */
export type ShareFailure = PlatformRoomFailure | "OVER" | "FORBIDDEN" | "LIMITED";

/** Live positions of ghosts in platform rooms, as Matrix' live shares (MSC3489, MSC3672). */
export interface Shares {
  /** `id`: the same makes one share. */
  start(ghost: Ghost, id: string, room: RoomId, forMs: number): Promise<Result<OwnShare, ShareFailure>>;
  /** `fixes`: oldest first, the last is the position, at most 60. `cause`: the same sends one event. */
  report(
    ghost: Ghost,
    share: string,
    fixes: readonly [Fix, ...Fix[]],
    cause: string,
  ): Promise<Result<OwnShare, ShareFailure>>;
  running(ghost: Ghost): readonly OwnShare[];
  stop(ghost: Ghost, share: string): Promise<Result<null, ShareFailure>>;
  /** One whose time is over; nothing where it has ended or another has taken its place. */
  expire(share: OwnShare): Promise<Result<null, ShareFailure>>;
}

type Parts = {
  readonly db: Database;
  readonly store: ShareStore;
  readonly ghosts: Pick<Ghosts, "as">;
  readonly platformRooms: PlatformRooms;
  readonly now: () => number;
};

export const createShares = ({ db, store, ghosts, platformRooms, now }: Parts): Shares => {
  const lanes = createLanes();
  /** Beginnings and ends of one person in one room are the same piece of state: a late end must not fall on the next beginning. */
  const laneOf = (user: UserId, room: RoomId): string => `${user} ${room}`;

  const end = ({ id, user, room, startedAt, expiresAt }: OwnShare): Promise<Result<null, ShareFailure>> =>
    lanes(laneOf(user, room), async () => {
      if (!store.isOpen(id)) return ok(null);
      const content = beaconInfo(false, startedAt, expiresAt - startedAt);
      const ended = await ghosts.as(user).setState(room, BEACON_INFO, user, content);
      // Who is no longer in the room shares nothing there.
      if (!ended.ok && ended.failure.retry !== "never") return refused(ended.failure);
      store.end(id, now());
      return ok(null);
    });

  return {
    start: (ghost, id, room, forMs) =>
      lanes(laneOf(ghost.user, room), async () => {
        const known = store.get(ghost.user, id, now());
        if (known !== undefined) return ok(known);
        const entered = await platformRooms.enter(ghost, room);
        if (!entered.ok) return entered;
        const startedAt = now();
        const content = beaconInfo(true, startedAt, forMs);
        const event = await ghosts.as(ghost.user).setState(room, BEACON_INFO, ghost.user, content);
        if (!event.ok) return refused(event.failure);
        const share = { id, user: ghost.user, room, event: event.value, startedAt, expiresAt: startedAt + forMs };
        inTransaction(db, () => store.add(share));
        return ok(share);
      }),

    report: async (ghost, id, fixes, cause) => {
      const share = store.get(ghost.user, id, now());
      if (share === undefined) return failed("OVER", "never");
      const entered = await platformRooms.enter(ghost, share.room);
      if (!entered.ok) return entered;
      const content = beacon(share.event, fixes, undefined);
      const sent = await ghosts.as(ghost.user).send(share.room, BEACON, `fix.${cause}`, content);
      return sent.ok ? ok(share) : refused(sent.failure);
    },

    running: ({ user }) => store.running(user, now()),

    stop: async (ghost, id) => {
      const share = store.get(ghost.user, id, now());
      return share === undefined ? ok(null) : end(share);
    },
    expire: end,
  };
};

const refused = ({ code, retry, retryAfterMs }: Failure<HomeserverCode>): Result<never, ShareFailure> => {
  if (code === "LIMITED") {
    const { failure } = failed("LIMITED", "later");
    return { ok: false, failure: { ...failure, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
  }
  return retry === "never" ? failed("FORBIDDEN", "never") : failed("UNREACHABLE", "later");
};
