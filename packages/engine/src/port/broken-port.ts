import { failed } from "@paceline/protocol";
import type { EngineFailureCode, EnginePort, SessionRow } from "@paceline/protocol/port";

/** Stands where an engine could not be opened: nobody is signed in, and everything somebody tries says why. */
export const brokenPort = (code: EngineFailureCode, row: () => SessionRow): EnginePort => ({
  subscribe(list, _params, listener) {
    if (list === "session") listener({ is: "reset", rows: [row()], meta: {} } as never);
    return () => {};
  },
  command: async () => failed(code, "never"),
});
