import { lively, withFact } from "../../gallery/samples/lively.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [
  { name: "mine", path: "/clubs", facts: lively },
  { name: "empty", path: "/clubs", facts: withFact(lively, fact("clubs", {}, [], {})) },
];
