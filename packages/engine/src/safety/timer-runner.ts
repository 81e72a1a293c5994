import { armTimer, isSettled, step, wakeMs } from "@paceline/domain/safety";
import type { Step, Timer, TimerEffect, TimerEvent, TimerWish } from "@paceline/domain/safety";
import type { Clock } from "../outbox/outbox.ts";

/** Carries out what a timer asks for. */
export interface TimerHands {
  /**
   * Written to the outbox, durable when it resolves; the same effect of the same timer is written once. Done before the timer's own step is kept, so that a crash in
   * between repeats it and loses nothing.
   */
  tell(effect: Told, timer: Timer): Promise<void>;
  /** Asks the homeserver or the bridge; the answer is an event. Never rejects. */
  ask(effect: Asked, timer: Timer): Promise<TimerEvent>;
}

type Told = Extract<TimerEffect, { do: "tellCircle" | "raise" | "raiseSilently" }>;
type Asked = Extract<TimerEffect, { do: "schedule" | "cancel" | "sweep" | "tellBridge" | "endBridge" }>;

export type TimerRunnerParts = {
  readonly hands: TimerHands;
  /** The timer as it was kept last. */
  readonly load: () => Promise<Timer | undefined>;
  /** On the disk when it resolves. */
  readonly save: (timer: Timer | undefined) => Promise<void>;
  /** ms by the homeserver's clock, which all of a timer's times are. */
  readonly now: () => number;
  /** This device's clock, for wakes. */
  readonly clock: Clock;
  readonly onChange: (timer: Timer | undefined) => void;
  readonly onError: () => void;
};

/** How long a timer that ended is still shown. */
const SHOWN_MS = 60 * 60 * 1_000;
/** How long a stop waits for the homeserver. */
const LONGEST_END_MS = 3_000;
const LONGEST_WAKE_MS = 24 * 60 * 60 * 1_000;

/** Runs my safety timer: one event after the other through the rules, kept on disk, its effects carried out, its answers taken in. */
export class TimerRunner {
  readonly #parts: TimerRunnerParts;
  #timer: Timer | undefined;
  #tail: Promise<unknown>;
  /** Requests to the homeserver go one after the other: a sweep must not take what is just being scheduled. */
  #homeserver: Promise<unknown> = Promise.resolve();
  #callOff: () => void = () => {};
  #stopped = false;
  #online = false;

  constructor(parts: TimerRunnerParts) {
    this.#parts = parts;
    this.#tail = this.#restore();
  }

  get timer(): Timer | undefined {
    return this.#timer;
  }

  /** Resolves with the timer as it is when everything taken in before is done. */
  async settled(): Promise<Timer | undefined> {
    await this.#tail;
    return this.#timer;
  }

  /** Takes the place of a timer that has ended. Resolves to false where one runs. */
  arm(wish: Omit<TimerWish, "online">): Promise<boolean> {
    return this.#alone(async () => {
      if (this.#timer !== undefined && this.#timer.phase !== "ended") return false;
      await this.#become(armTimer({ ...wish, online: this.#online }, this.#parts.now()));
      return true;
    });
  }

  /** Resolves when the event was taken in and kept. */
  take(event: TimerEvent): Promise<void> {
    return this.#alone(async () => {
      if (this.#timer === undefined || this.#stopped) return;
      await this.#become(step(this.#timer, event, this.#parts.now()));
    });
  }

  link(online: boolean): void {
    if (this.#online === online) return;
    this.#online = online;
    this.take({ is: online ? "online" : "offline" }).catch(this.#parts.onError);
  }

  /** Takes back first what was just sealed anew, or its circle would be alerted twice; without an answer in time the next start does. */
  async stop(): Promise<void> {
    const { clock } = this.#parts;
    const late = Promise.withResolvers<void>();
    const callOff = clock.wake(clock.now() + LONGEST_END_MS, () => late.resolve());
    await Promise.race([this.#homeserverIdle(), late.promise]);
    callOff();
    this.#stopped = true;
    this.#callOff();
    await this.#tail;
  }

  /** Resolves when no request to the homeserver is under way and the last answer asked for none. */
  async #homeserverIdle(): Promise<void> {
    let last: Promise<unknown> | undefined;
    while (last !== this.#homeserver) {
      last = this.#homeserver;
      await last;
      await this.#tail;
    }
  }

  async #restore(): Promise<void> {
    const kept = await this.#parts.load();
    if (kept === undefined) return;
    await this.#become(step(kept, { is: "restarted", online: this.#online }, this.#parts.now()));
  }

  async #become({ timer, effects }: Step): Promise<void> {
    for (const effect of effects)
      if (effect.do === "tellCircle" || effect.do === "raise" || effect.do === "raiseSilently")
        await this.#parts.hands.tell(effect, timer);
    const gone = isSettled(timer) && (timer.ended?.atMs ?? 0) < this.#parts.now() - SHOWN_MS;
    await this.#parts.save(gone ? undefined : timer);
    this.#timer = gone ? undefined : timer;
    for (const effect of effects) this.#ask(effect, timer);
    this.#appoint();
    this.#parts.onChange(this.#timer);
  }

  #ask(effect: TimerEffect, timer: Timer): void {
    const { hands, onError } = this.#parts;
    switch (effect.do) {
      case "tellCircle":
      case "raise":
      case "raiseSilently":
      // The page asks the athlete: it sees where the timer stands.
      case "prompt":
        return;
      case "tellBridge":
      case "endBridge":
        void hands
          .ask(effect, timer)
          .then((answer) => this.take(answer))
          .catch(onError);
        return;
      case "schedule":
      case "cancel":
      case "sweep":
        this.#homeserver = this.#homeserver
          .then(() => (this.#stopped ? undefined : hands.ask(effect, timer)))
          .then((answer) => (answer === undefined ? undefined : this.take(answer)))
          .catch(onError);
    }
  }

  #appoint(): void {
    this.#callOff();
    this.#callOff = () => {};
    const at = this.#timer === undefined ? undefined : wakeMs(this.#timer);
    if (at === undefined || this.#stopped) return;
    const { clock, now, onError } = this.#parts;
    const wait = Math.min(Math.max(0, at - now()), LONGEST_WAKE_MS);
    this.#callOff = clock.wake(clock.now() + wait, () => void this.take({ is: "tick" }).catch(onError));
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(work, work);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}
