import type { SyncIngesting } from "../ingest/sync-ingest.ts";
import { ANA } from "./open-projection.ts";

/** How Ana's device takes a sync in where nothing encrypted can be read. `now`: ms by the homeserver's clock. */
export const ingesting = (now: () => number = () => 0): SyncIngesting => ({
  me: ANA,
  decryptor: { decrypt: async () => ({ is: "unreadable", reason: "no-key-yet", session: "s" }) },
  now,
  onMalformed() {},
  onBroken() {},
  onBrokenRoom() {},
});
