import type { App } from "electron";
import { linkInArguments, pathOfLink } from "./deep-link.ts";

/**
 * Collects deep links from wherever the system hands them over: the words of the first start, a second start (Linux, Windows), `open-url`
 * (macOS). `show` is called for every link after the first; it brings the window up also when the link was refused.
 */
export class DeepLinks {
  #first: string | undefined;

  constructor(app: Pick<App, "on">, words: readonly string[], show: (path: string | undefined) => boolean) {
    this.#first = pathInWords(words);
    const arrived = (path: string | undefined): void => {
      if (!show(path)) this.#first = path ?? this.#first;
    };
    app.on("second-instance", (_event, later) => arrived(pathInWords(later)));
    app.on("open-url", (event, link) => {
      event.preventDefault();
      arrived(pathOfLink(link));
    });
  }

  /** The path that started the app; given once. */
  takeFirst(): string | null {
    const path = this.#first ?? null;
    this.#first = undefined;
    return path;
  }
}

function pathInWords(words: readonly string[]): string | undefined {
  const link = linkInArguments(words);
  return link === undefined ? undefined : pathOfLink(link);
}
