/** Aborts when somebody asks this command to end. Asked again it goes on ending: what it started must not stay behind. */
export function stopAsked(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}
