import { signedIn, signedOut } from "../../gallery/samples/session.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [
  { name: "signed out", path: "/", facts: [fact("session", {}, [signedOut], {})] },
  { name: "ended", path: "/", facts: [fact("session", {}, [{ ...signedIn, phase: "ended" }], {})] },
  { name: "starting", path: "/", facts: [fact("session", {}, [{ ...signedOut, phase: "starting" }], {})] },
  { name: "elsewhere", path: "/", facts: [fact("session", {}, [{ ...signedIn, elsewhere: true }], {})] },
  {
    name: "first sync",
    path: "/",
    facts: [
      fact(
        "session",
        {},
        [
          {
            ...signedIn,
            firstSync: "running",
            encryption: { is: "unknown", backup: "unknown", recoveryKeyChecked: false },
          },
        ],
        {},
      ),
    ],
  },
];
