import { forget, hear, hearTracker, isLive, shareOf } from "@paceline/domain/shares";
import type { Share } from "@paceline/domain/shares";
import { BEACON_INFO } from "@paceline/protocol";
import type { EventId, RoomId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Batch, Told } from "../projection/batch.ts";
import type { Write } from "../projection/database.ts";
import { statesOfType } from "../projection/room-state.ts";
import type { StateEvent } from "../projection/room-state.ts";
import { overAt, SHOWN_MS } from "./book.ts";
import type { KeptShare, ShareBook } from "./book.ts";
import type { Opener, PhoneReport } from "./open-sealed.ts";

/** `now`: ms by the homeserver's clock. */
export type HearingParts = { readonly book: ShareBook; readonly now: () => number; readonly open: Opener };

/** What comes from the server of shares, and what it changes in the book. */
export class ShareHearing {
  readonly #parts: HearingParts;

  constructor(parts: HearingParts) {
    this.#parts = parts;
  }

  /** What a batch changes of shares, to be written with it. */
  async stage({ states, positions }: Partial<Batch>): Promise<readonly Write[]> {
    const { book, now, open } = this.#parts;
    if ((states?.size ?? 0) + (positions?.size ?? 0) === 0) return book.stage(new Map());
    const draft = new Draft(await book.known(), now());
    for (const [room, state] of states ?? []) draft.states(room, statesOfType(state, BEACON_INFO));
    for (const [room, told] of positions ?? []) {
      for (const one of told) {
        if (one.is !== "sealed") {
          draft.hear(room, one);
          continue;
        }
        const report = await open(room, one);
        if (report === undefined) continue;
        book.report(report);
        if (report.fix !== undefined) draft.hearTracker(room, { ...report, fix: report.fix, from: one.id });
      }
    }
    return book.stage(draft.changed());
  }
}

/** The book with one batch laid over it. */
class Draft {
  readonly #now: number;
  readonly #before: ReadonlyMap<EventId, KeptShare>;
  readonly #all: Map<EventId, KeptShare>;
  /** Newest share of each person in each room. */
  readonly #of = new Map<string, KeptShare>();

  constructor(known: ReadonlyMap<EventId, KeptShare>, now: number) {
    this.#now = now;
    this.#before = known;
    this.#all = new Map(known);
    for (const share of known.values()) this.#of.set(place(share.room, share.user), share);
  }

  states(room: RoomId, events: Iterable<StateEvent>): void {
    for (const event of events) {
      if (event.key !== event.sender) continue;
      const known = this.#of.get(place(room, event.sender));
      const share = shareOf(event);
      if (share?.live === true) this.#start(room, share, known);
      else if (known !== undefined && known.endedMs === undefined)
        this.#put({ ...known, live: false, endedMs: Math.min(event.ts, known.endsMs) });
    }
  }

  hear(room: RoomId, told: Exclude<Told, { readonly is: "sealed" }>): void {
    if (told.is === "nothing") return;
    if (told.is === "redacted") {
      const from = [...this.#all.values()].filter((share) => share.room === room);
      for (const share of from) this.#put({ ...share, heard: forget(share.heard, told.id) });
      return;
    }
    const share = this.#all.get(told.position.target);
    if (share?.room !== room) return;
    const position = { ...told.position, ts: Math.min(told.position.ts, this.#now) };
    this.#put({ ...share, heard: hear(share.heard, share, position) });
  }

  /** Feeds the athlete's share while there is one: a tracker alone starts none. */
  hearTracker(
    room: RoomId,
    { user, tracker, fix, from }: PhoneReport & { readonly fix: Fix; readonly from: EventId },
  ): void {
    const share = this.#of.get(place(room, user));
    if (share === undefined || !isLive(share, this.#now)) return;
    this.#put({ ...share, heard: hearTracker(share.heard, { ...fix, from, by: tracker }, this.#now) });
  }

  /** What is different from before; `undefined`: gone. */
  changed(): ReadonlyMap<EventId, KeptShare | undefined> {
    const changes = new Map<EventId, KeptShare | undefined>();
    for (const [id, share] of this.#all) {
      if (overAt(share) + SHOWN_MS < this.#now) this.#all.delete(id);
      else if (this.#before.get(id) !== share) changes.set(id, share);
    }
    for (const id of this.#before.keys()) if (!this.#all.has(id)) changes.set(id, undefined);
    return changes;
  }

  #start(room: RoomId, share: Share, known: KeptShare | undefined): void {
    if (known?.id === share.id) return;
    if (known !== undefined) this.#all.delete(known.id);
    this.#put({ ...share, room, heard: [] });
  }

  #put(share: KeptShare): void {
    const before = this.#all.get(share.id);
    if (before !== undefined && before.heard === share.heard && before.live === share.live) return;
    this.#all.set(share.id, share);
    this.#of.set(place(share.room, share.user), share);
  }
}

const place = (room: RoomId, user: string): string => `${room} ${user}`;
