import type { Heard, Share } from "@paceline/domain/shares";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { Database, Write } from "../projection/database.ts";
import type { PhoneReport } from "./open-sealed.ts";

/** One share and where it went. `endedMs`: somebody ended it before its time. */
export type KeptShare = Share & { readonly room: RoomId; readonly heard: Heard; readonly endedMs?: number };

/** A share is shown for this long after its end. */
export const SHOWN_MS = 60 * 60 * 1_000;
const KEY = "share";

export const overAt = ({ endsMs, endedMs }: KeptShare): number => Math.min(endsMs, endedMs ?? Infinity);

/**
 * Live shares of all rooms: one a person and room, with the latest position and a short trail. Kept beside the timelines, which hold no positions. What a commit changes
 * is staged first, so that it is written in the same transaction, and seen when that is through. Which changes these are says `ShareHearing`, which the first rows
 * of a start do not wait for.
 */
export class ShareBook {
  readonly #database: Pick<Database, "list">;
  #known: Promise<Map<EventId, KeptShare>> | undefined;
  #staged: ReadonlyMap<EventId, KeptShare | undefined> = new Map();
  readonly #reports = new Map<string, PhoneReport>();
  #reported = false;

  constructor(database: Pick<Database, "list">) {
    this.#database = database;
  }

  async all(): Promise<readonly KeptShare[]> {
    return [...(await this.#read()).values()];
  }

  async known(): Promise<ReadonlyMap<EventId, KeptShare>> {
    return this.#read();
  }

  /** A phone sent something, also while nobody shares and it feeds nothing. Known until the engine stops: a phone goes on sending. */
  report(report: PhoneReport): void {
    this.#reports.set(`${report.user} ${report.tracker}`, report);
    this.#reported = true;
  }

  /** What a phone of theirs sent last, as far as this run has heard. */
  reportOf(user: UserId, tracker: string): PhoneReport | undefined {
    return this.#reports.get(`${user} ${tracker}`);
  }

  /** Takes note of what the next commit changes; `undefined`: gone. What is to be written with it. */
  stage(changes: ReadonlyMap<EventId, KeptShare | undefined>): readonly Write[] {
    this.#staged = changes;
    return [...changes].map(([id, share]) =>
      share === undefined ? { remove: "meta", key: [KEY, id] } : { put: "meta", key: [KEY, id], value: share },
    );
  }

  /** What was staged is committed. True if any share, or what is known of a phone, is different now. */
  take(): boolean {
    const staged = this.#staged;
    const reported = this.#reported;
    this.#reported = false;
    if (staged.size === 0) return reported;
    this.#staged = new Map();
    this.#known = this.#read().then((known) => {
      for (const [id, share] of staged) {
        if (share === undefined) known.delete(id);
        else known.set(id, share);
      }
      return known;
    });
    return true;
  }

  #read(): Promise<Map<EventId, KeptShare>> {
    return (this.#known ??= this.#database
      .list<KeptShare>("meta", { from: [KEY], to: [KEY, "\uffff"] })
      .then((found) => new Map(found.map(({ value }) => [value.id, value]))));
  }
}
