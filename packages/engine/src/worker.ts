import { systemClock } from "./account/system-clock.ts";
import { reachable } from "./port/reachable.ts";
import type { PagePort } from "./port/port-server.ts";
import { WorkerHost } from "./port/worker-host.ts";

/**
 * Entry of the engine's worker, shared or dedicated. A page's own file imports it, so that bundlers build it as that page's worker; see `connect/connect-engine.ts`.
 * The SDK is not imported here: the first answers come from the disk.
 */
const scope = globalThis as unknown as {
  onconnect?: (event: MessageEvent) => void;
  postMessage?: unknown;
  close(): void;
};
const shared = !("postMessage" in scope && typeof scope.postMessage === "function");
const host = new WorkerHost({
  locks: navigator.locks,
  channel: () => new BroadcastChannel("paceline.engine"),
  dedicated: !shared,
  reachable: () => reachable(import.meta.url, systemClock, (...input) => fetch(...input)),
  finished: () => scope.close(),
});

if (shared) {
  scope.onconnect = ({ ports: [port] }) => {
    if (port !== undefined) host.connect(port);
  };
} else host.connect(scope as unknown as PagePort);
