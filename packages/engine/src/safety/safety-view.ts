import { tierOf } from "@paceline/domain/safety";
import type { LogicalAlert } from "@paceline/domain/safety";
import type { AlertBlock } from "@paceline/protocol/events";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { AlertRow } from "@paceline/protocol/port";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { nameIn } from "../projection/people.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import { alertRows, asShown, joinedIn, logicalIn } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";
import type { CircleBook } from "./book.ts";
import { athleteOf, circlesOfOthers, myCircle } from "./circles.ts";
import { tiersOf } from "./tiers.ts";

export type ViewParts = {
  readonly projection: Projection;
  readonly book: CircleBook;
  readonly outbox: Outbox;
};

export type KnownAlert = {
  readonly room: RoomId;
  readonly block: AlertBlock;
  /** What of it may be put into words on this person's devices. */
  readonly shown: AlertBlock;
  readonly eventId?: EventId;
  /** Server time of its first event, ms. */
  readonly sentMs: number;
  readonly mine: boolean;
  /** Somebody acknowledged it. */
  readonly answered: boolean;
  /** The all-clear. */
  readonly endedBy?: EventId;
  /** The athlete was forced to end it, or whatever it is about. */
  readonly forced: boolean;
};

/** Who is in a circle, from where I stand. */
export type CircleInfo = {
  readonly room: RoomId;
  readonly me: UserId;
  readonly name: string;
  readonly athlete: UserId;
  readonly athleteName: string;
  /** Joined, without the athlete and the bot. */
  readonly contacts: readonly UserId[];
  /** Those of them who are alerted at once. */
  readonly firstTier: readonly UserId[];
  /** Who is alerted next, tier after tier, each this long after the one before. */
  readonly laterTiers: readonly (readonly UserId[])[];
  readonly escalateMs: number;
};

/** What is known about circles and their alerts, worked out from what is stored. */
export class SafetyView {
  readonly #parts: ViewParts;

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  /** My own circle. */
  async mine(): Promise<CircleInfo | undefined> {
    const room = myCircle(this.#parts.projection.rooms);
    return room === undefined ? undefined : this.circle(room.id);
  }

  async circle(room: RoomId): Promise<CircleInfo> {
    const { state, athlete, bot, me, circle } = await this.seen(room);
    const contacts = [...joinedIn(state)].filter((user) => user !== athlete && user !== bot);
    const numbers = [...new Set(contacts.map((user) => tierOf(circle, user)))].sort((a, b) => a - b);
    const [firstTier = [], ...laterTiers] = numbers.map((tier) =>
      contacts.filter((user) => tierOf(circle, user) === tier),
    );
    return {
      room,
      me,
      name: nameIn(state, me),
      athlete,
      athleteName: nameIn(state, athlete),
      contacts,
      firstTier,
      laterTiers,
      escalateMs: circle.escalate_s * 1_000,
    };
  }

  /** The alert with this identifier, in whichever circle. */
  async alert(id: string): Promise<KnownAlert | undefined> {
    for (const { id: room } of this.#circles()) {
      const seen = await this.seen(room);
      const found = logicalIn(seen).find(({ identifier }) => identifier === id);
      if (found === undefined) continue;
      const { block, eventId, sentMs, acks, ended, duress } = found;
      return {
        room,
        block,
        shown: asShown(found, seen).block,
        sentMs,
        mine: seen.me === seen.athlete,
        answered: acks.length > 0,
        forced: duress !== undefined,
        ...(eventId === undefined ? {} : { eventId }),
        ...(ended === undefined ? {} : { endedBy: ended.eventId }),
      };
    }
    return undefined;
  }

  /** Alerts of my own circle as they are, also those that are hidden from me. */
  async ofMine(): Promise<readonly LogicalAlert[]> {
    const room = myCircle(this.#parts.projection.rooms);
    return room === undefined ? [] : logicalIn(await this.seen(room.id));
  }

  /** Alerts of all circles, newest first, and when time alone changes one of them. */
  async alerts(now: number): Promise<{ rows: AlertRow[]; changesMs: number }> {
    await this.#parts.projection.loaded;
    const all = await Promise.all(this.#circles().map(async ({ id }) => alertRows(await this.seen(id), now)));
    return {
      rows: all.flatMap(({ rows }) => rows).sort((a, b) => b.sentMs - a.sentMs || (a.id < b.id ? -1 : 1)),
      changesMs: Math.min(Infinity, ...all.map(({ changesMs }) => changesMs)),
    };
  }

  async seen(room: RoomId): Promise<CircleSeen> {
    const { projection, book, outbox } = this.#parts;
    const [state, receipts, events] = await Promise.all([
      projection.state(room),
      projection.receipts(room),
      book.of(room),
    ]);
    const session = projection.session;
    if (session === undefined) throw new Error("circles are looked at while somebody is signed in");
    const athlete = athleteOf(state) ?? session.userId;
    const waiting = outbox.entries(room);
    return {
      room,
      state,
      receipts,
      events,
      athlete,
      me: session.userId,
      bot: session.bot,
      waiting,
      circle: tiersOf(events, athlete, waiting),
    };
  }

  #circles(): readonly RoomRecord[] {
    const { rooms } = this.#parts.projection;
    const mine = myCircle(rooms);
    return [...(mine === undefined ? [] : [mine]), ...circlesOfOthers(rooms)];
  }
}
