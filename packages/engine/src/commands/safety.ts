import { failed } from "@paceline/protocol";
import type { SafetyCommands } from "@paceline/protocol/port";
import type { Handlers } from "./handlers.ts";

type Built =
  | "verifyPerson"
  | "waysOut"
  | "setPushWayOut"
  | "setMailWayOut"
  | "inviteContact"
  | "setContactTier"
  | "removeContact"
  | "leaveCircle"
  | "raiseSos"
  | "sendTestAlert"
  | "acknowledgeAlert"
  | "hearAllClear"
  | "cancelAlert"
  | "exportAlert"
  | "armTimer"
  | "extendTimer"
  | "endTimer"
  | "setSafetyCodes"
  | "takeFix"
  | "startShare"
  | "stopShare"
  | "stopAllShares"
  | "putZone"
  | "removeZone"
  | "addTracker"
  | "rotateTracker"
  | "removeTracker";
type SafetyCommand = Exclude<keyof SafetyCommands, Built>;

const NOT_YET: readonly SafetyCommand[] = ["reportHazard", "clearHazard"];

/** Commands whose part of the engine is not there answer that they are not, and do nothing. */
export const missingHandlers = (): Handlers<SafetyCommand> =>
  Object.fromEntries(NOT_YET.map((name) => [name, async () => failed("unsupported", "never")])) as never;
