export { startBridge } from "./compose.ts";
export type { Bridge, BridgeFailure } from "./compose.ts";
export { readConfig } from "./config.ts";
export type { BridgeConfig, BridgeSettings } from "./config.ts";
export { createLog } from "./log.ts";
export type { Log } from "./log.ts";
