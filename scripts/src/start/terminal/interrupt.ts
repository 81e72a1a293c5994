/**
 * Resolves with the name of the first signal that asks us to end. A second one ends the process at once; what it started
 * follows by itself.
 */
export const interrupted = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve(signal);
      });
  });
