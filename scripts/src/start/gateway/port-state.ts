import { createServer } from "node:net";

/** Why nobody could listen on a loopback port right now; `undefined`: it is free. Asked early, before long work begins. */
export const portState = (port: number): Promise<"PORT_BUSY" | "PORT_FORBIDDEN" | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EACCES" ? "PORT_FORBIDDEN" : "PORT_BUSY"),
    );
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
