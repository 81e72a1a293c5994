import { failed } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { CommandName, EnginePort, ListName } from "@paceline/protocol/port";
import { openAccount } from "./account/account.ts";
import { affectedByOutbox } from "./account/affected.ts";
import { openBooks, takeCommitted } from "./account/books.ts";
import { openKeys } from "./account/keys.ts";
import type { Keys } from "./account/keys.ts";
import { loading, notLoaded, withoutNetwork } from "./account/loading.ts";
import { beyondFirstRows, listSources } from "./account/sources.ts";
import { Wakes } from "./account/wakes.ts";
import { afterFirstRows, afterFirstViews } from "./account/quiet.ts";
import { keptSkew, serverNow } from "./account/server-time.ts";
import { concernsStatus, startingStatus } from "./account/status.ts";
import type { Status } from "./account/status.ts";
import { cryptoStore, tidyStores, wipeStores } from "./account/stores.ts";
import { systemClock } from "./account/system-clock.ts";
import type { World } from "./account/world.ts";
import type { commandTable } from "./commands/table.ts";
import { ListHub } from "./lists/hub.ts";
import { openDatabase } from "./projection/database.ts";
import { openProjection } from "./projection/projection.ts";
import type { Projection } from "./projection/projection.ts";
import type { SessionRecord } from "./projection/session-record.ts";
import { createSealer, cryptoStoreKey } from "./projection/sealer.ts";

export type EngineOptions = {
  /** Prefix of every database of this engine. */
  readonly name: string;
  readonly release: string;
  /** The host's 32-byte key, or null for the browser's own. */
  readonly storageKey: Uint8Array | null;
  readonly fetch?: typeof fetch;
  /** The browser took the storage away while the engine ran. */
  readonly onLost?: () => void;
  /** A part could not be fetched, and this worker never gets it: another one has to begin. */
  readonly onUnloaded?: () => void;
  /** Somebody signed out. What the crypto module holds of them, in memory and by that on the disk, goes with this worker. */
  readonly onSignedOut?: () => void;
};

export type Engine = EnginePort & {
  /** A page shows its first rows: what the next step needs is loaded. */
  painted(): void;
  /** Flushes and closes every store; the account's lock may be let go after that. */
  stop(): Promise<void>;
};

