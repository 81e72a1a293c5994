import { lively, withFact } from "../../gallery/samples/lively.ts";
import { hazards } from "../../gallery/samples/on-the-road.ts";
import { ANNOUNCE, clubs, NIGHT, RIVERSIDE } from "../../gallery/samples/rooms.ts";
import { priya } from "../../gallery/samples/people.ts";
import { message } from "../../gallery/samples/timeline.ts";
import { at } from "../../gallery/samples/time.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const news = withFact(
  lively,
  fact(
    "timeline",
    { roomId: ANNOUNCE },
    [
      message(
        "a1",
        priya,
        at("2026-11-16", "12:00"),
        "Winter training begins on 1 December, Tuesdays at 18:30 in the sports hall. Bring indoor shoes.",
        { announcement: {} },
      ),
    ],
    { roomId: ANNOUNCE, older: "start" },
  ),
);
const path = `/club/${encodeURIComponent(RIVERSIDE)}`;

export const states: readonly ViewState[] = [
  { name: "captain", path, facts: news },
  { name: "hazards", path, facts: [...news, fact("hazards", {}, hazards, {})] },
  { name: "member", path: `/club/${encodeURIComponent(NIGHT)}`, facts: lively },
  {
    name: "new",
    path,
    facts: withFact(
      withFact(withFact(lively, fact("meetups", {}, [], {})), fact("requests", {}, [], {})),
      fact(
        "clubs",
        {},
        clubs.slice(0, 1).map((club) => ({ ...club, memberCount: 1, role: "owner" as const })),
        {},
      ),
    ),
  },
  { name: "not a member", path: "/club/!other:example.org", facts: lively },
];
