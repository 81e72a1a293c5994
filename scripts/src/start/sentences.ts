import { installAdvice } from "@paceline/homeserver-config/run";
import type { InstallFailure } from "@paceline/homeserver-config/run";
import type { Failure } from "@paceline/protocol";
import type { DemoFailure } from "../demo/demo-club.ts";
import type { RideFailure } from "../demo/rider.ts";
import type { StackFailure } from "./stack.ts";

export type StartFailure = StackFailure | DemoFailure | RideFailure | "ALREADY_RUNNING" | "BAD_OPTION";
type OwnFailure = Exclude<StartFailure, InstallFailure>;

/** What to do about a start that failed; for the terminal. */
export const startAdvice = (failure: Failure<StartFailure>): string => {
  const { code, cause = "" } = failure;
  return isOwn(code) ? ADVICE[code](cause) : installAdvice({ ...failure, code });
};

const isOwn = (code: StartFailure): code is OwnFailure => code in ADVICE;

const ANEW = "npm start -- --fresh begins anew, without the data of this set.";
const withWords = (sentence: string, said: string): string => (said === "" ? sentence : `${sentence}\n\n${said}`);

const ADVICE: Record<OwnFailure, (cause: string) => string> = {
  BAD_OPTION: (option) =>
    `${option} is not understood. The options are: --port <number>, --fresh, --map-tiles <address> with --map-credit <words>.`,
  ALREADY_RUNNING: (how) => `Paceline runs here already: ${how}`,
  PORT_BUSY: (port) =>
    `Port ${port} is in use by another program: end that one, or choose another port with npm start -- --port ${Number(port) + 10}`,
  PORT_FORBIDDEN: (port) =>
    `This account may not use port ${port}: choose one above 1023 with npm start -- --port 8720`,
  WEB_BUILD_FAILED: (said) =>
    withWords("The web client could not be built: mend its sources, or check the clone out again. Vite said:", said),
  SYNAPSE_DIED: (said) =>
    withWords(`Synapse ended before it answered. Its log is .paceline/dev/synapse/homeserver.log; ${ANEW}`, said),
  SYNAPSE_SLOW: () =>
    "Synapse did not answer within a minute: start again when the machine is less busy, or look into .paceline/dev/synapse/homeserver.log.",
  BRIDGE_DIED: (said) =>
    withWords(`The bridge ended before it was ready. Its log is .paceline/dev/bridge/bridge.log; ${ANEW}`, said),
  BRIDGE_SLOW: (said) =>
    withWords(
      "The bridge was not ready within a minute: start again. Its log, .paceline/dev/bridge/bridge.log, ends with:",
      said,
    ),
  RIDE_REFUSED: (what) => `Nobody rides in the demo club this time: ${what}. Everything else works; ${ANEW}`,
  DEMO_REFUSED: (what) => `The demo club could not be made: ${what}. Logs are below .paceline/dev; ${ANEW}`,
};
