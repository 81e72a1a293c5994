/** Messages between the workers of one origin, on one broadcast channel. `from` is a random name of the sender. */
type Talk =
  /** I would like to own the account. `wish`: told to make room even by an engine of the same release. */
  | { readonly is: "hello"; readonly from: string; readonly release: string; readonly takeOver: boolean }
  /** The owner is of a newer release than you: your pages are stale. */
  | { readonly is: "stale"; readonly to: string };

export type OwnershipEvents = {
  /** Stop, flush, close every store; the lock is let go when this resolves. `reload`: the pages are to load the new release. */
  yield(why: "newer-release" | "taken-over"): Promise<void>;
  /** This worker's pages belong to an older release than the owner's. */
  stale(): void;
  /** Somebody else holds the lock and this worker waits for it. */
  waiting(): void;
};

export type Surroundings = {
  readonly locks: Pick<LockManager, "request">;
  readonly channel: () => Pick<BroadcastChannel, "postMessage" | "close"> & {
    onmessage: ((event: MessageEvent) => unknown) | null;
  };
};

export type Ownership = {
  /** Resolves once the lock is held. From here on, and not before, may a store be opened. */
  readonly held: Promise<void>;
  takeOver(): void;
  /** Lets go of the lock; call it after every store is closed. */
  release(): void;
};

const LOCK = "paceline.engine";

/**
 * One owner of the stores at any time: two engines on one crypto store would encrypt two messages with one key. The lock is the only
 * authority; the channel is for asking politely. A newer release gets the lock from an older one, never the other way round, so that
 * a page kept in a cache cannot start a tug of war.
 */
export function claimOwnership(
  release: string,
  { locks, channel: open }: Surroundings,
  events: OwnershipEvents,
): Ownership {
  const me = crypto.randomUUID();
  const channel = open();
  let owner = false;
  let letGo: () => void = () => {};
  const yieldLock = async (why: "newer-release" | "taken-over"): Promise<void> => {
    if (!owner) return;
    owner = false;
    try {
      await events.yield(why);
    } finally {
      letGo();
    }
  };
  const ask = (takeOver: boolean): void =>
    channel.postMessage({ is: "hello", from: me, release, takeOver } satisfies Talk);

  channel.onmessage = ({ data }: MessageEvent<Talk>) => {
    if (data.is === "stale") return data.to === me ? events.stale() : undefined;
    if (!owner) return data.release > release ? events.stale() : undefined;
    if (data.release > release) return yieldLock("newer-release");
    if (data.release < release) return channel.postMessage({ is: "stale", to: data.from } satisfies Talk);
    return data.takeOver ? yieldLock("taken-over") : undefined;
  };

  const held = new Promise<void>((resolve) => {
    const hold = async (lock: Lock | null): Promise<boolean> => {
      if (lock === null) return false;
      owner = true;
      // Whoever waits with an older release learns that its pages are stale.
      ask(false);
      resolve();
      await new Promise<void>((done) => (letGo = done));
      return true;
    };
    void locks.request(LOCK, { ifAvailable: true }, hold).then((had) => {
      if (had) return undefined;
      events.waiting();
      ask(false);
      return locks.request(LOCK, hold);
    });
  });
  return {
    held,
    takeOver: () => ask(true),
    release: () => {
      owner = false;
      letGo();
      channel.close();
    },
  };
}
