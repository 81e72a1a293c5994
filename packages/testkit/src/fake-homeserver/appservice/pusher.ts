import { isNamespaced } from "../model/accounts.ts";
import type { ServerClock, Timer } from "../model/clock.ts";
import type { EphemeralEvent } from "../model/ephemeral.ts";
import type { Content, RoomEvent } from "../model/event.ts";
import { strippedState, viewEvent } from "../model/event-view.ts";
import type { AppserviceRegistration } from "../model/options.ts";
import type { Room } from "../model/room.ts";

const MAX_EVENTS = 100;
const MAX_BACKOFF = 9;

type Sent = { readonly room: Room; readonly event: RoomEvent };
/** What is stored of a transaction; its ephemeral part is sent once and lost when that fails. */
type Transaction = { readonly id: number; readonly events: readonly Sent[] };

export type PusherOptions = { readonly botId: string; readonly clock: ServerClock; readonly retryScale: number };

/**
 * Pushes to one appservice as Synapse does: one transaction at a time, in order; after a failure the same transaction again
 * after 2, 4, 8 … 512 s, then the rest.
 */
export class Pusher {
  readonly registration: AppserviceRegistration;
  private readonly botId: string;
  private readonly clock: ServerClock;
  private readonly retryScale: number;
  private events: Sent[] = [];
  private ephemeral: EphemeralEvent[] = [];
  private unsent: Transaction[] = [];
  private nextId = 1;
  /** Counts restarts: what was under way before one is without effect after it. */
  private generation = 0;
  private sending = false;
  private recovering = false;
  private stopped = false;
  private backoff = 1;
  private recovery: Timer | undefined;
  private readonly interesting = new Map<string, boolean>();

  constructor(registration: AppserviceRegistration, options: PusherOptions) {
    this.registration = registration;
    this.botId = options.botId;
    this.clock = options.clock;
    this.retryScale = options.retryScale;
  }

  onEvent(room: Room, event: RoomEvent): void {
    if (event.type === "m.room.member") this.interesting.delete(room.id);
    const { registration } = this;
    if (registration.url === null) return;
    const concerns =
      this.isOwn(event.sender) ||
      (event.type === "m.room.member" && event.state_key !== undefined && this.isOwn(event.state_key)) ||
      this.isInterestedIn(room);
    if (!concerns) return;
    this.events.push({ room, event });
    this.wake();
  }

  onEphemeral(room: Room, event: EphemeralEvent): void {
    const { registration } = this;
    const wants =
      registration.receive_ephemeral === true || registration["de.sorunome.msc2409.push_ephemeral"] === true;
    if (registration.url === null || !wants || !this.isInterestedIn(room)) return;
    this.ephemeral.push(event);
    this.wake();
  }

  /** A successful ping makes waiting transactions go out at once. */
  retryNow(): void {
    if (this.recovery === undefined) return;
    this.recovery.cancel();
    void this.recover();
  }

  /**
   * What a restart of Synapse on SQLite does: ids begin again behind the unsent ones. An appservice that was failing is tried
   * again after 2 s; a push that the restart cut waits until the appservice fails the next time, then comes first; what
   * waited in memory behind a push under way is lost.
   */
  restart(): void {
    this.generation += 1;
    this.sending = false;
    this.recovering = false;
    this.nextId = Math.max(0, ...this.unsent.map(({ id }) => id)) + 1;
    this.events = [];
    this.ephemeral = [];
    this.backoff = 1;
    if (this.recovery !== undefined) this.scheduleRecovery();
  }

  stop(): void {
    this.stopped = true;
    this.recovery?.cancel();
  }

