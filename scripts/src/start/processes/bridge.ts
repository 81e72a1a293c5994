import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeConfigFiles } from "@paceline/homeserver-config";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { startNodeChild } from "./node-child.ts";
import type { NodeChild } from "./node-child.ts";

const CHECKOUT = fileURLToPath(new URL("../../../../", import.meta.url));
const MAIN = join(CHECKOUT, "bridge", "src", "main.ts");

/** What `bridge/src/main.ts --config` reads. */
export type BridgeSettings = {
  readonly homeserverUrl: string;
  readonly serverName: string;
  readonly asToken: string;
  readonly hsToken: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  readonly botLocalpart: string;
  readonly publicUrl: string;
  readonly allowedServers: readonly string[];
  readonly push: { readonly subject: string };
};

export type RunningBridge = {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly logPath: string;
  /** The process of this moment; another one after a restart. */
  process(): NodeChild;
  kill(): Promise<void>;
  restart(): Promise<Result<void, BridgeFailure>>;
  stop(): Promise<void>;
};

/** `BRIDGE_DIED`: ended before it was ready. `BRIDGE_SLOW`: not ready within a minute. `cause`: the end of its log. */
export type BridgeFailure = "BRIDGE_DIED" | "BRIDGE_SLOW";

/** Starts the bridge on files below `folder`; `watch` starts it anew whenever its sources change. */
export const startBridge = async (
  folder: string,
  settings: Omit<BridgeSettings, "dataDir">,
  watch: boolean,
): Promise<Result<RunningBridge, BridgeFailure>> => {
  const configPath = join(folder, "bridge.json");
  const dataDir = join(folder, "data");
  const logPath = join(folder, "bridge.log");
  const baseUrl = `http://127.0.0.1:${settings.listen.port}`;
  await writeConfigFiles([{ path: configPath, text: `${JSON.stringify({ ...settings, dataDir }, null, 2)}\n` }]);

  const start = async (): Promise<Result<NodeChild, BridgeFailure>> => {
    const started = await startNodeChild({
      script: MAIN,
      args: ["--config", configPath],
      nodeArgs: watch ? ["--watch", "--watch-preserve-output"] : [],
      folder: CHECKOUT,
      logPath,
      readyUrl: `${baseUrl}/ready`,
    });
    if (started.ok) return started;
    return failed(started.failure.code === "DIED" ? "BRIDGE_DIED" : "BRIDGE_SLOW", "never", started.failure.cause);
  };

  const started = await start();
  if (!started.ok) return started;
  let process = started.value;
  return ok({
    baseUrl,
    dataDir,
    logPath,
    process: () => process,
    kill: () => process.kill(),
    restart: async () => {
      await process.stop();
      const again = await start();
      if (!again.ok) return again;
      process = again.value;
      return ok(undefined);
    },
    stop: () => process.stop(),
  });
};
