import type { ChildProcess } from "node:child_process";

const STOP_WITHIN_MS = 15_000;

/** A process that hears signals; one that has ended already ignores them. */
export type Endable = { kill(signal: "SIGTERM" | "SIGKILL"): void };

/** Resolves when the child is gone, or could not be started at all. Listen before anything else can happen to it. */
export const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });

/** Asks a child to end in order, and kills it when it has not within 15 s. */
export const endChild = async (child: Endable, exited: Promise<void>): Promise<void> => {
  child.kill("SIGTERM");
  const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await exited;
  clearTimeout(deadline);
};

/** SIGKILL, and resolves when the child is gone. */
export const killChild = async (child: Endable, exited: Promise<void>): Promise<void> => {
  child.kill("SIGKILL");
  await exited;
};
