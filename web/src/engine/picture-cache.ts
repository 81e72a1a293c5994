import type { MxcUri } from "@paceline/protocol";
import type { EnginePort } from "@paceline/protocol/port";

/** Object URLs kept although nobody shows them; beyond that the oldest is revoked. */
const SPARE = 120;

type Entry = { url: string | undefined; users: number; listeners: Set<() => void> };

/** Pictures as object URLs, one per media and size, counted by their users and revoked when enough others are newer. */
export class PictureCache {
  readonly #port: EnginePort;
  readonly #entries = new Map<string, Entry>();

  constructor(port: EnginePort) {
    this.#port = port;
  }

  /** `pixels`: device pixels of the longer side. */
  watch(mxc: MxcUri, pixels: number, listener: () => void): () => void {
    const key = `${mxc} ${pixels}`;
    const entry = this.#entries.get(key) ?? this.#load(mxc, pixels, key);
    entry.users += 1;
    entry.listeners.add(listener);
    return () => {
      entry.users -= 1;
      entry.listeners.delete(listener);
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      this.#trim();
    };
  }

  url(mxc: MxcUri, pixels: number): string | undefined {
    return this.#entries.get(`${mxc} ${pixels}`)?.url;
  }

  #load(mxc: MxcUri, pixels: number, key: string): Entry {
    const entry: Entry = { url: undefined, users: 0, listeners: new Set() };
    this.#entries.set(key, entry);
    void this.#port.command("picture", { mxc, size: pixels }).then((result) => {
      if (!result.ok) return;
      const { bytes, mimeType } = result.value.picture;
      entry.url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mimeType }));
      for (const tell of entry.listeners) tell();
    });
    return entry;
  }

  #trim(): void {
    const idle = [...this.#entries].filter(([, entry]) => entry.users === 0);
    for (const [key, entry] of idle.slice(0, Math.max(0, idle.length - SPARE))) {
      if (entry.url !== undefined) URL.revokeObjectURL(entry.url);
      this.#entries.delete(key);
    }
  }
}
