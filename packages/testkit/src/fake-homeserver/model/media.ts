import { randomBytes } from "node:crypto";
import { notFound, tooLarge } from "./errors.ts";
import type { Settings } from "./options.ts";

export type Stored = { readonly bytes: Uint8Array; readonly contentType: string; readonly name: string | undefined };

/** Uploaded files. Thumbnails are the file itself. */
export class Media {
  private readonly stored = new Map<string, Stored>();
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  store(file: Stored): string {
    if (file.bytes.byteLength > this.settings.maxUploadBytes) throw tooLarge("Cannot upload a file this big");
    const id = randomBytes(18).toString("hex").slice(0, 24);
    this.stored.set(`${this.settings.serverName}/${id}`, file);
    return `mxc://${this.settings.serverName}/${id}`;
  }

  get(server: string, id: string): Stored {
    const found = this.stored.get(`${server}/${id}`);
    if (found === undefined) throw notFound("Media not found");
    return found;
  }
}
