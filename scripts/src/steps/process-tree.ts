import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. `began`: the system's word for when; with the id it names one process and no later one. */
export type Process = { readonly pid: number; readonly parent: number; readonly began: string };

/** Everything that a process has started and they in turn, in whatever process group it is. Without what ended in between; nothing on Windows. */
export function startedBy(pid: number, all: readonly Process[] = processes()): readonly Process[] {
  const own = all.filter(({ parent }) => parent === pid);
  return own.flatMap((child) => [child, ...startedBy(child.pid, all)]);
}

/** Ends at once those that still run. */
export function killAll(wanted: readonly Process[]): void {
  const running = new Set(processes().map(({ pid, began }) => `${pid} ${began}`));
  for (const { pid, began } of wanted) if (running.has(`${pid} ${began}`)) signal(pid, "SIGKILL");
}

/** Signals a process, or with a negative id a process group; one that has ended is no error. */
export function signal(pid: number, name: "SIGINT" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function processes(): readonly Process[] {
  if (process.platform === "win32") return [];
  return process.platform === "linux" ? fromProc() : fromPs();
}

/** proc(5): the name in parentheses may hold anything; behind it the parent is the second field, the start the twentieth. */
const fromProc = (): readonly Process[] =>
  readdirSync("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? statOf(name) : "";
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, parent, began] = [fields[0], fields[1], fields[19]];
    // A process that waits to be collected has ended.
    if (state === "Z" || parent === undefined || began === undefined) return [];
    return [{ pid: Number(name), parent: Number(parent), began }];
  });

const statOf = (name: string): string => {
  try {
    return readFileSync(`/proc/${name}/stat`, "utf8");
  } catch {
    return ""; // It ended while the list was read.
  }
};

const fromPs = (): readonly Process[] =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, began] = /^\s*(\d+)\s+(\d+)\s+(.*\S)/.exec(line) ?? [];
      return began === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), began }];
    });
