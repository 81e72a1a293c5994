import { lively } from "../../gallery/samples/lively.ts";
import { GRAVEL } from "../../gallery/samples/meetups.ts";
import type { ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [
  { name: "change", path: `/meetups/${encodeURIComponent(GRAVEL)}/edit`, facts: lively },
  {
    name: "place",
    path: `/meetups/${encodeURIComponent(GRAVEL)}/edit`,
    facts: lively,
    press: ["[data-picks] button"],
  },
];
