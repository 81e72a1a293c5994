export { chromiumLaunch } from "./launch.ts";
export type { ChromiumLaunch } from "./launch.ts";
