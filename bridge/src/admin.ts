import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PlatformName } from "@paceline/protocol/events";
import { readConfig } from "./config.ts";
import { createPlatformKeys } from "./services/platform-keys.ts";
import type { PlatformKeys } from "./services/platform-keys.ts";
import { openDatabase } from "./store/open.ts";
import { createPlatformKeyStore } from "./store/platform-key-store.ts";

const USAGE = `node bridge/src/admin.ts --config <file.json> <command>
  platform-key add <platform>   makes a key for a platform's server and shows it, this once
  platform-key list             all keys, without the keys themselves
  platform-key revoke <id>      from now on it opens nothing
The bridge must not run meanwhile.`;

/** What an operator does to the bridge's own data. Ends with 2 where it was called wrongly, 1 where it could not be done. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { config: { type: "string" } }, allowPositionals: true });
  const text = await readFile(values.config ?? "", "utf8").catch(() => undefined);
  if (text === undefined) return end(2, USAGE);
  const config = readConfig(parse(text));
  if (!config.ok) return end(2, config.failure.cause ?? "");
  const opened = openDatabase(config.value.dataDir);
  if (!opened.ok) return end(1, "The bridge is running on this data folder. Stop it first.");
  try {
    const said = run(createPlatformKeys(createPlatformKeyStore(opened.value), Date.now), positionals);
    if (said === undefined) end(2, USAGE);
    else process.stdout.write(`${said}\n`);
  } finally {
    opened.value.close();
  }
};

/** What to print; `undefined` for a command that is none. */
const run = (keys: PlatformKeys, [noun, verb, what]: readonly string[]): string | undefined => {
  if (noun !== "platform-key") return undefined;
  if (verb === "list")
    return keys
      .list()
      .map(({ id, platform, at, revokedAt }) => [id, platform, day(at), revokedAt ? `revoked ${day(revokedAt)}` : ""])
      .map((columns) => columns.join("  ").trimEnd())
      .join("\n");
  if (what === undefined) return undefined;
  if (verb === "revoke") return keys.revoke(what) ? `Key ${what} opens nothing any more.` : `There is no such key.`;
  if (verb !== "add") return undefined;
  const platform = PlatformName.safeParse(what);
  if (!platform.success) return `The name of a platform ${platform.error.issues[0]?.message}.`;
  const { id, key } = keys.make(platform.data);
  return `Key ${id} of ${platform.data}, shown this once:\n${key}`;
};

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

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
