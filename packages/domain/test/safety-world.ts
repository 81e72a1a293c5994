import type { Step, Timer, TimerEffect, TimerEvent, TimerWish } from "@paceline/domain/safety";
import { armTimer, step, wakeMs } from "@paceline/domain/safety";

/** Fate of one request: `ok`, lost before or after the server acted, or refused. */
export type Fate = "ok" | "lost-before" | "lost-after" | "refused";

export type Sent = { readonly atMs: number; readonly by: "homeserver" | "bridge" | "client"; readonly duress: boolean };

type Held = { readonly id: string; readonly txn: number; readonly firesMs: number };
type Reply = { readonly atMs: number; readonly event: TimerEvent };

/** What is answered; the rest is done by the device itself. */
type Request = Extract<TimerEffect, { do: "schedule" | "cancel" | "sweep" | "tellBridge" | "endBridge" }>;

const LATENCY_MS = 200;

/**
 * A homeserver with delayed events, a bridge with one row, a circle and a device that may sleep, be killed or lose the network, on a clock that jumps from one thing to
 * the next. Both servers can be down and fire what is overdue as soon as they are back.
 */
export class SafetyWorld {
  now: number;
  timer: Timer;
  readonly circle: Sent[] = [];
  readonly allClears: number[] = [];
  readonly prompts: number[] = [];
  /** What was found not to hold after some step. */
  readonly broken: string[] = [];
  awake = true;
  homeserverUp = true;
  bridgeUp = true;
  fates: Fate[] = [];
  private held: Held[] = [];
  private readonly byTxn = new Map<number, string>();
  private row: { untilMs: number; seq: number; state: "armed" | "fired" | "ended" } | undefined;
  private replies: Reply[] = [];
  private ids = 0;
  private dropping = false;
  private outbox: { readonly duress: boolean; readonly sent: boolean; readonly answered: boolean } | undefined;
  private sight: { readonly atMs: number; readonly by: "alert" | "bridge" }[] = [];

  constructor(wish: TimerWish, now: number) {
    this.now = now;
    const first = armTimer(wish, now);
    this.timer = first.timer;
    this.run(first);
  }

  get heldAt(): readonly number[] {
    return this.held.map(({ firesMs }) => firesMs);
  }
  get bridgeHolds(): number | undefined {
    return this.row?.state === "armed" ? this.row.untilMs : undefined;
  }

  /** Lets time pass; whatever is due in between happens in its order. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = this.nextMs(end);
      if (next > end) break;
      this.now = Math.max(this.now, next);
      this.happen();
    }
    this.now = end;
  }

  say(event: TimerEvent): void {
    if (this.awake) this.run(step(this.timer, event, this.now));
  }

  /** The device loses its power: what was under way is gone, the timer is on disk. */
  kill(): void {
    this.awake = false;
    this.replies = [];
  }

  wake(online = true): void {
    if (this.awake) return;
    this.awake = true;
    this.run(step(this.timer, { is: "restarted", online }, this.now));
  }

  /** What happens when a limit or a lost right meets a delayed event: nothing, and nobody is told. */
  dropHeld(): void {
    this.dropping = true;
  }

  /** A homeserver that comes back knows its delayed events, and no transaction ids. */
  setHomeserver(up: boolean): void {
    if (up && !this.homeserverUp) this.byTxn.clear();
    this.homeserverUp = up;
  }

  private nextMs(end: number): number {
    const wake = this.awake ? wakeMs(this.timer) : undefined;
    return Math.min(
      ...(wake === undefined ? [] : [Math.max(wake, this.now)]),
      ...this.replies.map(({ atMs }) => atMs),
      ...(this.homeserverUp ? this.held.map(({ firesMs }) => firesMs) : []),
      ...(this.bridgeUp && this.homeserverUp && this.bridgeHolds !== undefined ? [this.bridgeHolds] : []),
      ...(this.outboxGoes && this.outbox?.answered === false ? [this.now] : []),
      ...(this.outboxGoes ? this.sight.map(({ atMs }) => atMs) : []),
      end + 1,
    );
  }

  private happen(): void {
    if (this.homeserverUp) {
      for (const { firesMs } of this.held.filter((one) => one.firesMs <= this.now && !this.dropping))
        this.sendToCircle("homeserver", false, firesMs);
      this.held = this.held.filter(({ firesMs }) => firesMs > this.now);
      if (this.bridgeUp && this.row?.state === "armed" && this.row.untilMs <= this.now) {
        this.row.state = "fired";
        this.sendToCircle("bridge", false);
      }
    }
    const due = this.replies.filter(({ atMs }) => atMs <= this.now);
    this.replies = this.replies.filter(({ atMs }) => atMs > this.now);
    for (const { event } of due) this.say(event);
    this.emptyOutbox();
    if (this.outboxGoes) {
      const seen = this.sight.filter(({ atMs }) => atMs <= this.now);
      this.sight = this.sight.filter(({ atMs }) => atMs > this.now);
      for (const { by } of seen) this.say({ is: "fired", by });
    }
    const wake = wakeMs(this.timer);
    if (this.awake && wake !== undefined && wake <= this.now) {
      this.say({ is: "tick" });
      const again = wakeMs(this.timer);
      if (again !== undefined && again <= this.now)
        throw new Error(`a step that leaves itself due: ${JSON.stringify(this.timer)}`);
    }
  }

