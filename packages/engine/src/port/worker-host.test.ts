import { afterEach, expect, test, vi } from "vitest";
import type { EnginePort } from "@paceline/protocol/port";
import { ok } from "@paceline/protocol";
import type { ToEngine, ToPage } from "../connect/messages.ts";
import type { Engine, EngineOptions } from "../engine.ts";
import { WorkerHost } from "./worker-host.ts";
import type { PagePort } from "./port-server.ts";

/** Engines that say who owns the stores: never more than one at a time. */
function watchedEngines() {
  const open = new Set<string>();
  let most = 0;
  const opened: string[] = [];
  let [unloaded, signedOut]: (() => void)[] = [];
  return {
    unload: () => unloaded?.(),
    signOut: () => signedOut?.(),
    open,
    opened,
    most: () => most,
    make: async ({ release, onUnloaded, onSignedOut }: EngineOptions): Promise<Engine> => {
      [unloaded, signedOut] = [onUnloaded, onSignedOut];
      const name = `${release} ${opened.length}`;
      open.add(name);
      opened.push(release);
      most = Math.max(most, open.size);
      const port: EnginePort = {
        subscribe(_list, _params, listener) {
          listener({ is: "reset", rows: [{ id: name } as never], meta: {} });
          return () => {};
        },
        command: async () => ok(name as never),
      };
      return { ...port, painted: () => undefined, stop: async () => void (await Promise.resolve(), open.delete(name)) };
    },
  };
}

let origin = 0;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Workers of one origin: one lock space and one channel. */
function anOrigin() {
  const prefix = `origin${(origin += 1)}.`;
  const engines = watchedEngines();
  const locks: Pick<LockManager, "request"> = {
    request: (name: string, ...rest: [never]) => navigator.locks.request(prefix + name, ...rest),
  };
  return {
    engines,
    worker(dedicated = false) {
      const finished = vi.fn<() => void>();
      const channel = (): BroadcastChannel => {
        const made = new BroadcastChannel(prefix);
        closing.push(() => made.close());
        return made;
      };
      const back = Promise.withResolvers<void>();
      const reachable = () => back.promise;
      const host = new WorkerHost({ locks, channel, dedicated, finished, reachable, open: engines.make });
      return { host, finished, back: back.resolve };
    },
    tab(host: WorkerHost, release: string) {
      const heard: ToPage[] = [];
      const port: PagePort = { onmessage: null, postMessage: (message) => void heard.push(message) };
      host.connect(port);
      const say = (data: ToEngine): void => port.onmessage?.({ data } as MessageEvent<ToEngine>);
      const name = crypto.randomUUID();
      let end: () => void = () => {};
      void locks.request(`tab.${name}`, () => {
        say({ is: "hello", release, tab: `tab.${name}`, storageKey: null });
        return new Promise<void>((done) => (end = done));
      });
      say({ is: "subscribe", id: 1, list: "session", params: {} });
      return { heard, say, end: () => end() };
    },
  };
}

const rowIds = (heard: readonly ToPage[]) =>
  heard
    .flatMap((message) => (message.is === "updates" ? message.updates : []))
    .flatMap(({ update }) => (update.is === "reset" ? update.rows : []))
    .map((row) => (row as { id: string }).id);

test("M11 one engine serves every tab of a worker", async () => {
  const { engines, worker, tab } = anOrigin();
  const { host } = worker();
  const tabs = [tab(host, "1"), tab(host, "1"), tab(host, "1")];
  for (const { heard } of tabs) await expect.poll(() => rowIds(heard)).toContain("1 0");
  expect(engines.opened).toEqual(["1"]);
});

test("M11 a newer release gets the stores only after the older one has closed them, and old tabs are told to reload", async () => {
  const { engines, worker, tab } = anOrigin();
  const old = worker();
  const oldTab = tab(old.host, "2026-01");
  await expect.poll(() => engines.open.size).toBe(1);
  const young = worker();
  const newTab = tab(young.host, "2026-02");
  await expect.poll(() => rowIds(newTab.heard)).toContain("2026-02 1");
  expect(oldTab.heard).toContainEqual({ is: "reload" });
  expect(old.finished).toHaveBeenCalled();
  expect([...engines.open]).toEqual(["2026-02 1"]);
  expect(engines.most()).toBe(1);
});

test("M11 a worker that could not load its parts ends when the server is back, and its pages begin another", async () => {
  const { engines, worker, tab } = anOrigin();
  const stuck = worker();
  const tabs = [tab(stuck.host, "1"), tab(stuck.host, "1")];
  await expect.poll(() => engines.open.size).toBe(1);
  engines.unload();
  await Promise.resolve();
  expect(stuck.finished).not.toHaveBeenCalled();
  stuck.back();
  await expect.poll(() => stuck.finished).toHaveBeenCalled();
  for (const { heard } of tabs) expect(heard).toContainEqual({ is: "reload" });
  expect(engines.open.size).toBe(0);
  const again = tab(worker().host, "1");
  await expect.poll(() => rowIds(again.heard)).toContain("1 1");
  expect(engines.most()).toBe(1);
});

test("M6 a worker ends when somebody signs out, with what it remembers of them, and its pages begin another", async () => {
  const { engines, worker, tab } = anOrigin();
  const first = worker();
  const tabs = [tab(first.host, "1"), tab(first.host, "1")];
  await expect.poll(() => engines.open.size).toBe(1);
  engines.signOut();
  await expect.poll(() => first.finished).toHaveBeenCalled();
  for (const { heard } of tabs) expect(heard).toContainEqual({ is: "reload" });
  const again = tab(worker().host, "1");
  await expect.poll(() => rowIds(again.heard)).toContain("1 1");
  expect(engines.most()).toBe(1);
});

test("M11 an older release never takes the stores from a newer one: its tabs are told to reload", async () => {
  const { engines, worker, tab } = anOrigin();
  const young = worker();
  tab(young.host, "2026-02");
  await expect.poll(() => engines.open.size).toBe(1);
  const stale = tab(worker().host, "2026-01");
  await expect.poll(() => stale.heard).toContainEqual({ is: "reload" });
  expect(engines.opened).toEqual(["2026-02"]);
});

test("M11 without shared workers a second tab says that the engine is elsewhere, and may take it over", async () => {
  const { engines, worker, tab } = anOrigin();
  const first = tab(worker(true).host, "1");
  await expect.poll(() => rowIds(first.heard)).toContain("1 0");
  const second = tab(worker(true).host, "1");
  const elsewhere = (heard: readonly ToPage[]) => JSON.stringify(heard).includes('"elsewhere":true');
  await expect.poll(() => elsewhere(second.heard)).toBe(true);
  second.say({ is: "take-over" });
  await expect.poll(() => rowIds(second.heard)).toContain("1 1");
  await expect.poll(() => elsewhere(first.heard)).toBe(true);
  expect(engines.most()).toBe(1);
});

test("M11 tabs and releases coming and going at random never make two owners", async () => {
  const { engines, worker, tab } = anOrigin();
  const hosts = Array.from({ length: 4 }, () => worker(true).host);
  const tabs = hosts.map((host) => tab(host, "1"));
  await expect.poll(() => engines.open.size).toBe(1);
  for (let step = 0; step < 40; step += 1) {
    tabs[(step * 7) % tabs.length]?.say({ is: "take-over" });
    await Promise.resolve();
  }
  await expect.poll(() => engines.open.size).toBe(1);
  tab(worker(true).host, "2");
  await expect.poll(() => [...engines.open].every((name) => name.startsWith("2 "))).toBe(true);
  expect(engines.most()).toBe(1);
});
