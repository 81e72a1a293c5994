export { startFaultProxy } from "./fault-proxy.ts";
export type { FaultProxy, SeenRequest } from "./fault-proxy.ts";
export type { Fault, Rule, RunningRule } from "./faults.ts";
