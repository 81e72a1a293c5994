import { MatrixError } from "matrix-js-sdk";
import { failed, ok } from "@paceline/protocol";
import type { Result, RoomId, TxnId } from "@paceline/protocol";
import { record } from "../projection/room-state.ts";
import type { Content } from "./client-port.ts";
import type { Encryptor } from "./encryptor.ts";
import { failureOf } from "./failures.ts";
import { path } from "./http.ts";
import type { Http } from "./http.ts";

/** A secret: whoever knows it may cancel, restart or send the event, without signing in. Never logged, never in a room. */
export type DelayId = string;

/** Why a server does not hold an event; `lost` when it may hold it all the same. */
export type DelayRefusal = "unsupported" | "too-long" | "too-many" | "refused";
export type DelayCode = DelayRefusal | "lost";

export type DelayLimits = {
  readonly maxDelayMs: number;
};

/**
 * Events that the homeserver sends later, whatever happens to this device (MSC4140; the proposal is open, so servers are asked whether they can). Failures at the
 * moment of sending are silent: a server answers 200 now and says nothing then.
 */
export interface DelayedEvents {
  /** `undefined` where the server cannot; asked once. Rejects where it could not be asked. */
  limits(): Promise<DelayLimits | undefined>;
  /**
   * Encrypted now, for the devices of now. `refused`: the server does not let this account send that. The same `txnId` asks for the same event
   * while the server runs: Synapse forgets it with a restart or half an hour, and then holds two, which `waiting` shows.
   * `maxDelayMs` in the cause of `too-long`.
   */
  schedule(
    roomId: RoomId,
    type: string,
    content: Content,
    delayMs: number,
    txnId: TxnId,
  ): Promise<Result<DelayId, DelayCode>>;
  /** The same for a state event, which is never encrypted. */
  scheduleState(
    roomId: RoomId,
    type: string,
    stateKey: string,
    content: Content,
    delayMs: number,
  ): Promise<Result<DelayId, DelayCode>>;
  /** `gone`: it was sent or cancelled before; the two look the same. */
  cancel(id: DelayId): Promise<Result<"cancelled" | "gone", "lost">>;
  /** Those of this account that wait: what each would send and its id. */
  waiting(): Promise<Result<readonly Waiting[], "lost">>;
}

export type Waiting = { readonly id: DelayId; readonly roomId: string; readonly type: string };

const CAPABILITY = "org.matrix.msc4140.delayed_events";
const DELAY = "org.matrix.msc4140.delay";
const PREFIX = "/_matrix/client/unstable/org.matrix.msc4140";

export function createDelayedEvents(http: Http, encrypt: Encryptor): DelayedEvents {
  let known: Promise<DelayLimits | undefined> | undefined;

  async function ask(): Promise<DelayLimits | undefined> {
    const answer = await http.call("GET", "/capabilities");
    const max = record(record(answer["capabilities"])[CAPABILITY])["max_delay_ms"];
    return typeof max === "number" && max > 0 ? { maxDelayMs: max } : undefined;
  }

  const limits = (): Promise<DelayLimits | undefined> =>
    (known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));

  async function put(where: string, content: Content, delayMs: number): Promise<Result<DelayId, DelayCode>> {
    try {
      const delay = { [DELAY]: String(Math.max(1, Math.round(delayMs))) };
      const { delay_id: id } = await http.call("PUT", where, { query: delay, body: content });
      // A server that knows nothing of delays sends at once and answers with an event id: too late to take back, and never to be tried again.
      return typeof id === "string" ? ok(id) : failed("unsupported", "never");
    } catch (error) {
      return refusalOf(error);
    }
  }

  return {
    limits,
    async schedule(roomId, type, content, delayMs, txnId) {
      try {
        const max = (await limits())?.maxDelayMs;
        if (max === undefined) return failed("unsupported", "never");
        if (delayMs > max) return failed("too-long", "never", String(max));
        const wire = await encrypt(roomId, type, content);
        return await put(path("rooms", roomId, "send", wire.type, txnId), wire.content, delayMs);
      } catch {
        return failed("lost", "later");
      }
    },
    async scheduleState(roomId, type, stateKey, content, delayMs) {
      try {
        const max = (await limits())?.maxDelayMs;
        if (max === undefined) return failed("unsupported", "never");
        if (delayMs > max) return failed("too-long", "never", String(max));
        return await put(path("rooms", roomId, "state", type, stateKey), content, delayMs);
      } catch {
        return failed("lost", "later");
      }
    },
    async cancel(id) {
      try {
        await http.call("POST", path("delayed_events", id, "cancel"), { prefix: PREFIX, body: {} });
        return ok("cancelled");
      } catch (error) {
        return error instanceof MatrixError && error.httpStatus === 404 ? ok("gone") : failed("lost", "later");
      }
    },
    async waiting() {
      try {
        const answer = await http.call("GET", "/delayed_events", { prefix: PREFIX });
        const all = answer["delayed_events"] ?? answer["scheduled"];
        return ok((Array.isArray(all) ? all : []).map(record).flatMap(waitingOf));
      } catch {
        return failed("lost", "later");
      }
    },
  };
}

function waitingOf({ delay_id: id, room_id: roomId, type }: Content): Waiting[] {
  return typeof id === "string" && typeof roomId === "string" && typeof type === "string" ? [{ id, roomId, type }] : [];
}

function refusalOf(error: unknown): Result<never, DelayCode> {
  if (!(error instanceof MatrixError)) return failed("lost", "later");
  if (error.httpStatus === 400) return failed("too-long", "never");
  // Also what a limit on messages answers; a later try may go through.
  if (error.httpStatus === 429) return failed("too-many", "later");
  const { code, retry } = failureOf(error).failure;
  return retry === "later" ? failed("lost", "later", code) : failed("refused", "never", code);
}
