import { lively, withFact } from "../../gallery/samples/lively.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [
  { name: "lively", path: "/meetups", facts: lively },
  { name: "empty", path: "/meetups", facts: withFact(lively, fact("meetups", {}, [], {})) },
];
