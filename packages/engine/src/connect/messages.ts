import type { CommandName, ListName, ListUpdate } from "@paceline/protocol/port";
import type { Result } from "@paceline/protocol";

/** What a page says to the worker. `id` is made by the page and never used twice on one connection. */
export type ToEngine =
  | {
      readonly is: "hello";
      /** Orders releases: the greater string is the newer one. */
      readonly release: string;
      /** Name of a Web Lock this page holds as long as it lives; the engine learns of its end by getting the lock. */
      readonly tab: string;
      /** 32 bytes of the host's keystore, or null for the browser's own key. */
      readonly storageKey: Uint8Array | null;
    }
  | { readonly is: "subscribe"; readonly id: number; readonly list: ListName; readonly params: unknown }
  | { readonly is: "unsubscribe"; readonly id: number }
  | { readonly is: "command"; readonly id: number; readonly name: CommandName; readonly input: unknown }
  /** The first rows are on the screen. */
  | { readonly is: "painted" }
  /** Only where another tab owns the engine: this one wants it. */
  | { readonly is: "take-over" };

export type PageUpdate = { readonly id: number; readonly update: ListUpdate<unknown, unknown> };

/** What the worker says to a page. */
export type ToPage =
  /** What changed at one moment, over all lists, in order: it is shown at once, so no view stands between two states. */
  | { readonly is: "updates"; readonly updates: readonly PageUpdate[] }
  | { readonly is: "answer"; readonly id: number; readonly result: Result<unknown> }
  /** Another release owns the account now; this page is to be loaded again. */
  | { readonly is: "reload" };
