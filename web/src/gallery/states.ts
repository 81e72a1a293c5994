import type { ViewState } from "./view-state.ts";

type StatesModule = { readonly states: readonly ViewState[] };

/** All states of all views: every `X.states.ts` of every feature, under `feature/X/name`. */
const modules = import.meta.glob<StatesModule>("../features/*/*.states.ts", { eager: true });

export const STATES: ReadonlyMap<string, ViewState> = new Map(
  Object.entries(modules).flatMap(([file, { states }]) => {
    const view = file.replace("../features/", "").replace(".states.ts", "");
    return states.map((state): [string, ViewState] => [`${view}/${state.name}`, state]);
  }),
);
