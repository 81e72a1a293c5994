export { connectEngine } from "./connect-engine.ts";
export type { ConnectOptions, EngineConnection } from "./connect-engine.ts";
