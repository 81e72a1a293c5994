import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isPublicUrl, notPublic, publicLookup } from "./public-address.ts";

export type PostAnswer = {
  readonly status: number;
  /** Of `Retry-After`; absent where it is none in seconds. */
  readonly retryAfterMs?: number;
};
/** Posts to an address that somebody gave us. Rejects where there is no answer; what the answer says beside its status is not read. */
export type Post = (
  url: string,
  headers: Readonly<Record<string, string | number>>,
  body: Buffer,
) => Promise<PostAnswer>;

const TIMEOUT_MS = 10_000;

/** `anywhere`: private addresses and plain `http` too. Redirects are never followed. */
export const createPost =
  (anywhere: boolean): Post =>
  (url, headers, body) =>
    new Promise((resolve, reject) => {
      if (!anywhere && !isPublicUrl(url)) return reject(notPublic());
      const request = url.startsWith("https:") ? requestHttps : requestHttp;
      const sending = request(
        url,
        {
          method: "POST",
          headers: { ...headers },
          agent: false,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          ...(!anywhere && { lookup: publicLookup }),
        },
        (response) => {
          response.destroy();
          const seconds = Number(response.headers["retry-after"] ?? Number.NaN);
          resolve({ status: response.statusCode ?? 0, ...(seconds >= 0 && { retryAfterMs: seconds * 1_000 }) });
        },
      );
      sending.on("error", reject);
      sending.end(body);
      return undefined;
    });
