import { readFile, rm } from "node:fs/promises";
import { writeConfigFiles } from "@paceline/homeserver-config";
import { processStart } from "./process-start.ts";

type Marked = { readonly pid: number; readonly started: string };
type Mark = { readonly starter: Marked; readonly origin: string; readonly children: readonly Marked[] };

/** Somebody else's start that is still running. */
export type OtherStart = { readonly pid: number; readonly origin: string };

const ENDS_WITHIN_MS = 15_000;

/** A file that says which start owns a data folder, so that a second one can tell a running from a stale one. */
export const runningMark = (path: string) => ({
  /** The start that runs now, if one does. Process ids are used again, so the start time has to fit too. */
  other: async (): Promise<OtherStart | undefined> => {
    const mark = await read(path);
    if (!mark || mark.starter.pid === process.pid || !(await isAlive(mark.starter))) return undefined;
    return { pid: mark.starter.pid, origin: mark.origin };
  },
  /** Ends what a start that was killed has left behind; resolves with how many processes that were. */
  endLeftovers: async (): Promise<number> => {
    const mark = await read(path);
    const left: Marked[] = [];
    for (const child of mark?.children ?? []) if (await isAlive(child)) left.push(child);
    for (const child of left) await end(child);
    await rm(path, { force: true });
    return left.length;
  },
  set: async (origin: string, children: readonly number[]): Promise<void> => {
    const marked = async (pid: number): Promise<Marked> => ({ pid, started: (await processStart(pid)) ?? "" });
    const mark: Mark = {
      starter: await marked(process.pid),
      origin,
      children: await Promise.all(children.map(marked)),
    };
    await writeConfigFiles([{ path, text: JSON.stringify(mark) }]);
  },
  clear: (): Promise<void> => rm(path, { force: true }),
});

const read = async (path: string): Promise<Mark | undefined> => {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    return JSON.parse(text) as Mark;
  } catch {
    return undefined; // Half written when the machine went down: says nothing, so nothing runs.
  }
};

const isAlive = async ({ pid, started }: Marked): Promise<boolean> =>
  started !== "" && (await processStart(pid)) === started;

const end = async (child: Marked): Promise<void> => {
  signal(child.pid, "SIGTERM");
  const deadline = Date.now() + ENDS_WITHIN_MS;
  while (await isAlive(child)) {
    if (Date.now() > deadline) signal(child.pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const signal = (pid: number, name: "SIGTERM" | "SIGKILL"): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself in between, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
};
