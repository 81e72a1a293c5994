import { failed, ok } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { Answer } from "../commands/handlers.ts";
import { applyMyReceipt, recount } from "../ingest/counters.ts";
import { RoomDraft } from "../ingest/room-draft.ts";
import { batchOf } from "../ingest/sync-ingest.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Write } from "../projection/database.ts";
import type { Projection } from "../projection/projection.ts";

export type ReadMarkersParts = {
  readonly projection: Projection;
  readonly http: Http;
  readonly me: UserId;
};

const KEY = "read-markers";

/**
 * How far this account has read (spec, "Fully read markers", "Receipts"). Takes effect here at once; what the server has not heard of is kept, also over a
 * restart, and told when it can be reached: of each room the newest alone.
 */
export class ReadMarkers {
  readonly #parts: ReadMarkersParts;
  readonly #untold = new Map<RoomId, EventId>();
  readonly #loaded: Promise<void>;
  #tail: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: ReadMarkersParts) {
    this.#parts = parts;
    this.#loaded = this.#load();
    this.#loaded.catch(() => undefined);
  }

  /** Resolves when it is kept. An event that counts as read already changes nothing. */
  async mark(room: RoomId, eventId: EventId): Answer<null> {
    const { projection, me } = this.#parts;
    await this.#loaded;
    if (projection.rooms.get(room)?.membership !== "join") return failed("not-found", "never");
    const moved = await projection.exclusive(async () => {
      const draft = await RoomDraft.open(projection, room);
      const event = await draft.event(eventId);
      if (event !== undefined && event.pos <= draft.record.readPos) return false;
      this.#untold.set(room, eventId);
      if (event !== undefined) {
        // The event's own time: a receipt of another device counts as newer whatever this device's clock says.
        draft.receipts.set(me, { eventId, ts: event.ts });
        draft.receiptsChanged = true;
        await applyMyReceipt(draft, me);
        await recount(draft, me);
      }
      await projection.commit({ ...batchOf([draft]), extra: [this.#write()] });
      return true;
    });
    if (moved) void this.tell();
    return ok(null);
  }

  /** Nothing is written any more but what already waits its turn in the projection. */
  stop(): void {
    this.#stopped = true;
  }

  /** Tells the server what it has not heard of, as far as it answers; the rest waits for the next call. */
  tell(): Promise<void> {
    return (this.#tail = this.#tail.then(() => this.#tellAll()));
  }

  async #tellAll(): Promise<void> {
    await this.#loaded;
    for (const room of this.#untold.keys()) {
      for (let eventId = this.#untold.get(room); eventId !== undefined; eventId = this.#untold.get(room)) {
        if (!(await this.#tellOne(room, eventId)) || this.#stopped) return;
        // What was read in the meantime is told as well.
        if (this.#untold.get(room) !== eventId) continue;
        this.#untold.delete(room);
        const { projection } = this.#parts;
        await projection.exclusive(() => projection.commit({ extra: [this.#write()] }));
      }
    }
  }

  /** False where it may go through later. */
  async #tellOne(room: RoomId, eventId: EventId): Promise<boolean> {
    try {
      const body = { "m.fully_read": eventId, "m.read": eventId };
      await this.#parts.http.call("POST", path("rooms", room, "read_markers"), { body });
      return true;
    } catch (error) {
      return failureOf(error).failure.retry === "never";
    }
  }

  async #load(): Promise<void> {
    const kept = await this.#parts.projection.database.get<[RoomId, EventId][]>("meta", KEY);
    for (const [room, eventId] of kept ?? []) this.#untold.set(room, eventId);
  }

  #write(): Write {
    return { put: "meta", key: KEY, value: [...this.#untold] };
  }
}
