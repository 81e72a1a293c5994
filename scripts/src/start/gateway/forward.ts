import { Agent, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/** Leads requests to one loopback port, bodies and answers streamed, without a time limit (a sync may take its minute). */
export type Forwarder = {
  http(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** A WebSocket: from here on bytes both ways. */
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
};

export const forwardTo = (port: number, absent: { readonly status: number; readonly body: unknown }): Forwarder => {
  const agent = new Agent({ keepAlive: true });
  return {
    http: (incoming, outgoing) => {
      const { method, url, socket } = incoming;
      const headers = {
        ...incoming.headers,
        "x-forwarded-for": socket.remoteAddress ?? "127.0.0.1",
        "x-forwarded-proto": "http",
      };
      const upstream = request({ host: "127.0.0.1", port, agent, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on("error", () => outgoing.destroy()).pipe(outgoing);
      });
      upstream.on("error", () => {
        if (outgoing.headersSent) outgoing.destroy();
        else outgoing.writeHead(absent.status, { "content-type": "application/json" }).end(JSON.stringify(absent.body));
      });
      // Who went away does not leave a long poll behind.
      outgoing.on("close", () => upstream.destroy());
      incoming.pipe(upstream);
    },
    upgrade: (incoming, socket, head) => {
      const upstream = connect(port, "127.0.0.1", () => {
        const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
        for (let index = 0; index < incoming.rawHeaders.length; index += 2)
          lines.push(`${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`);
        upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy()).on("close", () => socket.destroy());
      socket.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    },
  };
};
