import { createReadStream } from "node:fs";
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { WEB_CONTENT_TYPES } from "@paceline/protocol/http";

/** Files below this path have the hash of their content in their name. */
const HASHED = "/assets/";
const PAGE = "/index.html";

/** Serves the built client below `folder`. A path of the app that is no file gets the page; a missing file gets 404. */
export const staticFiles =
  (folder: string, headers: Readonly<Record<string, string>>) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (incoming.method !== "GET" && incoming.method !== "HEAD") {
      outgoing.writeHead(405, { ...headers, allow: "GET, HEAD" }).end();
      return;
    }
    const asked = pathOf(incoming.url ?? "/");
    const found = asked === undefined ? undefined : await fileAt(folder, asked);
    const isAppPath = asked !== undefined && extname(asked) === "" && !asked.startsWith(HASHED);
    const file = found ?? (isAppPath ? await fileAt(folder, PAGE) : undefined);
    if (!file) {
      outgoing
        .writeHead(404, { ...headers, "content-type": "text/plain; charset=utf-8" })
        .end("There is no such file.\n");
      return;
    }
    const etag = `"${file.stats.size.toString(36)}-${Math.trunc(file.stats.mtimeMs).toString(36)}"`;
    const answer = {
      ...headers,
      etag,
      "content-type": WEB_CONTENT_TYPES[extname(file.path)] ?? "application/octet-stream",
      "cache-control": asked?.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache",
    };
    if (incoming.headers["if-none-match"] === etag) {
      outgoing.writeHead(304, answer).end();
      return;
    }
    outgoing.writeHead(200, { ...answer, "content-length": file.stats.size });
    if (incoming.method === "HEAD") outgoing.end();
    else
      createReadStream(file.path)
        .on("error", () => outgoing.destroy())
        .pipe(outgoing);
  };

/** Decoded path without query; `undefined` for one that cannot be decoded or holds a NUL. */
const pathOf = (url: string): string | undefined => {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? "/");
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
};

const fileAt = async (folder: string, path: string): Promise<{ path: string; stats: Stats } | undefined> => {
  const full = normalize(join(folder, path));
  if (!full.startsWith(normalize(folder + sep))) return undefined;
  const stats = await stat(full).catch(() => undefined);
  return stats?.isFile() ? { path: full, stats } : undefined;
};
