import { readFile } from "node:fs/promises";
import { writeConfigFiles } from "@paceline/homeserver-config";

/** Parts of the demo club that are made already, so that a later start does not even ask the servers. */
export type KeptParts = {
  has(part: string): boolean;
  add(part: string): Promise<void>;
};

export const keptParts = async (path: string): Promise<KeptParts> => {
  const text = await readFile(path, "utf8").catch(() => "[]");
  const parts = new Set(JSON.parse(text) as string[]);
  return {
    has: (part) => parts.has(part),
    add: async (part) => {
      parts.add(part);
      await writeConfigFiles([{ path, text: JSON.stringify([...parts]) }]);
    },
  };
};
