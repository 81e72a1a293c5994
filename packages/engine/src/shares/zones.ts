import { hiddenOf } from "@paceline/domain/zones";
import type { Hidden, ZoneChance } from "@paceline/domain/zones";
import { failed, ok } from "@paceline/protocol";
import type { ZoneRow } from "@paceline/protocol/port";
import type { Handlers } from "../commands/handlers.ts";
import type { Database } from "../projection/database.ts";

/** A zone and the secret that displaces it, drawn once. */
type KeptZone = ZoneRow & { readonly chance: ZoneChance };
type Tables = Pick<Database, "get" | "write">;

const KEY = "zones";
const SMALLEST_M = 100;
const LARGEST_M = 5_000;

const kept = async (database: Pick<Database, "get">): Promise<readonly KeptZone[]> =>
  (await database.get<readonly KeptZone[]>("meta", KEY)) ?? [];

export const zoneRows = async (database: Pick<Database, "get">): Promise<readonly ZoneRow[]> =>
  (await kept(database)).map(({ chance: _secret, ...row }) => row);

/** What of the world is not told. */
export const hiddenPlaces = async (database: Pick<Database, "get">): Promise<readonly Hidden[]> =>
  (await kept(database)).map((zone) => hiddenOf(zone, zone.chance));

/** Privacy zones: on this device alone, sealed like everything else. `chance`: in [0, 1). */
export function zoneHandlers(
  database: Tables,
  chance: () => number,
  newId: () => string,
): Handlers<"putZone" | "removeZone"> {
  const write = (zones: readonly KeptZone[]) => database.write([{ put: "meta", key: KEY, value: zones }]);
  return {
    async putZone({ id = newId(), name, latitude, longitude, radius_m }) {
      const within = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
      if (!within || !(radius_m >= SMALLEST_M && radius_m <= LARGEST_M)) return failed("invalid-input", "never");
      const zones = await kept(database);
      const known = zones.find((zone) => zone.id === id);
      // The secret stays while the zone stays where it is: two of them would tell its middle.
      const stays = known?.latitude === latitude && known.longitude === longitude;
      const secret = stays ? known.chance : { turn: chance(), far: chance() };
      const zone = { id, name: name.trim(), latitude, longitude, radius_m, chance: secret };
      await write([...zones.filter((other) => other.id !== id), zone]);
      return ok({ id });
    },
    async removeZone({ id }) {
      await write((await kept(database)).filter((zone) => zone.id !== id));
      return ok(null);
    },
  };
}
