import { neededFor } from "@paceline/domain";
import { beaconInfo, MAX_SHARE_MS } from "@paceline/domain/shares";
import { BEACON_INFO, failed, ok } from "@paceline/protocol";
import type { EventId, Result, RoomId, UserId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import { powerIn, powerOf } from "../ingest/rights.ts";
import type { RoomWriter } from "../matrix/client-port.ts";
import type { DelayedEvents } from "../matrix/delayed-events.ts";
import type { Projection } from "../projection/projection.ts";

export type ShareControlParts = {
  readonly projection: Projection;
  readonly writer: Pick<RoomWriter, "putState">;
  readonly delayed: DelayedEvents;
  readonly me: UserId;
};
export type Term = { readonly startedMs: number; readonly endsMs: number };

/** Begins and ends shares at the homeserver. */
export class ShareControl {
  readonly #parts: ShareControlParts;

  constructor(parts: ShareControlParts) {
    this.#parts = parts;
  }

  /** Whether the room lets its members share where they are (MSC3672: a state event of one's own). */
  async mayShare(room: RoomId): Promise<boolean> {
    const { projection, me } = this.#parts;
    const state = await projection.state(room);
    return powerOf(state, me) >= neededFor(BEACON_INFO, "state", powerIn(state));
  }

  /** Its end is put at the homeserver too, so that it comes without this device. Where the server cannot, two of three means are left. */
  async begin(room: RoomId, { startedMs, endsMs }: Term): Promise<Result<EventId, EngineFailureCode>> {
    const { writer, me } = this.#parts;
    const timeout = endsMs - startedMs;
    if (!(timeout > 0 && timeout <= MAX_SHARE_MS)) return failed("invalid-input", "never");
    if (!(await this.mayShare(room))) return failed("forbidden", "never", "the room lets nobody share");
    await this.#sweep(room);
    const put = await writer.putState(room, BEACON_INFO, me, beaconInfo(true, startedMs, timeout));
    if (!put.ok) return put;
    await this.#parts.delayed.scheduleState(room, BEACON_INFO, me, beaconInfo(false, startedMs, timeout), timeout);
    return put;
  }

  /** Also for a share that another device of mine began. */
  async end(room: RoomId, { startedMs, endsMs }: Term): Promise<Result<null, EngineFailureCode>> {
    const { writer, me } = this.#parts;
    const put = await writer.putState(room, BEACON_INFO, me, beaconInfo(false, startedMs, endsMs - startedMs));
    if (!put.ok) return put;
    await this.#sweep(room);
    return ok(null);
  }

  /** An end that waits at the homeserver for an earlier share would end the next one. Those of other devices are found too. */
  async #sweep(room: RoomId): Promise<void> {
    const { delayed } = this.#parts;
    const waiting = await delayed.waiting();
    if (!waiting.ok) return;
    const here = waiting.value.filter(({ roomId, type }) => roomId === room && type === BEACON_INFO);
    await Promise.all(here.map(({ id }) => delayed.cancel(id)));
  }
}
