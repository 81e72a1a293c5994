export { bridgeCaller, signInAtBridge } from "./bridge-caller.ts";
export type { BridgeCaller, BridgeReply } from "./bridge-caller.ts";
export { startBridgeTown } from "./bridge-town.ts";
export type { BridgeTown, Townsperson } from "./bridge-town.ts";
export { bridgePlace, databaseBytes, runBridge } from "./running-bridge.ts";
export type { BridgePlace, RunningBridge } from "./running-bridge.ts";
