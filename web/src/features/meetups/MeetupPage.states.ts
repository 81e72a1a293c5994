import { lively, withFact } from "../../gallery/samples/lively.ts";
import { beginners, coffee, gravel, GRAVEL, gravelOpen, meetups } from "../../gallery/samples/meetups.ts";
import { onTheRoad } from "../../gallery/samples/on-the-road.ts";
import { NOW } from "../../gallery/samples/time.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const path = `/meetups/${encodeURIComponent(GRAVEL)}`;
const only = (row: typeof gravel) => withFact(lively, fact("meetups", {}, [row], {}));

export const states: readonly ViewState[] = [
  { name: "going", path, facts: lively },
  { name: "not answered", path, facts: only({ ...gravelOpen, may: { answer: true, change: false } }) },
  { name: "waiting", path: `/meetups/${encodeURIComponent(beginners.id)}`, facts: lively },
  { name: "cancelled", path, facts: only({ ...gravel, block: { ...gravel.block, status: "cancelled" } }) },
  {
    name: "elsewhere",
    path,
    facts: only({
      ...gravel,
      block: {
        ...gravel.block,
        start: { ...gravel.block.start, timeZone: "America/New_York", local: "2026-11-22T03:00:00" },
      },
    }),
  },
  {
    name: "nobody",
    path: `/meetups/${encodeURIComponent(coffee.id)}`,
    facts: withFact(lively, fact("meetups", {}, [{ ...coffee, confirmed: [], going: 0 }], {})),
  },
  {
    name: "on the road",
    path,
    facts: [...only({ ...gravel, startMs: NOW - 3_600_000, endMs: NOW + 7_200_000 }), ...onTheRoad],
  },
  {
    name: "about to start",
    path,
    facts: only({ ...gravel, startMs: NOW + 600_000, endMs: NOW + 10_800_000 }),
  },
  { name: "missing", path: "/meetups/$nothing", facts: withFact(lively, fact("meetups", {}, meetups.slice(1), {})) },
];
