import { neededFor } from "@paceline/domain";
import { CIRCLE_KEPT_MS } from "@paceline/domain/safety";
import type { RoomId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { powerIn, powerOf } from "../ingest/rights.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Outbox, OutboxEntry } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import { stateEvent } from "../projection/room-state.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";
import type { CircleBook } from "./book.ts";
import { myCircle } from "./circles.ts";
import { CIRCLE_RETENTION } from "./make-circle.ts";
import { opaque } from "./say.ts";
import { standingWords } from "./standing.ts";

export type KeeperParts = {
  readonly http: Http;
  readonly projection: Projection;
  readonly outbox: Pick<Outbox, "enqueue" | "entries">;
  readonly book: CircleBook;
  readonly me: UserId;
  /** The bridge's account, where the homeserver names one. */
  readonly bot: () => UserId | undefined;
  /** ms by the homeserver's clock. */
  readonly now: () => number;
};

/** Said again after this part of the time that a circle keeps what is said: after 60 days of 90. */
const AGAIN_AFTER = 2 / 3;
/** Once all is well, it is looked at so often (ms). */
const LOOK_EVERY_MS = 60 * 60 * 1_000;
/** The same as long as it is not: a look reads what the circle holds, and what is waited for (a gap, a key, an echo) may take its time. */
const LOOK_AGAIN_MS = 60 * 1_000;
/** As far back as circles are read. */
const LOOKED_AT = 3_000;

const STANDING: ReadonlySet<string> = new Set([EVENTS.circle.type, EVENTS.tracker.type]);
const RETENTION = "m.room.retention";

/**
 * Asks the bridge's bot into my circle, lets it forget, and says again what must not be forgotten while it is young enough to be known to everybody. Two devices may both do it: the same words twice change nothing. A device that
 * might have missed newer words says none, or it would put the old ones over them.
 */
export class CircleKeeper {
  readonly #parts: KeeperParts;
  #nextMs = -Infinity;
  #looking = false;
  #botIsAsked = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** After a sync. What fails is tried again after the next one; what has to wait, after a minute. */
  async look(): Promise<void> {
    const now = this.#parts.now();
    const room = myCircle(this.#parts.projection.rooms);
    if (room === undefined || this.#looking) return;
    this.#looking = true;
    try {
      await this.#askBot(room);
      if (now < this.#nextMs) return;
      this.#nextMs = now + ((await this.#keep(room, now)) ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
    } finally {
      this.#looking = false;
    }
  }

  /** A circle may be older than its bridge, which then would hold no timer of it. A bot that was sent away stays away. */
  async #askBot({ id }: RoomRecord): Promise<void> {
    const { http, projection, bot } = this.#parts;
    const user = bot();
    if (this.#botIsAsked || user === undefined) return;
    const isKnown = stateEvent(await projection.state(id), "m.room.member", user) !== undefined;
    if (!isKnown)
      try {
        await http.call("POST", path("rooms", id, "invite"), { body: { user_id: user } });
      } catch (error) {
        if (failureOf(error).failure.retry !== "never") throw error;
      }
    this.#botIsAsked = true;
  }

  /** True when nothing is left to do. */
  async #keep(room: RoomRecord, now: number): Promise<boolean> {
    const { projection, outbox, book, me } = this.#parts;
    if (outbox.entries(room.id).some(isWordOnItsWay)) return false;
    const words = standingWords(await book.of(room.id), me);
    const oldMs = now - AGAIN_AFTER * (room.keptMs ?? CIRCLE_KEPT_MS);
    const old = words.filter(({ ts }) => ts < oldMs);
    const isSet = stateEvent(await projection.state(room.id), RETENTION) !== undefined;
    if (isSet && old.length === 0) return true;
    const hidden = (await projection.items(room.id, Infinity, LOOKED_AT)).filter((item) => mayHide(item, me));
    if (old.length > 0) return this.#sayAgain(room.id, old, hidden);
    // What nobody has said again would be gone at the server from this moment on.
    const knowsAll = hidden.length === 0 && (room.older === null || words.some(isTiers));
    return knowsAll && this.#forgetFromNowOn(room.id);
  }

  async #sayAgain(roomId: RoomId, old: readonly TimelineEvent[], hidden: readonly TimelineItem[]): Promise<false> {
    for (const { id, pos, type, content } of old) {
      if (hidden.some((item) => item.pos > pos)) continue;
      await this.#parts.outbox.enqueue({ is: "event", roomId, type, content }, await opaque("again", id));
    }
    return false;
  }

  async #forgetFromNowOn(room: RoomId): Promise<boolean> {
    const { http, projection, me } = this.#parts;
    const state = await projection.state(room);
    if (powerOf(state, me) < neededFor(RETENTION, "state", powerIn(state))) return true;
    try {
      await http.call("PUT", path("rooms", room, "state", RETENTION, ""), { body: CIRCLE_RETENTION });
      return true;
    } catch (error) {
      if (failureOf(error).failure.retry !== "never") throw error;
      return true;
    }
  }
}

/** What failed for good is no newer word to anybody. */
const isWordOnItsWay = ({ intent, state }: OutboxEntry): boolean =>
  intent.is === "event" && STANDING.has(intent.type) && state.is !== "failed";

const isTiers = ({ type }: TimelineEvent): boolean => type === EVENTS.circle.type;

/** A newer word of mine may lie in there. */
const mayHide = (item: TimelineItem, me: UserId): boolean =>
  item.is === "gap" || (item.unread !== undefined && item.sender === me);
