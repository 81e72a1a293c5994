import type { Requester } from "../model/accounts.ts";
import type { Content } from "../model/event.ts";

/** One request, as routes see it. */
export type Call = {
  readonly method: string;
  readonly pathname: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Ends when the client went away. */
  readonly signal: AbortSignal;
  /** JSON object of the body, `{}` for an empty one. */
  readonly body: () => Content;
  /** Who asks; throws 401 without a good token. */
  readonly who: () => Requester;
};

/** An answer other than 200 with a JSON body. */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export type Handler = (call: Call) => unknown;
/** `path` has `:name` for one segment; the last may be `:name?`. */
export type Route = { readonly method: string; readonly path: string; readonly handle: Handler };

export const route = (method: string, path: string, handle: Handler): Route => ({ method, path, handle });

type Node = {
  readonly literal: Map<string, Node>;
  parameter: Node | undefined;
  readonly routes: Map<string, { readonly names: readonly string[]; readonly handle: Handler }>;
};
const node = (): Node => ({ literal: new Map(), parameter: undefined, routes: new Map() });

/** Finds the route of a path by its segments; literals win over parameters. */
export class Router {
  private readonly root = node();

  add(routes: readonly Route[]): void {
    for (const { method, path, handle } of routes) {
      this.insert(method, path.replace(/\?$/, ""), handle);
      if (path.endsWith("?")) this.insert(method, path.slice(0, path.lastIndexOf("/")), handle);
    }
  }

  find(
    method: string,
    pathname: string,
  ): { readonly handle: Handler; readonly params: Readonly<Record<string, string>> } | undefined {
    const values: string[] = [];
    let here: Node | undefined = this.root;
    for (const segment of pathname.split("/").slice(1)) {
      const next: Node | undefined = here.literal.get(segment);
      if (next === undefined) values.push(decodeURIComponent(segment));
      here = next ?? here.parameter;
      if (here === undefined) return undefined;
    }
    const found = here.routes.get(method);
    if (found === undefined) return undefined;
    return {
      handle: found.handle,
      params: Object.fromEntries(found.names.map((name, index) => [name, values[index] ?? ""])),
    };
  }

  private insert(method: string, path: string, handle: Handler): void {
    const names: string[] = [];
    let here = this.root;
    for (const segment of path.split("/").slice(1)) {
      if (segment.startsWith(":")) {
        names.push(segment.slice(1));
        here = here.parameter ??= node();
      } else {
        const next = here.literal.get(segment) ?? node();
        here.literal.set(segment, next);
        here = next;
      }
    }
    here.routes.set(method, { names, handle });
  }
}
