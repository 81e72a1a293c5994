import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";
import { CHECKOUT } from "./plan.ts";

/** Under what a figure was taken; a figure without it is worth nothing. Names no machine, no user, no path. */
export type Circumstances = {
  readonly command: string;
  readonly takenAt: string;
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
};

export function circumstances(command: string): Circumstances {
  const [cpu] = cpus();
  return {
    command,
    takenAt: new Date().toISOString(),
    commit: commit(),
    machine: `${cpu?.model.trim() ?? "unknown"}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
}

/** With `+` when the tree differs from the commit. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: CHECKOUT, encoding: "utf8" }).trim();
  try {
    return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain") === "" ? "" : "+"}`;
  } catch {
    return "no git";
  }
}

/** The head of a written report. */
export const headOf = (title: string, { command, takenAt, commit: at, machine, node }: Circumstances): string =>
  `# ${title}\n\n\`${command}\`, ${takenAt}, commit ${at}, ${machine}, Node ${node}\n`;