  /** POSTs or PUTs to the appservice with its token. `undefined`: no answer. */
  async call(
    method: string,
    where: string,
    body: Content,
  ): Promise<{ readonly status: number; readonly text: string } | undefined> {
    try {
      const response = await fetch(`${this.registration.url ?? ""}${where}`, {
        method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.registration.hs_token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(60_000),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined; // refused, cut or too slow: all the same to the sender
    }
  }

  private isOwn(userId: string): boolean {
    return userId === this.botId || isNamespaced(this.registration, userId);
  }

  private isInterestedIn(room: Room): boolean {
    const known = this.interesting.get(room.id);
    if (known !== undefined) return known;
    const rooms = this.registration.namespaces.rooms ?? [];
    const found =
      rooms.some(({ regex }) => new RegExp(`^(?:${regex})`).test(room.id)) ||
      [...room.joined].some((userId) => this.isOwn(userId));
    this.interesting.set(room.id, found);
    return found;
  }

  private wake(): void {
    if (!this.sending) setImmediate(() => void this.drain());
  }

  private async drain(): Promise<void> {
    if (this.sending) return;
    const { generation } = this;
    this.sending = true;
    while (!this.stopped && this.events.length + this.ephemeral.length > 0) {
      const transaction = { id: this.nextId, events: this.events.splice(0, MAX_EVENTS) };
      const ephemeral = this.ephemeral.splice(0, MAX_EVENTS);
      this.nextId += 1;
      this.unsent.push(transaction);
      if (this.recovery !== undefined) continue;
      const taken = await this.send(transaction, ephemeral);
      if (generation !== this.generation) return;
      if (taken) this.complete(transaction);
      else this.scheduleRecovery();
    }
    this.sending = false;
  }

  private complete(transaction: Transaction): void {
    this.unsent = this.unsent.filter((other) => other !== transaction);
  }

  private scheduleRecovery(): void {
    this.recovery?.cancel();
    this.recovery = this.clock.after(2 ** this.backoff * 1000 * this.retryScale, () => void this.recover());
  }

  private async recover(): Promise<void> {
    if (this.recovering) return;
    const { generation } = this;
    this.recovering = true;
    const recovered = await this.sendUnsent(generation);
    if (this.stopped || generation !== this.generation) return;
    this.recovering = false;
    if (!recovered) {
      this.backoff = Math.min(MAX_BACKOFF, this.backoff + 1);
      this.scheduleRecovery();
      return;
    }
    this.recovery = undefined;
    this.wake();
  }

  /** Lowest id first; false as soon as one fails. */
  private async sendUnsent(generation: number): Promise<boolean> {
    for (;;) {
      const oldest = this.unsent.toSorted((left, right) => left.id - right.id)[0];
      if (oldest === undefined || this.stopped) return true;
      const taken = await this.send(oldest, []);
      if (generation !== this.generation || !taken) return false;
      this.complete(oldest);
      this.backoff = 1;
    }
  }

  private async send(transaction: Transaction, ephemeral: readonly EphemeralEvent[]): Promise<boolean> {
    const viewer = { userId: this.botId, deviceId: undefined, now: this.clock.now() };
    const both = {
      ephemeral: this.registration.receive_ephemeral === true,
      "de.sorunome.msc2409.ephemeral": this.registration["de.sorunome.msc2409.push_ephemeral"] === true,
    };
    const body = {
      events: transaction.events.map(({ room, event }) => this.view(room, event, viewer)),
      ...Object.fromEntries(
        Object.entries(both)
          .filter(([, on]) => on)
          .map(([key]) => [key, ephemeral]),
      ),
    };
    const answer = await this.call("PUT", `/_matrix/app/v1/transactions/${transaction.id}`, body);
    return answer?.status === 200;
  }

  private view(
    room: Room,
    event: RoomEvent,
    viewer: { readonly userId: string; readonly deviceId: undefined; readonly now: number },
  ): Content {
    const view = viewEvent(room, event, viewer, false);
    const invited =
      event.type === "m.room.member" && event.content["membership"] === "invite" ? event.state_key : undefined;
    if (invited === undefined || !this.isOwn(invited)) return view;
    return { ...view, unsigned: { ...(view["unsigned"] as Content), invite_room_state: strippedState(room, invited) } };
  }
}
