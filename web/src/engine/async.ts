import type { Failure } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";

/** Work that takes time, with what was known before it. */
export type Async<T> =
  | { readonly is: "idle" }
  | { readonly is: "busy"; readonly previous?: T }
  | { readonly is: "done"; readonly value: T }
  | { readonly is: "failed"; readonly failure: Failure<EngineFailureCode>; readonly previous?: T };

/** The newest value, also while it is being replaced. */
export function latest<T>(state: Async<T>): T | undefined {
  if (state.is === "done") return state.value;
  return state.is === "idle" ? undefined : state.previous;
}
