import type { Database } from "../projection/database.ts";
import type { Status } from "./status.ts";

const KEY = "clock-skew";

/** How far this device's clock was off when it was last measured (ms): a start without a network has nobody to ask, and timers run all the same. */
export const keptSkew = (database: Pick<Database, "get">): Promise<number | undefined> => database.get("meta", KEY);

export const keepSkew = (database: Pick<Database, "write">, skewMs: number): Promise<void> =>
  database.write([{ put: "meta", key: KEY, value: skewMs }]);

type Measured = { readonly status: Pick<Status, "clockSkewMs"> };

/** The homeserver's time minus this device's, ms. */
export const skewIn = ({ status }: Measured): number => status.clockSkewMs ?? 0;

/** ms by the homeserver's clock. */
export const serverNow = (world: Measured): number => Date.now() + skewIn(world);
