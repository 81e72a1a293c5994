import type { Result } from "@paceline/protocol";
import type {
  CommandName,
  EngineFailureCode,
  EnginePort,
  Input,
  ListName,
  Meta,
  Output,
  Params,
  Row,
} from "@paceline/protocol/port";
import { createContext, useContext, useState, useSyncExternalStore } from "react";
import { type Async, latest } from "./async.ts";
import type { ListCache } from "./list-cache.ts";
import type { ListState } from "./list-state.ts";
import type { PictureCache } from "./picture-cache.ts";

/** The page's side of the port. Made once in the composition root. */
export type Engine = {
  readonly port: EnginePort;
  readonly lists: ListCache;
  readonly pictures: PictureCache;
  /** Asks the tab that owns the engine to hand it over. */
  readonly takeOver: () => void;
};

const EngineContext = createContext<Engine | null>(null);
export const EngineProvider = EngineContext.Provider;

export function useEngine(): Engine {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error("no engine around this view");
  return engine;
}

/** Watches a list for as long as the view stands. */
export function useList<Name extends ListName>(name: Name, params: Params<Name>): ListState<Row<Name>, Meta<Name>> {
  const watched = useEngine().lists.of(name, params);
  return useSyncExternalStore(watched.subscribe, watched.snapshot);
}

/** Rows of a list, empty while it has not answered. For views where waiting and empty look the same. */
export function useRows<Name extends ListName>(name: Name, params: Params<Name>): readonly Row<Name>[] {
  const list = useList(name, params);
  return list.is === "here" ? list.rows : NONE;
}

const NONE: readonly never[] = [];

/** One command with the state of its last run, for forms that show progress and failure in place. */
export function useCommand<Name extends CommandName>(name: Name) {
  const { port } = useEngine();
  const [state, setState] = useState<Async<Output<Name>>>({ is: "idle" });
  const run = async (input: Input<Name>): Promise<Result<Output<Name>, EngineFailureCode>> => {
    const previous = latest(state);
    const before = previous === undefined ? {} : { previous };
    setState({ is: "busy", ...before });
    const result = await port.command(name, input);
    setState(result.ok ? { is: "done", value: result.value } : { is: "failed", failure: result.failure, ...before });
    return result;
  };
  return { state, run, reset: () => setState({ is: "idle" }) };
}
