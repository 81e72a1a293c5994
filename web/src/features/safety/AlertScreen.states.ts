import { lively, livelyAs, withFact } from "../../gallery/samples/lively.ts";
import { allClear, safetyFacts, sos } from "../../gallery/samples/safety.ts";
import { withEncryption } from "../../gallery/samples/session.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import type { AlertRow } from "@paceline/protocol/port";

const locked = livelyAs(withEncryption({ is: "locked", backup: "unknown", recoveryKeyChecked: false }));
const during = (alert: AlertRow) => withFact([...lively, ...safetyFacts], fact("alerts", {}, [alert], {}));

/** It lies over whatever page is open. */
export const states: readonly ViewState[] = [
  { name: "somebody needs help", path: "/", facts: during(sos) },
  { name: "all clear", path: "/", facts: during(allClear) },
  {
    name: "before a device is unlocked",
    path: "/safety/alerts/sos-1",
    facts: [...locked, fact("alerts", {}, [sos], {})],
  },
];
