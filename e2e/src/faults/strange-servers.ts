import { once } from "node:events";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Something on a loopback port that is no homeserver. Every origin may read its answers, so that a page sees what they are. */
type StrangeServer = { readonly address: string; stop(): Promise<void> };

export async function strangeServer(answer: (response: ServerResponse) => void): Promise<StrangeServer> {
  const server = createServer((_request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export const webPage = (response: ServerResponse): void => {
  response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><h1>It works!</h1>");
};

export const json =
  (body: unknown) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  };

/** An address that nothing listens at. */
export async function closedPort(): Promise<string> {
  const server = await strangeServer(webPage);
  await server.stop();
  return server.address;
}
