import { lively, withFact } from "../../gallery/samples/lively.ts";
import { allClear, safetyFacts, sos } from "../../gallery/samples/safety.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import type { AlertRow } from "@paceline/protocol/port";

const during = (alert: AlertRow) => withFact([...lively, ...safetyFacts], fact("alerts", {}, [alert], {}));

/** It lies over whatever page is open. */
export const states: readonly ViewState[] = [
  { name: "somebody needs help", path: "/", facts: during(sos) },
  { name: "all clear", path: "/", facts: during(allClear) },
];
