import { failed } from "@paceline/protocol";
import type { SafetyCommands } from "@paceline/protocol/port";
import type { Handlers } from "./handlers.ts";

type Built =
  | "inviteContact"
  | "setContactTier"
  | "removeContact"
  | "leaveCircle"
  | "raiseSos"
  | "sendTestAlert"
  | "acknowledgeAlert"
  | "hearAllClear"
  | "cancelAlert"
  | "armTimer"
  | "extendTimer"
  | "endTimer"
  | "setSafetyCodes"
  | "takeFix"
  | "startShare"
  | "stopShare"
  | "stopAllShares"
  | "putZone"
  | "removeZone";
type SafetyCommand = Exclude<keyof SafetyCommands, Built>;

const NOT_YET: readonly SafetyCommand[] = [
  "verifyPerson",
  "exportAlert",
  "reportHazard",
  "clearHazard",
  "wayOutKeys",
  "setPushWayOut",
  "setMailWayOut",
  "addTracker",
  "rotateTracker",
  "removeTracker",
];

/** Commands whose part of the engine is not there answer that they are not, and do nothing. */
export const missingHandlers = (): Handlers<SafetyCommand> =>
  Object.fromEntries(NOT_YET.map((name) => [name, async () => failed("unsupported", "never")])) as never;
