import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

type Request = { readonly path: string; readonly at: number };

/** Every request that a server of this process gets for `origin`, by page and workers alike. Times in ms since 1970, as a page's `performance.timeOrigin`. */
export function requestLog(origin: string): { readonly requests: readonly Request[]; readonly end: () => void } {
  const { host } = new URL(origin);
  const requests: Request[] = [];
  const note = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (request.headers.host === host) requests.push({ path, at: performance.timeOrigin + performance.now() });
  };
  subscribe(CHANNEL, note);
  return { requests, end: () => void unsubscribe(CHANNEL, note) };
}

const CHANNEL = "http.server.request.start";

/** Bytes of the scripts among `paths` as a server sends them compressed. */
export async function gzippedScripts(folder: string, paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of new Set(paths.filter((one) => one.endsWith(".js"))))
    bytes += gzipSync(await readFile(join(folder, path))).byteLength;
  return bytes;
}

/** Parts of the SDK or of its crypto module among `paths`, known by names that no minifier changes. */
export async function partsOfSdk(folder: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of new Set(paths)) {
    if (path.endsWith(".wasm")) found.push(path);
    else if (path.endsWith(".js") && SDK.test(await readFile(join(folder, path), "utf8"))) found.push(path);
  }
  return found;
}

const SDK = /initRustCrypto|OlmMachine/;
