import type { SessionRow } from "@paceline/protocol/port";
import { signedIn, signedOut } from "../../gallery/samples/session.ts";
import { NOW } from "../../gallery/samples/time.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const syncing: SessionRow = {
  ...signedIn,
  firstSync: "running",
  encryption: { is: "unknown", backup: "unknown", recoveryKeyChecked: false },
};

export const states: readonly ViewState[] = [
  { name: "signed out", path: "/", facts: [fact("session", {}, [signedOut], {})] },
  { name: "ended", path: "/", facts: [fact("session", {}, [{ ...signedIn, phase: "ended" }], {})] },
  { name: "starting", path: "/", facts: [fact("session", {}, [{ ...signedOut, phase: "starting" }], {})] },
  {
    name: "signed in without a connection",
    path: "/",
    facts: [
      fact("session", {}, [{ ...syncing, link: { is: "offline", sinceMs: NOW - 60_000, retryAtMs: NOW + 5_000 } }], {}),
      fact("rooms", {}, [], { complete: false }),
    ],
  },
  { name: "elsewhere", path: "/", facts: [fact("session", {}, [{ ...signedIn, elsewhere: true }], {})] },
  { name: "first sync", path: "/", facts: [fact("session", {}, [syncing], {})] },
];
