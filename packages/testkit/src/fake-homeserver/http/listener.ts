import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Homeserver } from "../model/homeserver.ts";
import { MatrixError } from "../model/errors.ts";
import { isObject } from "../model/event.ts";
import type { Faults } from "./faults.ts";
import { Reply, type Call, type Router } from "./router.ts";

const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "X-Requested-With, Content-Type, Authorization, Date",
  "Access-Control-Expose-Headers": "Retry-After",
};

/** A request that was answered; paths carry ids, never tokens. */
export type Answered = { readonly method: string; readonly pathname: string; readonly status: number };

export type ListenerParts = {
  readonly server: Homeserver;
  readonly router: Router;
  readonly faults: Faults;
  readonly observe: (answered: Answered) => void;
};

export function listener(parts: ListenerParts): RequestListener {
  return (request, response) => void serve(parts, request, response);
}

async function serve(parts: ListenerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://server");
  const method = request.method ?? "GET";
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const bytes = await readAll(request);
  const effect = parts.faults.take(method, url.pathname);
  if (effect?.kind === "cut" && effect.when === "before") return void request.socket.destroy();
  if (effect?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, effect.ms));
  const reply =
    effect?.kind === "answer"
      ? new Reply(effect.status, effect.body)
      : await answer(parts, request, url, bytes, gone.signal);
  parts.observe({ method, pathname: url.pathname, status: reply.status });
  if (effect?.kind === "cut") return void request.socket.destroy();
  const isBytes = reply.body instanceof Uint8Array;
  response.writeHead(reply.status, {
    ...CORS,
    ...(isBytes ? {} : { "Content-Type": "application/json" }),
    ...reply.headers,
  });
  response.end(isBytes ? reply.body : JSON.stringify(reply.body));
}

async function answer(
  parts: ListenerParts,
  request: IncomingMessage,
  url: URL,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Reply> {
  const method = request.method ?? "GET";
  if (method === "OPTIONS") return new Reply(200, {});
  try {
    const found = parts.router.find(method, url.pathname.replace("/_matrix/client/r0/", "/_matrix/client/v3/"));
    if (found === undefined) throw new MatrixError(404, "M_UNRECOGNIZED", "Unrecognized request");
    const token =
      request.headers.authorization?.replace(/^Bearer /, "") ?? url.searchParams.get("access_token") ?? undefined;
    const call: Call = {
      method,
      pathname: url.pathname,
      params: found.params,
      query: url.searchParams,
      bytes,
      contentType: request.headers["content-type"] ?? "",
      signal,
      body: () => readBody(bytes),
      who: () => parts.server.accounts.requester(token, url.searchParams),
    };
    const result = await found.handle(call);
    return result instanceof Reply ? result : new Reply(200, result ?? {});
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Reply {
  if (!(error instanceof MatrixError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new Reply(500, { errcode: "M_UNKNOWN", error: `The fake homeserver has a bug: ${message}` });
  }
  const wait = error.body["retry_after_ms"];
  return new Reply(
    error.status,
    error.body,
    typeof wait === "number" ? { "Retry-After": String(Math.ceil(wait / 1000)) } : {},
  );
}

function readBody(bytes: Uint8Array): ReturnType<Call["body"]> {
  if (bytes.byteLength === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw new MatrixError(400, "M_NOT_JSON", "Content not JSON.");
  }
  if (!isObject(value)) throw new MatrixError(400, "M_BAD_JSON", "Content must be a JSON object.");
  return value;
}

async function readAll(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
