import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";

export type Listening = {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Takes no more connections and resolves when every request has its answer; cuts off what takes longer than 10 s. */
  close(): Promise<void>;
};

const DRAIN_MS = 10_000;

export const listen = async (
  app: Express,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Result<Listening, "PORT_IN_USE">> => {
  const server = createServer(app);
  const failure = await new Promise<Error | undefined>((resolve) => {
    server.once("error", resolve).listen(port, host, () => resolve(undefined));
  });
  if (failure !== undefined) {
    if ("code" in failure && failure.code === "EADDRINUSE") return failed("PORT_IN_USE", "later");
    throw failure;
  }
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return ok({
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  });
};
