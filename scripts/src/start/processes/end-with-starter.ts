// Loaded into a child process before its own code (`node --import`): ends the child when the process that started it is
// gone, however it went, because then the other end of our standard input closes.
const end = (): void => {
  // Under `node --watch` our parent is Node's watcher, which would wait for a change for ever.
  if (process.env["WATCH_REPORT_DEPENDENCIES"] !== undefined) process.kill(process.ppid, "SIGTERM");
  process.kill(process.pid, "SIGTERM");
};
process.stdin.on("end", end);
process.stdin.on("error", end);
process.stdin.resume();
process.stdin.unref();
