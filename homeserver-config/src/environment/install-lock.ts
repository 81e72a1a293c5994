import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

const OWNER_MAY_TAKE_MS = 300_000;
const LOOK_EVERY_MS = 200;

/**
 * Lets one process at a time install; others wait for it. A lock whose owner is gone is taken over. Resolves with the
 * release function, or with the owner's process id when it took longer than five minutes.
 */
export const takeInstallLock = async (path: string): Promise<(() => Promise<void>) | number> => {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + OWNER_MAY_TAKE_MS;
  for (;;) {
    if (await claim(path)) return () => rm(path, { force: true });
    const owner = Number(await readFile(path, "utf8").catch(() => ""));
    if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
    else if (Date.now() > deadline) return owner;
    else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};

const claim = async (path: string): Promise<boolean> => {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
