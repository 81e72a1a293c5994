import { randomBytes } from "node:crypto";
import type { ServerClock, Timer } from "./clock.ts";
import { MatrixError, notFound } from "./errors.ts";
import type { NewEvent } from "./event.ts";
import type { Settings } from "./options.ts";

type Delayed = {
  readonly id: string;
  readonly roomId: string;
  readonly event: NewEvent;
  readonly delayMs: number;
  due: number;
  timer: Timer;
};
export type DelayedAction = "cancel" | "restart" | "send";

/**
 * Delayed events (MSC4140). The id is a secret: whoever holds it may act, without a token. When the event may not be sent any
 * more at its time, it vanishes without a word, and a fired one looks like a cancelled one.
 */
export class DelayedEvents {
  private readonly scheduled = new Map<string, Delayed>();
  private readonly settings: Settings;
  private readonly clock: ServerClock;
  private readonly send: (roomId: string, event: NewEvent) => void;

  constructor(settings: Settings, clock: ServerClock, send: (roomId: string, event: NewEvent) => void) {
    this.settings = settings;
    this.clock = clock;
    this.send = send;
  }

  schedule(roomId: string, event: NewEvent, delayMs: number): string {
    if (!Number.isInteger(delayMs) || delayMs < 0)
      throw new MatrixError(400, "M_INVALID_PARAM", "delay must be a positive integer");
    if (delayMs > this.settings.maxDelayMs) {
      const more = {
        "org.matrix.msc4140.errcode": "M_MAX_DELAY_EXCEEDED",
        "org.matrix.msc4140.max_delay": this.settings.maxDelayMs,
      };
      throw new MatrixError(400, "M_UNKNOWN", "The requested delay exceeds the allowed maximum.", more);
    }
    const mine = [...this.scheduled.values()].filter((entry) => entry.event.sender === event.sender);
    if (mine.length >= this.settings.maxDelayedEvents) {
      const more = { "org.matrix.msc4140.errcode": "M_MAX_DELAYED_EVENTS_EXCEEDED" };
      throw new MatrixError(429, "M_UNKNOWN", "The maximum number of delayed events has been reached.", more);
    }
    const id = `syd_${randomBytes(12).toString("base64url")}`;
    const due = this.clock.now() + delayMs;
    this.scheduled.set(id, { id, roomId, event, delayMs, due, timer: this.clock.after(delayMs, () => this.fire(id)) });
    return id;
  }

  act(id: string, action: DelayedAction): void {
    const entry = this.scheduled.get(id);
    if (entry === undefined) throw notFound("Delayed event not found");
    entry.timer.cancel();
    if (action === "send") return this.fire(id);
    if (action === "cancel") {
      this.scheduled.delete(id);
      return;
    }
    entry.due = this.clock.now() + entry.delayMs;
    entry.timer = this.clock.after(entry.delayMs, () => this.fire(id));
  }

  list(userId: string): readonly Delayed[] {
    return [...this.scheduled.values()].filter((entry) => entry.event.sender === userId);
  }

  private fire(id: string): void {
    const entry = this.scheduled.get(id);
    if (entry === undefined) return;
    this.scheduled.delete(id);
    try {
      this.send(entry.roomId, { ...entry.event, timestamp: Math.min(entry.due, this.clock.now()) });
    } catch (error) {
      // As on the real server: not allowed any more means not sent, and nobody is told.
      if (!(error instanceof MatrixError)) throw error;
    }
  }
}
