// Loaded into a child process before its own code (`node --import`): ends the child when the process that started it is
// gone, however it went, because then the other end of our standard input closes.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.on("error", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref();
