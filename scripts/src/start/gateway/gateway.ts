import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BRIDGE_WELL_KNOWN, MAP_TILES_PATH } from "@paceline/protocol/http";
import type { MapTiles } from "@paceline/protocol/http";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";

import { forwardTo } from "./forward.ts";
import { pageHeaders } from "./page-headers.ts";
import { staticFiles } from "./static-files.ts";

/** Somebody who can be signed in with one click, on a development set only. */
export type DemoPerson = { readonly name: string; readonly userId: string; readonly password: string };

export type GatewayOptions = {
  /** 0: a free one. */
  readonly port: number;
  readonly synapsePort: number;
  readonly bridgePort: number;
  readonly botUserId: string;
  /** Where the page comes from: a built folder, or Vite's development server on a port. */
  readonly web:
    | { readonly kind: "built"; readonly folder: string }
    | { readonly kind: "development"; readonly port: number };
  /** Absent: the client draws the map that it brings, and `/map.json` does not exist. */
  readonly mapTiles?: MapTiles | undefined;
  /** Absent or without an answer where real people live: then `/demo.json` does not exist. */
  readonly demoPeople?: () => readonly DemoPerson[] | undefined;
};

export type Gateway = { readonly origin: string; readonly port: number; stop(): Promise<void> };

/** One origin, on loopback only, for the page, the homeserver and the bridge. */
export const startGateway = async (
  options: GatewayOptions,
): Promise<Result<Gateway, "PORT_BUSY" | "PORT_FORBIDDEN">> => {
  const { web } = options;
  const headers = pageHeaders(web.kind);
  const synapse = forwardTo(options.synapsePort, {
    status: 502,
    body: { errcode: "M_UNKNOWN", error: "The homeserver does not answer." },
  });
  const bridge = forwardTo(options.bridgePort, {
    status: 502,
    body: { type: "about:blank", title: "The bridge does not answer.", status: 502, code: "INTERNAL" },
  });
  const vite = web.kind === "development" ? forwardTo(web.port, { status: 502, body: {} }) : undefined;
  const page = web.kind === "built" ? staticFiles(web.folder, headers) : undefined;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = (incoming.url ?? "/").split("?", 1)[0] ?? "/";
    const host = incoming.headers.host ?? "";
    // A name that somebody points at this machine must not read the demo passwords (DNS rebinding).
    if (!isLoopback(host)) return void outgoing.writeHead(421, headers).end();
    if (path.startsWith("/_matrix/") || path.startsWith("/_synapse/client/")) return synapse.http(incoming, outgoing);
    if (path.startsWith("/api/")) return bridge.http(incoming, outgoing);
    if (path === "/.well-known/matrix/client") {
      // Clients of other origins may ask, as the specification wants it.
      outgoing.setHeader("access-control-allow-origin", "*");
      return json(outgoing, discovery(`http://${host}`, options.botUserId));
    }
    const demoPeople = path === "/demo.json" ? options.demoPeople?.() : undefined;
    if (demoPeople) return json(outgoing, { people: demoPeople });
    if (path === MAP_TILES_PATH && options.mapTiles) return json(outgoing, options.mapTiles);
    if (vite) {
      for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
      return vite.http(incoming, outgoing);
    }
    return page?.(incoming, outgoing);
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  server.keepAliveTimeout = 65_000;
  server.on("upgrade", (incoming, socket, head) => {
    const target = incoming.url?.startsWith("/api/") ? bridge : vite;
    if (target && isLoopback(incoming.headers.host ?? "")) target.upgrade(incoming, socket, head);
    else socket.destroy();
  });

  const refused = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once("error", resolve);
    server.listen(options.port, "127.0.0.1", () => resolve(undefined));
  });
  if (refused) return failed(refused.code === "EACCES" ? "PORT_FORBIDDEN" : "PORT_BUSY", "never", String(options.port));
  const { port } = server.address() as AddressInfo;
  return ok({
    origin: `http://localhost:${port}`,
    port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
};

/** Client discovery (spec, "Well-known URIs") with the key that tells our client about the bridge. */
const discovery = (origin: string, bot: string): unknown => ({
  "m.homeserver": { base_url: origin },
  [BRIDGE_WELL_KNOWN]: { base_url: origin, bot },
});

const isLoopback = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);

const json = (outgoing: ServerResponse, body: unknown): void => {
  outgoing
    .writeHead(200, {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    })
    .end(JSON.stringify(body));
};
