import type { EventId } from "@paceline/protocol";
import type { SafetyLogRow } from "@paceline/protocol/port";
import type { Database } from "../projection/database.ts";

/** A share of mine as its owner looks back on it. `room`: its name then. `endedMs`: where it ended before its time. */
export type LoggedShare = {
  readonly id: EventId;
  readonly room: string;
  readonly startedMs: number;
  readonly endsMs: number;
  readonly endedMs?: number;
};

const KEY = "share-log";
/** As long as a circle keeps what is said. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1_000;
const MOST = 200;

export const loggedShares = async (database: Pick<Database, "get">): Promise<readonly LoggedShare[]> =>
  (await database.get<readonly LoggedShare[]>("meta", KEY)) ?? [];

/** Notes what this device begins and ends, because a share itself leaves the device soon after its end. One note after the other. */
export class ShareLog {
  readonly #database: Pick<Database, "get" | "write">;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(database: Pick<Database, "get" | "write">) {
    this.#database = database;
  }

  /** A newer note of the same share takes the place of the older one. On the disk when it resolves. */
  note(share: LoggedShare): Promise<void> {
    const run = this.#tail.then(() => this.#note(share));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  async #note(share: LoggedShare): Promise<void> {
    const others = (await loggedShares(this.#database)).filter(({ id }) => id !== share.id);
    const kept = [share, ...others].filter(({ endsMs }) => endsMs > share.startedMs - KEPT_MS).slice(0, MOST);
    await this.#database.write([{ put: "meta", key: KEY, value: kept }]);
  }
}

/** Beginning and end of each, of every id once. `now`: ms by the homeserver's clock. */
export function shareRows(shares: readonly LoggedShare[], now: number): SafetyLogRow[] {
  const each = new Map(shares.toReversed().map((share) => [share.id, share]));
  return [...each.values()].flatMap(({ id, room, startedMs, endsMs, endedMs = endsMs }): SafetyLogRow[] => {
    const overMs = Math.min(endsMs, endedMs);
    const ended: SafetyLogRow[] =
      overMs <= now ? [{ id: `${id}.end`, tsMs: overMs, what: { kind: "share-ended", room } }] : [];
    return [{ id, tsMs: startedMs, what: { kind: "share-started", room } }, ...ended];
  });
}
