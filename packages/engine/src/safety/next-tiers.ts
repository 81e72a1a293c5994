import type { HeldTier, LogicalAlert, SafetyMessage } from "@paceline/domain/safety";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { DelayedEvents, DelayId } from "../matrix/delayed-events.ts";
import type { Database } from "../projection/database.ts";
import { holdLaterTiers, idsOf } from "./later-tiers.ts";
import type { CircleInfo } from "./safety-view.ts";

type Kept = {
  readonly message: SafetyMessage;
  readonly sinceMs: number;
  /** How often it was sealed anew. */
  readonly seq: number;
  /** Absent until the homeserver confirmed. */
  readonly held?: readonly HeldTier[];
  /** Sealed anew meanwhile, to be taken back. */
  readonly old: readonly DelayId[];
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
/** What is due so soon is not sealed anew: it may be going out just now, and would go out twice. */
const SOON_MS = 15_000;

/** The later tiers of alerts that this device raised, or had the homeserver raise. Everything follows from what is kept and what the circle said, so it goes on after a restart. */
export class NextTiers {
  readonly #parts: NextTiersParts;
  #tail: Promise<unknown> = Promise.resolve();
  #stopped = false;
  /** What is held may be sealed for the devices of another time; so it is after a start. */
  #stale = true;

  constructor(parts: NextTiersParts) {
    this.#parts = parts;
  }

  /** An alert of mine went into the outbox. On the disk when it resolves. */
  begin(message: SafetyMessage): Promise<void> {
    const one = { message, sinceMs: this.#parts.now(), seq: 0, old: [] };
    return this.#alone(async () => this.#save([...(await this.#kept()), one]));
  }

  /**
   * The homeserver sent the alert of a timer of mine at `sinceMs`, and holds these for the tiers after the first. From now on they are looked after here, once for each alert, however
   * often it is said.
   */
  adopt(message: SafetyMessage, held: readonly HeldTier[], sinceMs: number): Promise<void> {
    return this.#alone(async () => {
      const kept = await this.#kept();
      const { identifier } = message.block;
      const known = kept.some((one) => one.message.block.identifier === identifier);
      if (!known && sinceMs + OVER_MS >= this.#parts.now())
        await this.#save([...kept, { message, sinceMs, seq: 0, held, old: [] }]);
    });
  }

  /** Somebody's devices changed: the next look seals anew what is held. */
  renew(): void {
    this.#stale = true;
  }

  /**
   * Has held what is not held yet, seals anew what is sealed for devices of another time, and takes back what an answer or an all-clear made needless. What was lost is tried
   * at the next look.
   */
  look(): Promise<void> {
    return this.#alone(async () => {
      const before = await this.#kept();
      const anew = this.#stale;
      this.#stale = false;
      if (this.#stopped || before.length === 0) return;
      const alerts = new Map((await this.#parts.alerts()).map((alert) => [alert.identifier, alert]));
      const next = await this.#each(before, (one) => this.#step(one, alerts.get(one.message.block.identifier), anew));
      // What was sealed anew is on the disk before what it replaces is given up.
      await this.#each(next, (one) => this.#drop(one));
    });
  }

  /**
   * Works while nothing is being held or taken back here, on everything that is held. Fails where a request is open whose answer was lost: what the homeserver made of
   * it may be among what it holds.
   */
  quietly<T>(work: (held: readonly DelayId[]) => Promise<T>): Promise<Result<T, "unsure">> {
    return this.#alone(async () => {
      const kept = await this.#kept();
      if (kept.length > 0 && (this.#stale || kept.some(({ held }) => held === undefined)))
        return failed("unsure", "later");
      return ok(await work(kept.flatMap(({ held }) => idsOf(held))));
    });
  }

  /** What is kept of one alert from now on; `undefined`: nothing more is to be done about it. */
  async #step(one: Kept, alert: LogicalAlert | undefined, anew: boolean): Promise<Kept | undefined> {
    const { delayed, mine, now } = this.#parts;
    if (one.sinceMs + OVER_MS < now()) return undefined;
    if (alert === undefined) return one;
    if (isAnswered(alert)) {
      const left = await this.#cancel([...idsOf(one.held), ...one.old]);
      return left.length > 0 ? one : undefined;
    }
    const circle = await mine();
    const first = one.held === undefined;
    if (circle === undefined || (!first && !anew)) return one;
    const seq = first ? one.seq : one.seq + 1;
    const fromMs = first ? -Infinity : now() + SOON_MS;
    const { identifier } = one.message.block;
    const fresh = await holdLaterTiers(delayed, {
      circle,
      name: seq === 0 ? identifier : `${identifier}.${seq}`,
      message: one.message,
      // On its way out it bears the time of this device's clock.
      firstMs: alert.eventId === undefined ? now() : alert.sentMs,
      fromMs,
      now,
    });
    if (fresh.ok) {
      const [replaced, stay] = parted(one.held ?? [], ({ dueMs }) => dueMs >= fromMs);
      return { ...one, seq, held: [...stay, ...fresh.value], old: [...one.old, ...idsOf(replaced)] };
    }
    if (fresh.failure.retry === "later") {
      this.#stale ||= !first;
      return one;
    }
    return first ? { ...one, held: [] } : one;
  }

  async #drop(one: Kept): Promise<Kept> {
    if (one.old.length === 0) return one;
    return { ...one, old: await this.#cancel(one.old) };
  }

  /** Those whose answer was lost. */
  async #cancel(ids: readonly DelayId[]): Promise<readonly DelayId[]> {
    const left: DelayId[] = [];
    for (const id of ids) if (!(await this.#parts.delayed.cancel(id)).ok) left.push(id);
    return left;
  }

  /** One after the other, and kept if anything changed. */
  async #each(all: readonly Kept[], work: (one: Kept) => Promise<Kept | undefined>): Promise<readonly Kept[]> {
    const next: Kept[] = [];
    for (const one of all) {
      const stays = await work(one);
      if (stays !== undefined) next.push(stays);
    }
    if (next.length !== all.length || next.some((one, index) => one !== all[index])) await this.#save(next);
    return next;
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

function parted<T>(all: readonly T[], first: (one: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter((one) => !first(one))];
}
