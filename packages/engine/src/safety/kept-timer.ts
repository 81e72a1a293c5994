import type { Timer } from "@paceline/domain/safety";
import type { Database } from "../projection/database.ts";

const KEY = "safety-timer";

/** My timer as it was kept last. */
export const keptTimer = (database: Pick<Database, "get">): Promise<Timer | undefined> => database.get("meta", KEY);

/** On the disk when it resolves. */
export const keepTimer = (database: Pick<Database, "write">, timer: Timer | undefined): Promise<void> =>
  database.write([timer === undefined ? { remove: "meta", key: KEY } : { put: "meta", key: KEY, value: timer }]);
