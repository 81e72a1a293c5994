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
