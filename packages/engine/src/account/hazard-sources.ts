import type { HazardRow } from "@paceline/protocol/port";
import { hazardRows } from "../hazards/hazard-rows.ts";
import { standingHazards } from "../hazards/standing.ts";
import { clubOfChannel } from "../lists/rooms.ts";
import { serverNow, skewIn } from "./server-time.ts";
import type { World } from "./world.ts";

/** The list of hazards, computed from what is stored. `wakeAt`: one expires then (ms, this device's clock). */
export async function hazardsIn(
  world: World,
  wakeAt: (ms: number) => void,
): Promise<{ rows: readonly HazardRow[]; meta: Record<never, never> }> {
  const { projection, hazards: book } = world;
  const me = projection.session?.userId;
  if (me === undefined) return { rows: [], meta: {} };
  const standing = await standingHazards(projection, book, serverNow(world));
  wakeAt(Math.min(Infinity, ...standing.map(({ hazard }) => hazard.expiresMs)) - skewIn(world));
  const clubs = clubOfChannel(projection.rooms);
  const rows = hazardRows(standing, me, (room) => clubs.get(room) ?? projection.rooms.get(room)?.channel?.club);
  return { rows, meta: {} };
}
