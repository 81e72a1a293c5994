import { Method } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import { failed, isMxcUri, ok } from "@paceline/protocol";
import type { MxcUri } from "@paceline/protocol";
import type { Picture } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import type { Database } from "../projection/database.ts";
import { path } from "./http.ts";

/** What a browser shows as a picture without running anything in it: no SVG. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);
const MAX_BYTES = 5_000_000;
/** Larger ones are fetched again instead of kept. */
const MAX_KEPT_BYTES = 300_000;
const KEPT_PICTURES = 1_000;
const TIMEOUT_MS = 30_000;
/** Sizes that are asked for, so that few are kept. */
const SIZES = [48, 96, 192, 384, 800] as const;

type Kept = { readonly mimeType: string; readonly base64: string };

/** Pictures through authenticated media (spec, "Content repository"), kept sealed for the next time. */
export class Media {
  readonly #client: MatrixClient;
  readonly #database: Database;
  readonly #running = new Map<string, Answer<{ picture: Picture }>>();
  #sinceTrim = 0;

  constructor(client: MatrixClient, database: Database) {
    this.#client = client;
    this.#database = database;
  }

  /** `size`: pixels of the shorter side. Rejects as the SDK does. */
  picture(mxc: MxcUri, size: number): Answer<{ picture: Picture }> {
    if (!isMxcUri(mxc)) return Promise.resolve(failed("invalid-input", "never"));
    const pixels = SIZES.find((one) => one >= size) ?? SIZES[SIZES.length - 1];
    const key = `${mxc} ${pixels}`;
    const known = this.#running.get(key);
    if (known !== undefined) return known;
    const run = this.#load(mxc, pixels ?? 96).finally(() => this.#running.delete(key));
    this.#running.set(key, run);
    return run;
  }

  /** Address of an uploaded picture. Rejects as the SDK does. */
  async upload({ bytes, mimeType }: Picture): Promise<string> {
    const answer = await this.#client.uploadContent(new Blob([new Uint8Array(bytes)], { type: mimeType }), {
      type: mimeType,
    });
    return answer.content_uri;
  }

  async #load(mxc: MxcUri, pixels: number): Answer<{ picture: Picture }> {
    const key = [mxc, pixels];
    const kept = await this.#database.get<Kept>("pictures", key);
    if (kept !== undefined) return ok({ picture: { bytes: fromBase64(kept.base64), mimeType: kept.mimeType } });
    const blob = await this.#fetch(mxc, pixels);
    const mimeType = blob.type.split(";")[0]?.trim().toLowerCase() ?? "";
    if (!SHOWN.has(mimeType)) return failed("unsupported", "never");
    if (blob.size > MAX_BYTES) return failed("too-large", "never");
    const bytes = new Uint8Array(await blob.arrayBuffer());
    if (bytes.length <= MAX_KEPT_BYTES) await this.#keep(key, { mimeType, base64: toBase64(bytes) });
    return ok({ picture: { bytes, mimeType } });
  }

  #fetch(mxc: MxcUri, pixels: number): Promise<Blob> {
    const [server = "", id = ""] = mxc.slice("mxc://".length).split("/");
    const query = { width: String(pixels), height: String(pixels), method: "crop", animated: "false" };
    return this.#client.http.authedRequest<Blob>(Method.Get, path("media", "thumbnail", server, id), query, undefined, {
      prefix: "/_matrix/client/v1",
      rawResponseBody: true,
      localTimeoutMs: TIMEOUT_MS,
    });
  }

  async #keep(key: (string | number)[], value: Kept): Promise<void> {
    await this.#database.write([{ put: "pictures", key, value, index: { used: Date.now() } }], "relaxed");
    this.#sinceTrim += 1;
    if (this.#sinceTrim < KEPT_PICTURES / 10) return;
    this.#sinceTrim = 0;
    const oldest = await this.#database.list("pictures", { index: "used" });
    const spare = oldest.slice(0, Math.max(0, oldest.length - KEPT_PICTURES));
    await this.#database.write(
      spare.map(({ key: old }) => ({ remove: "pictures", key: old })),
      "relaxed",
    );
  }
}

const toBase64 = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
