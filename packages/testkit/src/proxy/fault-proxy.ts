import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { RuleBook } from "./faults.ts";
import type { Fault, Rule, RunningRule } from "./faults.ts";

/** One request as the proxy saw it. `status` is the server's answer; absent while there is none. */
export type SeenRequest = { readonly method: string; readonly path: string; status?: number };

/** A network between a client and one HTTP server that fails as told. No rules: everything passes. */
export type FaultProxy = {
  readonly baseUrl: string;
  /** Everything that came, in order of arrival. */
  readonly seen: readonly SeenRequest[];
  addRule(rule: Rule): RunningRule;
  /** Breaks every connection and every new one, until `reconnect`. */
  disconnect(): void;
  reconnect(): void;
  /** Leads to another server from now on, for example to one that came back elsewhere. */
  retarget(baseUrl: string): void;
  stop(): Promise<void>;
};

export const startFaultProxy = async (targetUrl: string): Promise<FaultProxy> => {
  const rules = new RuleBook();
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let target = new URL(targetUrl);
  let connected = true;

  const server = createServer((incoming, outgoing) => {
    const entry: SeenRequest = { method: incoming.method ?? "GET", path: incoming.url ?? "/" };
    seen.push(entry);
    void carry(target, incoming, outgoing, rules.take(entry.method, entry.path), entry).catch(() =>
      incoming.socket.destroy(),
    );
  });
  // Idle connections stay open, so that every broken one was broken by a rule.
  server.keepAliveTimeout = 0;
  server.on("connection", (socket) => {
    if (!connected) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    addRule: (rule) => rules.add(rule),
    disconnect: () => {
      connected = false;
      cutAll();
    },
    reconnect: () => {
      connected = true;
    },
    retarget: (baseUrl) => {
      target = new URL(baseUrl);
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cutAll();
      await closed;
    },
  };
};

/** Takes one request through its fault to the server and the answer back. Rejects where the connection has to break. */
const carry = async (
  target: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
  entry: SeenRequest,
): Promise<void> => {
  const body = await bodyOf(incoming);
  const forward = async (): Promise<IncomingMessage> => {
    const answer = await send(target, incoming, body, outgoing);
    if (answer.statusCode !== undefined) entry.status = answer.statusCode;
    return answer;
  };
  switch (fault?.kind) {
    case "cut":
      if (fault.when === "after") await bodyOf(await forward());
      throw new Error("cut");
    case "answer":
      outgoing.writeHead(fault.status, { "content-type": "application/json" }).end(JSON.stringify(fault.body));
      return;
    case "hold":
      await fault.until;
      break;
    case "delay":
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      break;
    case "repeat":
      await bodyOf(await forward());
      break;
    case undefined:
  }
  const answer = await forward();
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.once("error", () => outgoing.destroy()).pipe(outgoing);
};

const send = async (
  target: URL,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { "transfer-encoding": _chunks, connection: _connection, ...headers } = incoming.headers;
    if (body.length > 0) headers["content-length"] = String(body.length);
    const { hostname, port } = target;
    const upstream = request(
      { hostname, port, method: incoming.method, path: incoming.url, headers, agent: false },
      resolve,
    );
    upstream.once("error", reject);
    // A caller who went away does not leave a long poll behind at the server.
    outgoing.once("close", () => upstream.destroy());
    upstream.end(body);
  });

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
