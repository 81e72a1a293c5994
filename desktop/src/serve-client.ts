import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { WEB_CONTENT_TYPES, WEB_HEADERS } from "@paceline/protocol/http";
import { isAppUrl } from "./app-origin.ts";

/**
 * Answers requests of the custom protocol from the built client in `root`. A path without extension is a place inside the app and gets
 * `index.html`; a path that leads out of `root` or to nothing is 404. Every answer carries the security headers.
 */
export function serveClient(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET" || !isAppUrl(request.url)) return answer(405, "Not allowed", ".txt");
    const path = decodePath(new URL(request.url).pathname);
    if (path === undefined) return answer(400, "Bad path", ".txt");
    const name = extname(path) === "" ? "index.html" : path;
    const file = normalize(join(root, name));
    if (!file.startsWith(root + sep)) return answer(404, "Not found", ".txt");
    try {
      return answer(200, await readFile(file), extname(file));
    } catch (error) {
      if (isMissing(error)) return answer(404, "Not found", ".txt");
      throw error;
    }
  };
}

function answer(status: number, body: string | Buffer, extension: string): Response {
  const type = WEB_CONTENT_TYPES[extension] ?? "application/octet-stream";
  const bytes = typeof body === "string" ? body : new Uint8Array(body);
  return new Response(bytes, { status, headers: { ...WEB_HEADERS, "Content-Type": type } });
}

function decodePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "ENOTDIR");
