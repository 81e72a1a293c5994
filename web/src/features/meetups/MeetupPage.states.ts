import { lively, withFact } from "../../gallery/samples/lively.ts";
import { beginners, coffee, gravel, GRAVEL, gravelOpen, meetups } from "../../gallery/samples/meetups.ts";
import { onTheRoad } from "../../gallery/samples/on-the-road.ts";
import { jonas, lea } from "../../gallery/samples/people.ts";
import { members, RIDE, rideRoom, rooms } from "../../gallery/samples/rooms.ts";
import { signedIn } from "../../gallery/samples/session.ts";
import { NOW } from "../../gallery/samples/time.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const path = `/meetups/${encodeURIComponent(GRAVEL)}`;
const only = (row: typeof gravel) => withFact(lively, fact("meetups", {}, [row], {}));

const soon = { startMs: NOW + 600_000, endMs: NOW + 10_800_000 };
const parts = [
  { user: lea.userId, part: "lead" as const, pace: "A" },
  { user: jonas.userId, part: "sweep" as const, pace: "B" },
];
const rider = {
  ...gravel,
  ...soon,
  block: { ...gravel.block, parts },
  may: { answer: true, change: false },
};
const inRoom = (row: typeof gravel) => [
  ...withFact(
    only({ ...row, room: { id: RIDE, standing: "in" } }),
    fact("rooms", {}, [rideRoom, ...rooms], { complete: true }),
  ),
  fact("members", { roomId: RIDE }, members, {}),
];

export const states: readonly ViewState[] = [
  { name: "going", path, facts: lively },
  { name: "not answered", path, facts: only({ ...gravelOpen, may: { answer: true, change: false } }) },
  { name: "waiting", path: `/meetups/${encodeURIComponent(beginners.id)}`, facts: lively },
  {
    name: "answered offline",
    path,
    facts: withFact(
      only({ ...gravel, mine: { status: "yes", guests: 0, delivery: { is: "queued" } } }),
      fact(
        "session",
        {},
        [{ ...signedIn, link: { is: "offline", sinceMs: NOW - 60_000, retryAtMs: NOW + 5_000 } }],
        {},
      ),
    ),
  },
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
    facts: [...inRoom({ ...rider, startMs: NOW - 3_600_000, endMs: NOW + 7_200_000 }), ...onTheRoad],
  },
  {
    name: "about to start",
    path,
    facts: only({ ...gravel, startMs: NOW + 600_000, endMs: NOW + 10_800_000 }),
  },
  { name: "ride's room: invited", path, facts: only({ ...rider, room: { id: RIDE, standing: "invited" } }) },
  { name: "ride's room: nobody asked me yet", path, facts: only({ ...rider, room: { id: RIDE, standing: "away" } }) },
  { name: "ride's room: left", path, facts: only({ ...rider, room: { id: RIDE, standing: "left" } }) },
  { name: "ride's room: in it as a rider", path, facts: inRoom(rider) },
  { name: "ride's room: in it as an organiser", path, facts: inRoom({ ...gravel, ...soon }) },
  { name: "more than one room takes fast", path, facts: inRoom({ ...gravel, ...soon, going: 64 }) },
  { name: "missing", path: "/meetups/$nothing", facts: withFact(lively, fact("meetups", {}, meetups.slice(1), {})) },
];
