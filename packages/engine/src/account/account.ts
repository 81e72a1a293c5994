import { failed, txnId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { Live, LiveParts } from "../live/start-live.ts";
import { openOutbox } from "../outbox/outbox.ts";
import type { Clock } from "../outbox/outbox.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import { outboxStore } from "../outbox/outbox-store.ts";
import type { Projection } from "../projection/projection.ts";

export type AccountParts = {
  readonly projection: Projection;
  /** Loads the SDK and starts to sync. */
  readonly start: (parts: Pick<LiveParts, "projection" | "outbox">, stopped: AbortSignal) => Promise<Live>;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly onOutbox: (room: RoomId) => void;
};

/** A signed-in person on this device: what they wrote is taken at once, what needs the server waits for `live`. */
export type Account = {
  readonly outbox: Outbox;
  /** Rejects where the SDK could not be loaded or the crypto store not be opened. */
  readonly live: Promise<Live>;
  /** Flushes and closes; resolves when nothing of it touches a store any more. */
  stop(): Promise<void>;
};

export async function openAccount({ projection, start, clock, chance, onOutbox }: AccountParts): Promise<Account> {
  const { promise: live, resolve, reject } = Promise.withResolvers<Live>();
  live.catch(() => undefined);
  const session = projection.session;
  if (session === undefined) throw new Error("an account needs a session");
  /** Once the session has ended its client is stopped and encrypts no more. */
  const over = (): boolean => projection.session?.ended === true;
  const signedOut = failed("signed-out", "later");
  const outbox = await openOutbox({
    store: outboxStore(projection.database),
    writer: {
      encryptAndPut: async (...input) => (over() ? signedOut : (await live).writer.encryptAndPut(...input)),
      redact: async (...input) => (over() ? signedOut : (await live).writer.redact(...input)),
    },
    history: { find: async (...input) => (await live).recent.find(...input) },
    clock,
    chance,
    newTxnId: () => txnId(crypto.randomUUID()),
    deviceId: session.deviceId,
  });
  outbox.onChange(onOutbox);
  const stopped = new AbortController();
  const starting = session.ended
    ? Promise.reject(new Error("session ended"))
    : start({ projection, outbox }, stopped.signal);
  starting.then(resolve, reject);
  return {
    outbox,
    live,
    async stop() {
      stopped.abort(new Error("stopped"));
      // Who waits for the server hears of it now; the stores are free only when a start under way has come to its end too.
      reject(stopped.signal.reason);
      const flushed = outbox.stop();
      await starting.then(
        (running) => running.stop(),
        () => undefined,
      );
      await flushed;
    },
  };
}
