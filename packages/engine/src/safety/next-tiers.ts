import type { LogicalAlert, SafetyMessage } from "@paceline/domain/safety";
import { failed, ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { DelayCode, DelayedEvents, DelayId } from "../matrix/delayed-events.ts";
import type { Database } from "../projection/database.ts";
import type { CircleInfo } from "./safety-view.ts";
import { BELL, contentOf, opaque } from "./say.ts";

/** What the contacts who come later are told, unless somebody answers before. */
export type LaterAlert = {
  readonly circle: Pick<CircleInfo, "room" | "laterTiers" | "escalateMs">;
  /** The same name asks for the same events. */
  readonly name: string;
  readonly message: SafetyMessage;
  /** When the first tier is alerted, ms by the homeserver's clock. */
  readonly firstMs: number;
  readonly now: () => number;
};

/**
 * Has the homeserver hold an alert and a bell for each tier after the first, sealed now. A tier beyond what the server holds for so long is left out: its own clients
 * ring by the clock. Where one fails, none is held.
 */
export async function holdLaterTiers(
  delayed: Pick<DelayedEvents, "schedule" | "cancel">,
  { circle, name, message, firstMs, now }: LaterAlert,
): Promise<Result<readonly DelayId[], DelayCode>> {
  const held: DelayId[] = [];
  for (const [index, contacts] of circle.laterTiers.entries()) {
    const wait = (): number => firstMs + (index + 1) * circle.escalateMs - now();
    const events = [
      ["m.room.message", contentOf(message, { mentions: contacts })],
      [EVENTS.sosBell.type, BELL],
    ] as const;
    for (const [type, content] of events) {
      const id = await opaque("tier", name, String(index), type);
      const one = await delayed.schedule(circle.room, type, content, wait(), id);
      if (one.ok) held.push(one.value);
      else if (one.failure.code !== "too-long") {
        for (const before of held) await delayed.cancel(before);
        return one;
      }
    }
  }
  return ok(held);
}

/** `delayIds` is absent until the homeserver confirmed. */
type Kept = {
  readonly message: SafetyMessage;
  readonly sinceMs: number;
  readonly delayIds?: readonly DelayId[];
};

export type NextTiersParts = {
  readonly delayed: Pick<DelayedEvents, "schedule" | "cancel">;
  readonly database: Pick<Database, "get" | "write">;
  readonly mine: () => Promise<CircleInfo | undefined>;
  /** Alerts of my circle. */
  readonly alerts: () => Promise<readonly LogicalAlert[]>;
  readonly now: () => number;
};

const KEY = "next-tiers";
/** After this long every tier was alerted, or never will be. */
const OVER_MS = 24 * 60 * 60 * 1_000;

/** The later tiers of alerts that this device raised. Everything follows from what is kept and what the circle said, so it goes on after a restart. */
export class NextTiers {
  readonly #parts: NextTiersParts;
  #tail: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(parts: NextTiersParts) {
    this.#parts = parts;
  }

  /** An alert of mine went into the outbox. On the disk when it resolves. */
  begin(message: SafetyMessage): Promise<void> {
    return this.#alone(async () => this.#save([...(await this.#kept()), { message, sinceMs: this.#parts.now() }]));
  }

  /** Has held what is not held yet, and takes back what an answer or an all-clear made needless. What was lost is tried at the next look. */
  look(): Promise<void> {
    return this.#alone(async () => {
      if (this.#stopped) return;
      const kept = await this.#kept();
      if (kept.length === 0) return;
      const alerts = new Map((await this.#parts.alerts()).map((alert) => [alert.identifier, alert]));
      const next: Kept[] = [];
      for (const one of kept) {
        const stays = await this.#step(one, alerts.get(one.message.block.identifier));
        if (stays !== undefined) next.push(stays);
      }
      if (next.some((one, index) => one !== kept[index]) || next.length !== kept.length) await this.#save(next);
    });
  }

  /**
   * Works while nothing is being held or taken back here, on everything that is held. Fails where a request is open whose answer was lost: what the homeserver made of
   * it may be among what it holds.
   */
  quietly<T>(work: (held: readonly DelayId[]) => Promise<T>): Promise<Result<T, "unsure">> {
    return this.#alone(async () => {
      const kept = await this.#kept();
      if (kept.some(({ delayIds }) => delayIds === undefined)) return failed("unsure", "later");
      return ok(await work(kept.flatMap(({ delayIds }) => delayIds ?? [])));
    });
  }

  /** What is kept of one alert from now on; `undefined`: nothing more is to be done about it. */
  async #step(one: Kept, alert: LogicalAlert | undefined): Promise<Kept | undefined> {
    const { delayed, mine, now } = this.#parts;
    if (one.sinceMs + OVER_MS < now()) return undefined;
    if (alert === undefined) return one;
    if (isAnswered(alert)) {
      let left = false;
      for (const id of one.delayIds ?? []) left = !(await delayed.cancel(id)).ok || left;
      return left ? one : undefined;
    }
    const circle = await mine();
    if (one.delayIds !== undefined || circle === undefined) return one;
    const held = await holdLaterTiers(delayed, {
      circle,
      name: one.message.block.identifier,
      message: one.message,
      // On its way out it bears the time of this device's clock.
      firstMs: alert.eventId === undefined ? now() : alert.sentMs,
      now,
    });
    if (held.ok) return { ...one, delayIds: held.value };
    return held.failure.retry === "later" ? one : { ...one, delayIds: [] };
  }

  async #kept(): Promise<readonly Kept[]> {
    return (await this.#parts.database.get<readonly Kept[]>("meta", KEY)) ?? [];
  }

  /** Nothing is read or written any more. What the homeserver answers from now on is asked for again by the next start. */
  stop(): void {
    this.#stopped = true;
  }

  async #save(kept: readonly Kept[]): Promise<void> {
    if (this.#stopped) return;
    await this.#parts.database.write([
      kept.length === 0 ? { remove: "meta", key: KEY } : { put: "meta", key: KEY, value: kept },
    ]);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(work, work);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}

/** Somebody takes care of it, or it is over. After a forced all-clear only who answered since then counts. */
const isAnswered = ({ acks, duress, ended }: LogicalAlert): boolean =>
  ended !== undefined || (duress?.acks ?? acks).length > 0;

/** Types under which a circle's alerts wait at the homeserver; what else waits in that room is somebody else's. */
const HELD_TYPES: ReadonlySet<string> = new Set(["m.room.encrypted", EVENTS.sosBell.type]);

/** Takes back every alert that waits in a circle and is not to be kept. False where an answer was lost. */
export async function dropOthers(
  delayed: Pick<DelayedEvents, "waiting" | "cancel">,
  room: RoomId | undefined,
  keep: readonly DelayId[],
): Promise<boolean> {
  const waiting = await delayed.waiting();
  if (!waiting.ok) return false;
  for (const { id, roomId, type } of waiting.value) {
    const isOurs = roomId === room && HELD_TYPES.has(type) && !keep.includes(id);
    if (isOurs && !(await delayed.cancel(id)).ok) return false;
  }
  return true;
}
