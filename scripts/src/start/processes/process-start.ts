import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * When a process began, in words of the system; the same words for the same process, and others when its id was given to
 * a new one. `undefined`: there is no such process, or it has ended and waits to be collected.
 */
export const processStart = async (pid: number): Promise<string | undefined> => {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
    // The name in parentheses may hold anything; fields are counted from behind it. proc(5): state is 3, starttime 22.
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields && fields[0] !== "Z" ? fields[19] : undefined;
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.trim() || undefined;
};
