import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PlatformName } from "@paceline/protocol/events";
import { readConfig } from "./config.ts";
import { createPlatformKeys } from "./services/platform-keys.ts";
import type { PlatformKeys } from "./services/platform-keys.ts";
import type { Database } from "./store/database.ts";
import { createDeadLetterStore } from "./store/dead-letter-store.ts";
import type { DeadLetterStore } from "./store/dead-letter-store.ts";
import { openDatabase } from "./store/open.ts";
import { createPlatformKeyStore } from "./store/platform-key-store.ts";

const USAGE = `node bridge/src/admin.ts --config <file.json> <command>
  platform-key add <platform>   makes a key for a platform's server and shows it, this once
  platform-key list             all keys, without the keys themselves
  platform-key revoke <id>      from now on it opens nothing
  dead-letter list              what could not be worked off or sent, newest first: when, where, which, why
  dead-letter show <id>         one of them whole, with what people wrote in rooms without encryption
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
    const said = run(opened.value, positionals);
    if (said === undefined) end(2, USAGE);
    else process.stdout.write(`${said}\n`);
  } finally {
    opened.value.close();
  }
};

/** What to print; `undefined` for a command that is none. */
const run = (db: Database, [noun, ...words]: readonly string[]): string | undefined => {
  if (noun === "platform-key") return ofKeys(createPlatformKeys(createPlatformKeyStore(db), Date.now), words);
  return noun === "dead-letter" ? ofLetters(createDeadLetterStore(db), words) : undefined;
};

const LETTERS_SHOWN = 200;

const ofLetters = (letters: DeadLetterStore, [verb, id]: readonly string[]): string | undefined => {
  if (verb === "show" && id !== undefined) return letters.find(Number(id))?.body ?? "There is no such letter.";
  if (verb !== "list") return undefined;
  const lines = letters
    .list(LETTERS_SHOWN)
    .map(({ id: number, at, source, ref, code }) => [number, new Date(at).toISOString(), source, ref, code].join("  "));
  return lines.length === 0 ? "Nothing was set aside." : lines.join("\n");
};

const ofKeys = (keys: PlatformKeys, [verb, what]: readonly string[]): string | undefined => {
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
