import type { RoomId, UserId } from "@paceline/protocol";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import { stateContent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

type Rooms = Pick<Projection, "rooms" | "state" | "listen">;

/** A server that answers but does not sync for this long is not waited for. */
const PATIENCE_MS = 8_000;

/**
 * Resolves when a room I am in came down a sync with what is asked of it, so that whoever goes there next finds it; or after some seconds without. A server makes a
 * room event by event, and a sync can bring its beginning alone.
 */
export async function arrivalOf(
  projection: Rooms,
  room: RoomId,
  whole: (record: RoomRecord) => boolean = () => true,
): Promise<void> {
  const here = (): boolean => {
    const record = projection.rooms.get(room);
    return record?.membership === "join" && whole(record);
  };
  if (!here()) await heard(projection, here);
}

/** As `arrivalOf`, for an encrypted room I just made: it can be written to. */
export const arrivalOfEncrypted = (projection: Rooms, room: RoomId): Promise<void> =>
  arrivalOf(projection, room, ({ encrypted }) => encrypted);

/**
 * Resolves when an invitation that I sent came down a sync, so that what I write next is encrypted for that person too (where the room keeps its past from others only);
 * or after some seconds without it.
 */
export async function invitationOf(projection: Rooms, room: RoomId, user: UserId): Promise<void> {
  const stands = (state: RoomState | undefined): boolean =>
    state !== undefined && INSIDE.has(stateContent(state, "m.room.member", user)["membership"]);
  const heardOf = heard(projection, ({ states }) => stands(states?.get(room)));
  if (!stands(await projection.state(room))) await heardOf;
}

const INSIDE: ReadonlySet<unknown> = new Set(["invite", "join"]);

function heard(projection: Rooms, fits: (batch: Partial<Batch>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      end();
      resolve();
    };
    const end = projection.listen((batch) => {
      if (fits(batch)) settle();
    });
    const timer = setTimeout(settle, PATIENCE_MS);
  });
}
