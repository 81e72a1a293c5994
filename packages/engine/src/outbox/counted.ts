import { NS } from "@paceline/protocol";
import { alertIn, isForced } from "../ingest/visible.ts";
import type { Intent } from "./outbox-port.ts";

const BELL = `${NS}.sos_bell`;

/**
 * Whether this is a message to whoever looks at the number of those that wait. A bell never is. What its sender was forced to say is not, or the number would tell of it; but an
 * update is sent where an all-clear would be, and is one message as that is.
 */
export function isCounted(intent: Intent): boolean {
  if (intent.is !== "event") return true;
  if (intent.type === BELL) return false;
  return !isForced(intent.content) || alertIn(intent.content)["msgType"] === "Update";
}
