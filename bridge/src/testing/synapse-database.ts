import { existsSync, readFileSync } from "node:fs";
import type { SynapseServer } from "@paceline/testkit/synapse";

/**
 * Everything that Synapse has on its disk, for searches: its database and the write-ahead log, in which the newest is for a while alone. The log first: what a running Synapse moves
 * over meanwhile is then found in the database.
 */
export const synapseDatabase = ({ databasePath }: Pick<SynapseServer, "databasePath">): string =>
  [`${databasePath}-wal`, databasePath]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "latin1"))
    .join("\n");
