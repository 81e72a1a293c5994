import { ok } from "@paceline/protocol";
import type { EventId, RoomId } from "@paceline/protocol";
import type { Answer } from "../commands/handlers.ts";
import type { HistoryPage } from "../ingest/history-ingest.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Projection } from "../projection/projection.ts";
import { text } from "../projection/room-state.ts";
import type { Gap } from "../projection/timeline-event.ts";
import type { Intake } from "./intake.ts";

/** Events asked for at once. */
const PAGE = 50;

/** Looked at so often, what is too old (ms). */
const FORGET_EVERY_MS = 60 * 60 * 1_000;

/** What a room keeps of that which was said before a time (ms by the homeserver). */
export type Spares = (room: RoomId, beforeMs: number) => Promise<ReadonlySet<EventId>>;

/** Gets what lies further back, one page at a time (spec, `GET /rooms/{roomId}/messages`), and lets go of what rooms keep no longer. One request for a place at any time. */
export class History {
  readonly #http: Http;
  readonly #intake: Intake;
  readonly #projection: Projection;
  readonly #spares: Spares;
  readonly #running = new Map<string, Answer<null>>();
  #forgetMs = 0;

  constructor(http: Http, intake: Intake, projection: Projection, spares: Spares) {
    this.#http = http;
    this.#intake = intake;
    this.#projection = projection;
    this.#spares = spares;
  }

  older(room: RoomId): Answer<null> {
    return this.#once(room, async () => {
      const token = this.#projection.rooms.get(room)?.older ?? null;
      if (token === null) return;
      await this.#intake.older(room, await this.page(room, token));
    });
  }

  gap(room: RoomId, id: string): Answer<null> {
    return this.#once(`${room} ${id}`, async () => {
      const gap = await this.#find(room, id);
      if (gap !== undefined) await this.#intake.intoGap(room, gap, await this.page(room, gap.token));
    });
  }

  /** Events before `token`, newest first; without one, the newest of the room. */
  async page(room: RoomId, token?: string): Promise<HistoryPage> {
    const from = token === undefined ? {} : { from: token };
    const answer = await this.#http.call("GET", path("rooms", room, "messages"), {
      query: { dir: "b", limit: String(PAGE), ...from },
    });
    const end = text(answer["end"]);
    return { chunk: Array.isArray(answer["chunk"]) ? answer["chunk"] : [], ...(end === undefined ? {} : { end }) };
  }

  /** Forgets what rooms keep no longer. `now`: ms by the homeserver; between two looks lies an hour. */
  async forgetOld(now: number): Promise<void> {
    if (now < this.#forgetMs) return;
    this.#forgetMs = now + FORGET_EVERY_MS;
    for (const { id, keptMs } of this.#projection.rooms.values()) {
      if (keptMs === undefined) continue;
      const beforeMs = now - keptMs;
      await this.#intake.forget(id, { beforeMs, spared: await this.#spares(id, beforeMs) });
    }
  }

  async #find(room: RoomId, id: string): Promise<Gap | undefined> {
    let before = Infinity;
    for (;;) {
      const items = await this.#projection.items(room, before, 500);
      const gap = items.find((item) => item.is === "gap" && item.id === id);
      if (gap?.is === "gap" || items.length === 0) return gap as Gap | undefined;
      before = items[0]?.pos ?? -Infinity;
    }
  }

  #once(key: string, work: () => Promise<void>): Answer<null> {
    const known = this.#running.get(key);
    if (known !== undefined) return known;
    const run = work()
      .then(() => ok(null), failureOf)
      .finally(() => this.#running.delete(key));
    this.#running.set(key, run);
    return run;
  }
}
