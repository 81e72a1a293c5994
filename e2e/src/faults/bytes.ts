import { openSync, closeSync, readFileSync, readSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { levelDbBlocks } from "./level-db.ts";

/** Something to search: `name` says where it lies. */
export type Bytes = { readonly name: string; readonly bytes: Buffer };

/** Every file below a folder, and what LevelDB tables among them hold when unpacked. */
export async function filesBelow(folder: string): Promise<Bytes[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(files.map(async (name) => ({ name, bytes: await readFile(name) })));
  const unpacked = read
    .filter(({ name }) => name.endsWith(".ldb"))
    .map(({ name, bytes }) => ({ name: `${name} unpacked`, bytes: Buffer.concat(levelDbBlocks(bytes)) }));
  return [...read, ...unpacked];
}

/** What a process of ours has in memory that it can write to: heap, stacks, buffers. Throws with a sentence elsewhere than on Linux (proc(5)). */
export function memoryOf(pid: number, platform: NodeJS.Platform = process.platform): Bytes[] {
  if (platform !== "linux")
    throw new Error(
      `The memory of a process can be searched on Linux alone, and this is ${platform}: whether it holds words of a private club is not shown here. Run this test on Linux.`,
    );
  const memory = openSync(`/proc/${pid}/mem`, "r");
  try {
    return readFileSync(`/proc/${pid}/maps`, "utf8")
      .split("\n")
      .flatMap((line): Bytes[] => {
        const [, start, end, rights, rest] = /^([0-9a-f]+)-([0-9a-f]+) (\S+) (.*)$/.exec(line) ?? [];
        if (start === undefined || end === undefined || !rights?.startsWith("rw")) return [];
        return readPresent(memory, Number.parseInt(start, 16), Number.parseInt(end, 16), rest ?? "");
      });
  } finally {
    closeSync(memory);
  }
}

const PIECE = 4 << 20;
/** Pieces share this much, so that a word across a border is found. */
const OVERLAP = 256;

/** A region may vanish, or hold pages that nobody may read, while it is read: the rest of it counts. */
function readPresent(memory: number, start: number, end: number, name: string): Bytes[] {
  const pieces: Bytes[] = [];
  for (let at = start; at < end; at += PIECE) {
    const bytes = Buffer.allocUnsafe(Math.min(PIECE + OVERLAP, end - at));
    try {
      pieces.push({ name, bytes: bytes.subarray(0, readSync(memory, bytes, 0, bytes.length, at)) });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EIO" && code !== "EFAULT") throw error;
    }
  }
  return pieces;
}

/** Where a word lies, as UTF-8 or as UTF-16 the way browsers keep strings. */
export const placesOf = (word: string, where: readonly Bytes[]): readonly string[] =>
  where
    .filter(({ bytes }) => bytes.includes(word, 0, "utf8") || bytes.includes(word, 0, "utf16le"))
    .map(({ name }) => name);