/** Opens what is stored and answers from it at once; the SDK is loaded afterwards. Call it only while the account's lock is held. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const running = new RunningEngine(options, await openKeys(options.name, options.storageKey));
  await running.open();
  return {
    subscribe: (list, params, listener) => running.subscribe(list, params, listener),
    command: (name, input) => running.command(name, input),
    painted: () => running.painted(),
    stop: () => running.stop(),
  };
}

class RunningEngine {
  readonly #options: EngineOptions;
  #keys: Keys;
  #world!: World;
  hub!: ListHub;
  #table: Promise<ReturnType<typeof commandTable>> | undefined;
  #stopped = false;
  /** Lists that time alone changes. */
  readonly #wakes = new Wakes(systemClock, (list) => this.hub.refresh((name) => name === list));
  /** ms by the homeserver's clock. */
  readonly #serverNow = (): number => serverNow(this.#world);
  readonly #firstRows = afterFirstRows();
  readonly #firstViews = afterFirstViews();

  constructor(options: EngineOptions, keys: Keys) {
    this.#options = options;
    this.#keys = keys;
  }

  async open(): Promise<void> {
    const projection = await this.#openProjection();
    this.#world = {
      projection,
      account: undefined,
      status: startingStatus(Date.now(), await keptSkew(projection.database)),
      protection: this.#keys.protection,
      typing: new Map(),
      timelines: new Map(),
      roomRows: new WeakMap(),
      ...openBooks(projection),
      trust: undefined,
      timer: undefined,
      fix: undefined,
      unjoined: new Map(),
      devices: [],
      verifications: [],
      badEvents: new Map(),
      syncs: 0,
    };
    this.hub = new ListHub(
      listSources(this.#world, (list, ms) => this.#wakes.set(list, ms)),
      () => this.#bad("list"),
    );
    this.#firstViews.hold(projection.loaded);
    if (projection.session === undefined) this.#firstViews.end();
    else await this.#startAccount();
    // Listing databases holds up the reads of the first rows.
    void this.#firstViews.settled.then(() => tidyStores(this.#options.name, projection.session));
  }

  readonly subscribe: EnginePort["subscribe"] = (list, params, listener) => {
    this.#firstViews.stir();
    this.#firstRows.stir();
    return this.hub.subscribe(list, params, (update) => {
      // On a slow machine a view has its rows long after it asked, and asks for more only then.
      this.#firstViews.stir();
      listener(update);
    });
  };

  painted(): void {
    this.#firstRows.end();
    // A slow machine paints late: whoever looks at the first rows has time to open one before the SDK takes the worker.
    this.#firstViews.stir();
    void this.#commands().catch(() => undefined);
  }

  async command(name: CommandName, input: unknown): ReturnType<EnginePort["command"]> {
    this.#firstViews.stir();
    if (this.#stopped) return failed("internal", "later", "stopped");
    try {
      return await (await this.#commands())[name](input as never);
    } catch (error) {
      return failed("internal", "never", error instanceof Error ? error.name : "unknown");
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#firstViews.end();
    this.#wakes.stop();
    await this.#world.account?.stop();
    await this.#world.projection.exclusive(async () => undefined);
    this.#world.projection.database.close();
  }

  /** Comes with what opens a room, after the first rows, at the latest when somebody commands. Who needs it hears of a failure to load it. */
  #commands(): Promise<ReturnType<typeof commandTable>> {
    this.#table ??= beyondFirstRows().then(({ commandTable }) =>
      commandTable({
        world: this.#world,
        release: this.#options.release,
        fetch: this.#fetch,
        refresh: (concerns) => this.hub.refresh(concerns),
        begin: (session) => this.#begin(session),
        wipe: async () => {
          await this.#wipe();
          this.#options.onSignedOut?.();
        },
      }),
    );
    return this.#table;
  }

  get #fetch(): typeof fetch {
    return this.#options.fetch ?? ((input, init) => fetch(input, init));
  }

  async #openProjection(): Promise<Projection> {
    const sealer = await createSealer(this.#keys.root);
    const projection = await openProjection(
      await openDatabase(this.#options.name, sealer, this.#options.onLost),
      this.#firstRows.settled,
    );
    projection.listen((batch) => {
      this.hub.refresh(takeCommitted(this.#world, batch));
    });
    return projection;
  }

  /** A new sign-in. What another person left here is wiped first. */
  async #begin(session: SessionRecord): Promise<void> {
    const before = this.#world.projection.session;
    if (before !== undefined && before.userId !== session.userId) await this.#wipe();
    await this.#world.account?.stop();
    this.#world.account = undefined;
    this.#status(startingStatus(Date.now(), this.#world.status.clockSkewMs));
    await this.#world.projection.commit({ session });
    await this.#startAccount();
    this.hub.refresh(() => true);
  }

  async #startAccount(): Promise<void> {
    const { projection } = this.#world;
    const session = projection.session as SessionRecord;
    this.#world.account = await openAccount({
      projection,
      clock: systemClock,
      chance: Math.random,
      onOutbox: (room) => this.hub.refresh(affectedByOutbox(room)),
      start: (parts, stopped) =>
        loading(
          async () => {
            await this.#firstViews.settled;
            // What opens a room and takes a message comes before what keeps the worker busy.
            await this.#commands();
            await withoutNetwork();
            const { startLive } = await import("./live/start-live.ts");
            stopped.throwIfAborted();
            return startLive({
              ...parts,
              cryptoPrefix: cryptoStore(this.#options.name, session),
              cryptoKey: await cryptoStoreKey(this.#keys.root),
              fetch: this.#fetch,
              now: Date.now,
              chance: Math.random,
              book: this.#world.book,
              circles: this.#world.circles,
              shares: this.#world.shares,
              onShares: (myShares) => this.#show({ myShares }, "shares", "safetyLog"),
              clock: systemClock,
              fix: () => this.#world.fix,
              onTrust: (trust) => this.#show({ trust }, "circle", "circlesOfOthers"),
              onTimer: (timer) => this.#show({ timer }, "timer"),
              serverNow: this.#serverNow,
              onStatus: (change) => this.#status(change),
              onDevices: (devices) => this.#show({ devices }, "devices"),
              onVerifications: (verifications) => this.#show({ verifications }, "verifications"),
              onUnjoined: (space, channels) => {
                this.#show({ unjoined: new Map(this.#world.unjoined).set(space, channels) }, "clubs");
              },
              onMalformed: (type) => this.#bad(type),
              onEnded: () => void this.#ended().catch(() => this.#bad("session")),
              onTyping: (room, users) => {
                this.#world.typing.set(room, users);
                this.hub.refresh((name, params) => name === "typing" && (params as { roomId: RoomId }).roomId === room);
              },
            });
          },
          stopped,
          () => this.#unloaded(),
        ),
    });
  }

  #unloaded(): void {
    this.#status({ link: notLoaded(Date.now()) });
    this.#options.onUnloaded?.();
  }

  #status(change: Partial<Status>): void {
    if (change.link?.is === "online") this.#world.syncs += 1;
    this.#world.status = { ...this.#world.status, ...change };
    this.hub.refresh((name) => concernsStatus(name, change));
  }

  #show(change: Partial<World>, ...lists: readonly ListName[]): void {
    Object.assign(this.#world, change);
    this.hub.refresh((name) => lists.includes(name));
  }

  #bad(type: string): void {
    this.#world.badEvents.set(type, (this.#world.badEvents.get(type) ?? 0) + 1);
    this.#status({ badEvents: this.#world.status.badEvents + 1 });
  }

  /** The server refuses our token: syncing ends, what was written stays. */
  async #ended(): Promise<void> {
    const { projection, account } = this.#world;
    // Who signed out, or stopped, hears the refusal of requests that were under way.
    if (account === undefined || this.#stopped || projection.session === undefined || projection.session.ended) return;
    await projection.changeSession({ ended: true });
    await this.#world.account?.live.then(
      (live) => live.stop(),
      () => undefined,
    );
  }

  /** Nothing of the account is left on this device afterwards. */
  async #wipe(): Promise<void> {
    const { projection, account } = this.#world;
    await account?.stop();
    this.#world.account = undefined;
    projection.database.close();
    await wipeStores(this.#options.name);
    this.#keys = await openKeys(this.#options.name, this.#options.storageKey);
    this.#world.timelines.clear();
    this.#world.typing.clear();
    const status = startingStatus(Date.now());
    Object.assign(this.#world, { devices: [], verifications: [], trust: undefined, status } satisfies Partial<World>);
    this.#world.projection = await this.#openProjection();
    Object.assign(this.#world, openBooks(this.#world.projection));
    this.hub.refresh(() => true);
  }
}
