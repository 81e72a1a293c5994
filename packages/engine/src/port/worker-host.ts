import type { SessionRow } from "@paceline/protocol/port";
import { startingRow } from "../account/status.ts";
import type { ToEngine } from "../connect/messages.ts";
import { openEngine } from "../engine.ts";
import type { Engine } from "../engine.ts";
import { brokenPort } from "./broken-port.ts";
import { claimOwnership } from "./ownership.ts";
import type { Ownership, Surroundings } from "./ownership.ts";
import { servePort } from "./port-server.ts";
import type { PagePort } from "./port-server.ts";
import { Switchboard } from "./switchboard.ts";

export type HostSurroundings = Surroundings & {
  /** Every tab has its own worker here (SharedWorker is missing), so another tab's may own the engine. */
  readonly dedicated: boolean;
  /** Opens the engine; told apart for tests. */
  readonly open?: typeof openEngine;
  /** Resolves when the server that the parts of the engine come from answers again. */
  readonly reachable: () => Promise<void>;
  /** No page is left or the engine was handed over to a newer release: the worker may end. */
  readonly finished: () => void;
};

/** Name of the engine's databases in a browser. */
const DATABASES = "paceline";

/** Serves every page of this worker with the one engine, as long as this worker owns it. */
export class WorkerHost {
  readonly #around: HostSurroundings;
  readonly #board: Switchboard;
  readonly #pages = new Map<PagePort, () => void>();
  #ownership: Ownership | undefined;
  #engine: Promise<Engine> | undefined;
  #release: string | undefined;
  #storageKey: Uint8Array | null = null;

  constructor(around: HostSurroundings) {
    this.#around = around;
    this.#board = new Switchboard(() => startingRow(Date.now(), false));
  }

  connect(port: PagePort): void {
    const close = servePort(port, this.#board, {
      hello: (hello) => this.#hello(port, hello),
      takeOver: () => this.#ownership?.takeOver(),
      painted: () => void this.#engine?.then((engine) => engine.painted()),
    });
    this.#pages.set(port, close);
  }

  #hello(port: PagePort, { release, tab, storageKey }: Extract<ToEngine, { is: "hello" }>): void {
    void this.#forgetWhenGone(port, tab);
    if (this.#release !== undefined) return;
    this.#release = release;
    this.#storageKey = storageKey;
    this.#claim();
  }

  /** A page holds its lock as long as it lives. */
  async #forgetWhenGone(port: PagePort, tab: string): Promise<void> {
    await this.#around.locks.request(tab, () => undefined);
    this.#pages.get(port)?.();
    this.#pages.delete(port);
  }

  #claim(): void {
    const elsewhere = this.#around.dedicated;
    this.#ownership = claimOwnership(this.#release ?? "", this.#around, {
      waiting: () => this.#board.show(() => startingRow(Date.now(), elsewhere)),
      stale: () => this.#reloadPages(),
      yield: async (why) => {
        await this.#close();
        if (why === "newer-release") {
          this.#reloadPages();
          this.#around.finished();
        } else queueMicrotask(() => this.#claim());
      },
    });
    void this.#ownership.held.then(() => this.#own());
  }

  async #own(): Promise<void> {
    const open = this.#around.open ?? openEngine;
    this.#engine = open({
      name: DATABASES,
      release: this.#release ?? "",
      storageKey: this.#storageKey,
      onLost: () => this.#reloadPages(),
      onUnloaded: () => void this.#around.reachable().then(() => this.#startOver()),
      onSignedOut: () => void this.#startOver(),
    });
    try {
      this.#board.connect(await this.#engine);
    } catch {
      const row = (): SessionRow => ({ ...startingRow(Date.now(), false), phase: "signed-out" });
      this.#board.connect(brokenPort("storage-unavailable", row));
    }
  }

  /** This worker ends with all that it holds and lacks, since what it could not load once it cannot load again, and the pages begin another one. */
  async #startOver(): Promise<void> {
    await this.#close();
    this.#ownership?.release();
    this.#reloadPages();
    this.#around.finished();
  }

  async #close(): Promise<void> {
    this.#board.disconnect(() => startingRow(Date.now(), this.#around.dedicated));
    await this.#engine?.then(
      (engine) => engine.stop(),
      () => undefined,
    );
    this.#engine = undefined;
  }

  #reloadPages(): void {
    for (const port of this.#pages.keys()) port.postMessage({ is: "reload" });
  }
}
