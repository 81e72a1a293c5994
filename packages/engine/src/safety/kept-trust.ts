import type { UserId } from "@paceline/protocol";
import type { Trust } from "@paceline/protocol/port";
import type { Database } from "../projection/database.ts";

export type TrustBook = ReadonlyMap<UserId, Trust>;

const KEY = "trust";

/** Whom of my circles I had verified, as far as this device knew last. */
export const keptTrust = async (database: Pick<Database, "get">): Promise<TrustBook> =>
  new Map((await database.get<readonly [UserId, Trust][]>("meta", KEY)) ?? []);

/** On the disk when it resolves. */
export const keepTrust = (database: Pick<Database, "write">, trust: TrustBook): Promise<void> =>
  database.write([{ put: "meta", key: KEY, value: [...trust] }]);
