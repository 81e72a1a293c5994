import type { RoomId } from "@paceline/protocol";
import type { Projection } from "../projection/projection.ts";

/** A server that answers but does not sync for this long is not waited for. */
const PATIENCE_MS = 8_000;

/** Resolves when a room I just made or joined came down a sync, so that whoever goes there next finds it; or after some seconds without it. */
export function arrivalOf(projection: Projection, room: RoomId): Promise<void> {
  const here = (): boolean => projection.rooms.get(room)?.membership === "join";
  return new Promise((resolve) => {
    if (here()) return resolve();
    const end = projection.listen(() => {
      if (here()) settle();
    });
    const timer = setTimeout(() => settle(), PATIENCE_MS);
    const settle = (): void => {
      clearTimeout(timer);
      end();
      resolve();
    };
  });
}
