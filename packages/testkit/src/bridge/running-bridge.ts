import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Ends the bridge when the process that started it is gone, so that an interrupted run leaves nothing behind. */
const END_WITH_STARTER = new URL("../../../../scripts/src/start/processes/end-with-starter.ts", import.meta.url);
const MAIN = fileURLToPath(new URL("../../../../bridge/src/main.ts", import.meta.url));

/** Tokens and address of a bridge, known before it runs: the homeserver's registration needs them first. */
export type BridgePlace = {
  readonly url: string;
  readonly port: number;
  readonly asToken: string;
  readonly hsToken: string;
  readonly botLocalpart: "paceline";
};

export const bridgePlace = async (): Promise<BridgePlace> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asToken: "as-token-for-the-tests",
    hsToken: "hs-token-for-the-tests",
    botLocalpart: "paceline",
  };
};

/** The bridge as a process of its own, with its data in a temporary folder that outlives `kill`. */
export type RunningBridge = {
  readonly url: string;
  readonly dataDir: string;
  /** Everything it has said. */
  log(): string;
  /** Every string in its memory, as a V8 heap snapshot. */
  heap(): Promise<string>;
  /** SIGKILL: nothing is finished, nothing is closed. */
  kill(): Promise<void>;
  /** Starts it on the data it left; resolves when it is ready, throws where it ends before. */
  start(): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
};

export const runBridge = async (
  place: BridgePlace,
  homeserver: { readonly baseUrl: string; readonly serverName: string },
  /** More of the bridge's configuration, for example `push`. */
  more: object = {},
): Promise<RunningBridge> => {
  const dataDir = await mkdtemp(join(tmpdir(), "paceline-bridge-"));
  const config = join(dataDir, "config.json");
  const { url, port, asToken, hsToken, botLocalpart } = place;
  writeFileSync(
    config,
    JSON.stringify({
      homeserverUrl: homeserver.baseUrl,
      serverName: homeserver.serverName,
      asToken,
      hsToken,
      listen: { host: "127.0.0.1", port },
      dataDir,
      botLocalpart,
      publicUrl: url,
      ...more,
    }),
  );
  let child: ChildProcess | undefined;
  let said = "";

  const start = async (): Promise<void> => {
    const snapshots = ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${dataDir}`];
    const flags = [`--import=${END_WITH_STARTER.href}`, ...snapshots];
    child = spawn(process.execPath, [...flags, MAIN, "--config", config], { stdio: ["pipe", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    if (!(await isReady(url, child))) throw new Error(`the bridge ended: ${said.slice(-1_000)}`);
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const exited = once(ending, "exit");
    ending.kill(signal);
    await exited;
    return ending.exitCode;
  };

  const bridge: RunningBridge = {
    url,
    dataDir,
    log: () => said,
    heap: async () => {
      child?.kill("SIGUSR2");
      return wholeSnapshot(dataDir);
    },
    kill: async () => void (await end("SIGKILL")),
    start,
    stop: () => end("SIGTERM"),
    close: async () => {
      await end("SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await start();
  return bridge;
};

/** False where the process has ended instead. */
const isReady = async (url: string, child: ChildProcess): Promise<boolean> => {
  while (child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return true;
    await pause(20);
  }
  return false;
};

/** The snapshot is written in pieces; it is whole when it parses. */
const wholeSnapshot = async (folder: string): Promise<string> => {
  for (;;) {
    const name = readdirSync(folder).find((file) => file.endsWith(".heapsnapshot"));
    const text = name === undefined ? "" : readFileSync(join(folder, name), "utf8");
    if (text.trimEnd().endsWith("]}")) return text;
    await pause(100);
  }
};

/** Bytes of the database and of its write-ahead log, for searches. */
export const databaseBytes = (bridge: RunningBridge): Buffer =>
  Buffer.concat(["bridge.db", "bridge.db-wal"].map((name) => read(join(bridge.dataDir, name))));

const read = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
};
