import { failed } from "@paceline/protocol";
import type { EnginePort } from "@paceline/protocol/port";
import type { ToEngine, ToPage } from "./messages.ts";

export type ConnectOptions = {
  /**
   * Made by the page itself, because bundlers find a worker only by this literal form:
   * `new SharedWorker(new URL("./engine-worker.ts", import.meta.url), { type: "module", name: "paceline" })`,
   * where the page's `engine-worker.ts` is the one line `import "@paceline/engine/worker";`; where SharedWorker is missing, the same with
   * `new Worker(…)`. It may have been started long before.
   */
  readonly worker: SharedWorker | Worker;
  /** Orders releases: the greater string is the newer one (for example build time, then commit). */
  readonly release: string;
  /** The host's key, see `HostPort.storageKey`. */
  readonly storageKey: Uint8Array | null;
  /** A newer release owns the account: load the page again, at most once. */
  readonly onReload: () => void;
};

export type EngineConnection = EnginePort & {
  /** Asks the tab that owns the engine to hand it over (only after `session` said `elsewhere`). */
  takeOver(): void;
  /** The worker itself failed to load or crashed: nothing will be answered any more. */
  onLost(listener: (reason: string) => void): void;
};

/** Connects this page to the one engine of its account. */
export function connectEngine(options: ConnectOptions): EngineConnection {
  const lost = new Set<(reason: string) => void>();
  const updates = new Map<number, (update: never) => void>();
  const answers = new Map<number, (result: never) => void>();
  let next = 1;
  const port = openPort(options.worker, (reason) => {
    for (const answer of answers.values()) answer(failed("internal", "never", reason) as never);
    answers.clear();
    for (const listener of lost) listener(reason);
  });
  const send = (message: ToEngine): void => port.postMessage(message);

  port.onmessage = ({ data }: MessageEvent<ToPage>) => {
    if (data.is === "reload") return options.onReload();
    if (data.is === "updates") {
      for (const { id, update } of data.updates) updates.get(id)?.(update as never);
      return;
    }
    answers.get(data.id)?.(data.result as never);
    answers.delete(data.id);
  };
  void aliveAs(`paceline.tab.${crypto.randomUUID()}`, (tab) =>
    send({ is: "hello", release: options.release, tab, storageKey: options.storageKey }),
  );

  whenPainted(() => send({ is: "painted" }));

  return {
    subscribe(list, params, listener) {
      const id = next++;
      updates.set(id, listener);
      send({ is: "subscribe", id, list, params });
      return () => {
        updates.delete(id);
        send({ is: "unsubscribe", id });
      };
    },
    command(name, input) {
      const id = next++;
      return new Promise((resolve) => {
        answers.set(id, resolve);
        send({ is: "command", id, name, input });
      });
    },
    takeOver: () => send({ is: "take-over" }),
    onLost: (listener) => void lost.add(listener),
  };
}

type Port = Pick<MessagePort, "postMessage"> & { onmessage: ((event: MessageEvent) => void) | null };

function openPort(worker: SharedWorker | Worker, onLost: (reason: string) => void): Port {
  worker.onerror = () => onLost("worker failed");
  return "port" in worker ? worker.port : worker;
}

/** First contentful paint (W3C Paint Timing). */
function whenPainted(tell: () => void): void {
  const observer = new PerformanceObserver((paints) => {
    if (paints.getEntriesByName("first-contentful-paint").length === 0) return;
    observer.disconnect();
    tell();
  });
  observer.observe({ type: "paint", buffered: true });
}

/** Holds the lock as long as this page lives; the browser lets go of it when the page ends, however it ends. */
async function aliveAs(name: string, held: (name: string) => void): Promise<void> {
  await navigator.locks.request(name, () => {
    held(name);
    return new Promise<never>(() => {});
  });
}
