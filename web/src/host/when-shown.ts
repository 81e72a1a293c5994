import { lazyRouteComponent } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";

/** Without an answer the server is asked again after this long, ms; at once when the device says that there is a connection. */
const AGAIN_MS = 5_000;

/** The server that the page came from. */
type Origin = {
  answers(): Promise<boolean>;
  /** Resolves when it is worth asking again. */
  pause(): Promise<void>;
};

/**
 * What `load` gives. A browser asks once for each module and keeps the failure for as long as the page stands, so what could not be fetched comes with a reload alone, and a
 * reload without a connection ends in nothing: it rejects only when the server answers, and in the words that the router knows, also where a style was missing.
 */
export async function fetched<T>(load: () => Promise<T>, origin: Origin = ours): Promise<T> {
  try {
    return await load();
  } catch (error) {
    while (!(await origin.answers())) await origin.pause();
    throw new TypeError(`Failed to fetch dynamically imported module: ${String(error)}`, { cause: error });
  }
}

/** A page whose code comes when it is first shown. Where that failed the page reloads, once, as soon as the server answers; what needs no such code works until then. */
export const pageWhenShown: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => fetched(load), name);

/** The same for a part of a page. Loaded before it is rendered: the router's component asks React for its code in the first rendering alone, which React takes for a mistake. */
export function whenShown<Props extends object>(load: () => Promise<(props: Props) => ReactNode>) {
  const part = lazyRouteComponent(() => fetched(async () => ({ default: await load() })));
  return lazy(async () => {
    await part.preload?.();
    return { default: part };
  });
}

const ours: Origin = {
  answers: () =>
    fetch("/", { method: "HEAD", cache: "no-store" }).then(
      () => true,
      () => false,
    ),
  pause: () =>
    new Promise((resolve) => {
      const ends = new AbortController();
      const done = () => {
        ends.abort();
        resolve();
      };
      const timer = setTimeout(done, AGAIN_MS);
      ends.signal.addEventListener("abort", () => clearTimeout(timer));
      addEventListener("online", done, { signal: ends.signal });
    }),
};
