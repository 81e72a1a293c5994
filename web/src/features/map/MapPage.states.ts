import { lively, withFact } from "../../gallery/samples/lively.ts";
import { manyRiders, onTheRoad } from "../../gallery/samples/on-the-road.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const path = "/map";
const road = [...lively, ...onTheRoad];

export const states: readonly ViewState[] = [
  { name: "on the road", path, facts: road },
  { name: "chosen", path, facts: road, press: ["[data-row] :where(span)"] },
  { name: "reporting a hazard", path, facts: road, press: ["header button"] },
  { name: "500 riders", path, facts: withFact(road, fact("shares", {}, manyRiders(500), {})) },
  { name: "empty", path, facts: withFact(lively, fact("meetups", {}, [], {})) },
  { name: "place refused", path, facts: lively, shared: { whereabouts: { is: "refused" } } },
  { name: "place refused while sharing", path, facts: road, shared: { whereabouts: { is: "refused" } } },
];
