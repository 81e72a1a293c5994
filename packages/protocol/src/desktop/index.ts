export { AppPath, DESKTOP_CALLS, OPEN_PATH, OutsideLink } from "./ipc.ts";
export type { DesktopBridge, DesktopChannel, DesktopInput, DesktopOutput } from "./ipc.ts";
