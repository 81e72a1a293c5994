import { lively, withFact } from "../../gallery/samples/lively.ts";
import { drill, mySos, quiet, safetyFacts, sos } from "../../gallery/samples/safety.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import type { AlertRow } from "@paceline/protocol/port";

const withAlerts = (...alerts: readonly AlertRow[]) =>
  withFact([...lively, ...safetyFacts], fact("alerts", {}, alerts, {}));
const path = ({ id }: AlertRow) => `/safety/alerts/${id}`;

export const states: readonly ViewState[] = [
  { name: "of another", path: path(sos), facts: withAlerts({ ...sos, ring: "no" }) },
  { name: "mine", path: path(mySos), facts: withAlerts(mySos) },
  { name: "without position", path: path(quiet), facts: withAlerts(quiet) },
  { name: "drill", path: path(drill), facts: withAlerts({ ...drill, ring: "no" }) },
  { name: "taking back", path: path(mySos), facts: withAlerts(mySos), press: ["main button[data-look=primary]"] },
  { name: "answer on its way", path: path(sos), facts: withAlerts({ ...sos, ring: "no", underWay: "queued" }) },
  { name: "answer refused", path: path(sos), facts: withAlerts({ ...sos, underWay: "failed" }) },
  { name: "all-clear on its way", path: path(mySos), facts: withAlerts({ ...mySos, underWay: "queued" }) },
  { name: "gone", path: "/safety/alerts/nothing", facts: withAlerts() },
];
