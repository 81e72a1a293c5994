import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startBridge } from "./compose.ts";
import type { BridgeFailure } from "./compose.ts";
import { readConfig } from "./config.ts";
import { createLog } from "./log.ts";

/** `node bridge/src/main.ts --config <file.json>`. Ends with 2 where the configuration is wrong, 1 where it cannot start. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { config: { type: "string" } } });
  if (values.config === undefined) return end(2, "Name a configuration file: --config <file.json>");
  const text = await readFile(values.config, "utf8").catch(() => undefined);
  if (text === undefined) return end(2, `The configuration file ${values.config} cannot be read.`);
  const config = readConfig(parse(text));
  if (!config.ok) return end(2, `${values.config}:\n${config.failure.cause ?? ""}`);

  const log = createLog();
  const bridge = await startBridge(config.value, log);
  if (!bridge.ok) return end(1, ADVICE[bridge.failure.code]);

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, "stopping");
    void bridge.value.stop().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
};

const ADVICE: Readonly<Record<BridgeFailure, string>> = {
  DATABASE_IN_USE: "Another bridge uses this data folder. End it, or give this one a folder of its own.",
  PORT_IN_USE: "The port to listen on is taken. Choose another, or end the program that has it.",
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const end = (code: number, sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
};

await main();
