import { lively } from "../../gallery/samples/lively.ts";
import { riders } from "../../gallery/samples/on-the-road.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const mine = riders.filter((share) => share.mine);

export const states: readonly ViewState[] = [
  { name: "sharing", path: "/meetups", facts: [...lively, fact("shares", {}, mine, {})] },
  {
    name: "refused by the server",
    path: "/meetups",
    facts: [
      ...lively,
      fact(
        "shares",
        {},
        mine.map((share) => ({ ...share, state: "failed" as const })),
        {},
      ),
    ],
  },
];
