export { BEACON, BEACON_INFO } from "./foreign.ts";
export { jsonBytes, utf8Bytes } from "./bytes.ts";
export * from "./ids.ts";
export { LANGUAGES } from "./language.ts";
export type { Language } from "./language.ts";
export { NS, SOS_BELL } from "./namespace.ts";
export { failed, ok } from "./result.ts";
export type { Failed, Failure, Ok, Result, Retry } from "./result.ts";
