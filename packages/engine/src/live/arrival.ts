import type { RoomId, UserId } from "@paceline/protocol";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import { stateContent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

type Rooms = Pick<Projection, "rooms" | "state" | "listen">;

/** A server that answers but does not sync for this long is not waited for. */
const PATIENCE_MS = 8_000;

/** Resolves when a room I just joined came down a sync, so that whoever goes there next finds it; or after some seconds without it. */
export const arrivalOf = (projection: Rooms, room: RoomId): Promise<void> =>
  arrival(projection, () => projection.rooms.get(room)?.membership === "join");

/**
 * Resolves when an encrypted room I just made can be written to; or after some seconds. A server makes a room event by event, and a sync can bring its beginning alone: who
 * is in it, and not yet how it is encrypted.
 */
export const arrivalOfEncrypted = (projection: Rooms, room: RoomId): Promise<void> =>
  arrival(projection, () => {
    const made = projection.rooms.get(room);
    return made?.membership === "join" && made.encrypted;
  });

async function arrival(projection: Rooms, here: () => boolean): Promise<void> {
  if (!here()) await heard(projection, here);
}

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
