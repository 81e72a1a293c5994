import { lively, withFact } from "../../gallery/samples/lively.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [
  { name: "new", path: "/meetups/new", facts: lively },
  { name: "no club", path: "/meetups/new", facts: withFact(lively, fact("clubs", {}, [], {})) },
  { name: "problems", path: "/meetups/new", facts: lively, press: ["button[type=submit]"] },
];
