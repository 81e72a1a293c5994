import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

/**
 * A loopback port that nobody listens on at this moment. For programs that must be told their port; whatever can bind
 * port 0 itself should.
 */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
