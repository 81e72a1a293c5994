import { readFile } from "node:fs/promises";
import { newHomeserverSecrets, newSecret, writeConfigFiles } from "@paceline/homeserver-config";
import type { HomeserverSecrets } from "@paceline/homeserver-config";

/** Everything random of one set, made once and kept in one file that only its owner can read. */
export type StackSecrets = {
  readonly homeserver: HomeserverSecrets;
  readonly asToken: string;
  readonly hsToken: string;
  /** Of all demo people; used on development sets only. */
  readonly demoPassword: string;
};

/** Reads the secrets at `path`, or makes them. A file that is damaged throws: guessing would lock people out. */
export const keptSecrets = async (path: string): Promise<StackSecrets> => {
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as StackSecrets;
  const made: StackSecrets = {
    homeserver: newHomeserverSecrets(),
    asToken: newSecret(),
    hsToken: newSecret(),
    demoPassword: `ride-${newSecret().slice(0, 8)}`,
  };
  await writeConfigFiles([{ path, text: `${JSON.stringify(made, null, 2)}\n` }]);
  return made;
};
