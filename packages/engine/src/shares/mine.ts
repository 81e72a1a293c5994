import type { Outgoing } from "@paceline/domain/shares";
import type { EventId, RoomId } from "@paceline/protocol";
import type { Precision } from "@paceline/protocol/port";
import type { Database } from "../projection/database.ts";

/** A share that this device feeds. Kept on the disk, so that a restart goes on with it. */
export type MyShare = {
  readonly id: EventId;
  readonly room: RoomId;
  readonly startedMs: number;
  readonly endsMs: number;
  readonly precision: Precision;
  readonly part?: "lead" | "sweep";
  /** Wanted to an end: until the server knows, it is said again. */
  readonly ending: boolean;
  /** The last measured place lay in a privacy zone, so nothing was told. */
  readonly hidden: boolean;
  /** The server takes no position of it, and asking again would not help. */
  readonly refused: boolean;
  readonly out: Outgoing;
};

const KEY = "my-shares";

export const keptShares = async (database: Pick<Database, "get">): Promise<readonly MyShare[]> =>
  (await database.get<readonly MyShare[]>("meta", KEY)) ?? [];

export const keepShares = (database: Pick<Database, "write">, shares: readonly MyShare[]): Promise<void> =>
  database.write([{ put: "meta", key: KEY, value: shares }]);