  private sendToCircle(by: Sent["by"], duress: boolean, atMs = this.now): void {
    this.circle.push({ atMs: Math.max(atMs, this.now), by, duress });
    this.sight.push({ atMs: this.now + LATENCY_MS, by: by === "bridge" ? "bridge" : "alert" });
  }

  private run({ timer, effects }: Step): void {
    this.timer = JSON.parse(JSON.stringify(timer)) as Timer;
    for (const effect of effects) this.carryOut(effect);
    this.look();
  }

  private carryOut(effect: TimerEffect): void {
    switch (effect.do) {
      case "prompt":
        this.prompts.push(this.now);
        return;
      case "tellCircle":
        if (effect.line === "all-clear") this.allClears.push(this.now);
        return;
      case "raise":
      case "raiseSilently":
        // Both have one transaction id each, so asking again after a restart only brings the answer again.
        this.outbox = {
          duress: effect.do === "raiseSilently",
          sent: this.outbox?.duress === (effect.do === "raiseSilently") && this.outbox.sent,
          answered: false,
        };
        return;
      case "tellBridge":
      case "endBridge":
        return this.request(this.bridgeUp, effect);
      case "schedule":
      case "cancel":
      case "sweep":
        return this.request(this.homeserverUp, effect);
    }
  }

  private get outboxGoes(): boolean {
    return this.awake && this.timer.online && this.homeserverUp;
  }

  /** The outbox carries it, however long it takes, and once. */
  private emptyOutbox(): void {
    if (this.outbox === undefined || !this.outboxGoes) return;
    if (!this.outbox.sent) this.sendToCircle("client", this.outbox.duress);
    this.outbox = { ...this.outbox, sent: true };
    if (this.outbox.answered) return;
    this.outbox = { ...this.outbox, answered: true };
    this.replies.push({ atMs: this.now + LATENCY_MS, event: { is: "alert-sent" } });
  }

  private request(up: boolean, effect: Request): void {
    const fate = this.timer.online && up ? (this.fates.shift() ?? "ok") : "lost-before";
    const answer = fate === "lost-before" ? undefined : this.act(effect, fate);
    const event = answer === undefined || fate === "lost-after" ? lostOf(effect) : answer;
    this.replies.push({ atMs: this.now + LATENCY_MS, event });
  }

  private act(effect: Request, fate: Fate): TimerEvent {
    switch (effect.do) {
      case "schedule": {
        const { seq, firesMs } = effect;
        if (fate === "refused") return { is: "schedule-refused", seq, why: "refused" };
        const id = this.byTxn.get(seq) ?? `d${(this.ids += 1)}`;
        if (!this.byTxn.has(seq)) this.held.push({ id, txn: seq, firesMs });
        this.byTxn.set(seq, id);
        return { is: "scheduled", seq, delayIds: [id], firesMs };
      }
      case "cancel": {
        const before = this.held.length;
        this.held = this.held.filter(({ id }) => !effect.delayIds.includes(id));
        return { is: this.held.length < before ? "cancelled" : "cancel-gone", seq: effect.seq };
      }
      case "sweep":
        this.held = this.held.filter(({ id }) => effect.keep.includes(id));
        return { is: "swept" };
      case "tellBridge": {
        const { seq, alertAtMs } = effect;
        if (fate === "refused") return { is: "bridge-refused", seq, why: "no-bot" };
        if (this.row === undefined || (this.row.state === "armed" && seq > this.row.seq))
          this.row = { untilMs: alertAtMs, seq, state: "armed" };
        return { is: "bridge-stored", seq, untilMs: this.row.untilMs, atMs: this.now, state: this.row.state };
      }
      case "endBridge":
        this.row = { untilMs: 0, seq: 0, state: this.row?.state === "fired" ? "fired" : "ended" };
        return { is: "bridge-ended" };
    }
  }

  /** What must hold after every single step, as far as this device knows of it. */
  private look(): void {
    const { homeserver, phase, ended, online } = this.timer;
    const known = new Set([
      ...(homeserver.held?.delayIds ?? []),
      ...homeserver.cancelling.flatMap(({ delayIds }) => delayIds),
    ]);
    const unknown = new Set([
      ...homeserver.unknown.map(({ seq }) => seq),
      ...(homeserver.asked ? [homeserver.asked.seq] : []),
    ]);
    const strays = this.held.filter(({ id, txn }) => !known.has(id) && !unknown.has(txn));
    // An answer under way names what only the server knows so far.
    const told = new Set(this.replies.flatMap(({ event }) => (event.is === "scheduled" ? event.delayIds : [])));
    if (strays.some(({ id }) => !told.has(id))) this.broken.push("a delayed alert that nobody knows of");
    if (
      ended?.duress !== true &&
      (phase === "armed" || phase === "prompted") &&
      online &&
      homeserver.held !== undefined
    )
      if (
        homeserver.held.firesMs > this.now &&
        !this.held.some(({ id }) => homeserver.held?.delayIds.includes(id) === true)
      )
        this.broken.push("held by name only");
  }
}

function lostOf(effect: Request): TimerEvent {
  switch (effect.do) {
    case "schedule":
      return { is: "schedule-lost", seq: effect.seq };
    case "cancel":
      return { is: "cancel-lost", seq: effect.seq };
    case "sweep":
      return { is: "sweep-lost" };
    case "tellBridge":
      return { is: "bridge-lost", seq: effect.seq };
    case "endBridge":
      return { is: "bridge-end-lost" };
  }
}
