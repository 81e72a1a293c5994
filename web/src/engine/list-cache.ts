import type { EnginePort, ListName, Meta, Params, Row } from "@paceline/protocol/port";
import { applyUpdate, type ListState } from "./list-state.ts";

/** A list stays warm this long after its last view left, so that going back shows it in the same frame. */
const WARM_MS = 20_000;

export type Watched<Name extends ListName> = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => ListState<Row<Name>, Meta<Name>>;
};

/** One subscription at the port per list and parameters, shared by every view that shows it. */
export class ListCache {
  readonly #port: EnginePort;
  readonly #watched = new Map<string, unknown>();

  constructor(port: EnginePort) {
    this.#port = port;
  }

  of<Name extends ListName>(name: Name, params: Params<Name>): Watched<Name> {
    const key = `${name} ${JSON.stringify(params)}`;
    const known = this.#watched.get(key);
    if (known !== undefined) return known as Watched<Name>;
    const made = this.#watch(name, params);
    this.#watched.set(key, made);
    return made;
  }

  #watch<Name extends ListName>(name: Name, params: Params<Name>): Watched<Name> {
    let state: ListState<Row<Name>, Meta<Name>> = { is: "waiting" };
    let stop: (() => void) | undefined;
    let cooling: ReturnType<typeof setTimeout> | undefined;
    const listeners = new Set<() => void>();
    // Only its rows go: a view that is about to show it has it in hand already, and two of the same would drop each other.
    const end = () => {
      stop?.();
      stop = undefined;
      state = { is: "waiting" };
    };
    return {
      snapshot: () => state,
      subscribe: (listener) => {
        clearTimeout(cooling);
        listeners.add(listener);
        stop ??= this.#port.subscribe(name, params, (update) => {
          state = applyUpdate(state, update);
          for (const tell of listeners) tell();
        });
        return () => {
          listeners.delete(listener);
          if (listeners.size === 0) cooling = setTimeout(end, WARM_MS);
        };
      },
    };
  }
}
