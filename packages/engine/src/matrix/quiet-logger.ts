import { logger } from "matrix-js-sdk/lib/logger.js";
import type { Logger } from "matrix-js-sdk/lib/logger.js";

/** The SDK's log names rooms, people and sometimes contents; none of that is written anywhere. */
export const quietLogger: Logger = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  getChild: () => quietLogger,
};

/** Events log past the client's logger, through one that the whole SDK shares (`loglevel`, whose type it hides). */
export function silenceSdk(): void {
  (logger as unknown as { setLevel(level: "silent", persist: false): void }).setLevel("silent", false);
}
