export { readCap } from "./read.ts";
export type { CapFailure } from "./read.ts";
export { capXml } from "./write.ts";
