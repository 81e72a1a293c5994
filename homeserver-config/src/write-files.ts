import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ConfigFile } from "./synapse/files.ts";

/** Writes files whole or not at all, readable by their owner only; makes missing folders (mode 700). */
export const writeConfigFiles = async (files: readonly ConfigFile[]): Promise<void> => {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.new`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, path);
  }
};
