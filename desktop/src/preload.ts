import { contextBridge, ipcRenderer } from "electron";
import type { DesktopBridge, DesktopChannel, OPEN_PATH as OpenPath } from "@paceline/protocol/desktop";

/*
 * The page gets two functions and no ipcRenderer. The list of channels stands here again because a sandboxed preload
 * has no modules to load it from at run time; the compiler keeps it equal to the protocol's.
 */
const CHANNELS: Record<DesktopChannel, true> = {
  "paceline:storage-key": true,
  "paceline:set-badge": true,
  "paceline:notify": true,
  "paceline:save-text": true,
  "paceline:open-link": true,
  "paceline:first-path": true,
};
const OPEN_PATH = "paceline:open-path" satisfies typeof OpenPath;

const bridge: DesktopBridge = {
  call: (channel, ...input) => {
    if (!Object.hasOwn(CHANNELS, channel)) return Promise.reject(new Error("no such channel"));
    return ipcRenderer.invoke(channel, ...input);
  },
  onOpenPath: (listener) => {
    const relay = (_event: unknown, path: unknown): void => {
      if (typeof path === "string") listener(path);
    };
    ipcRenderer.on(OPEN_PATH, relay);
    return () => ipcRenderer.off(OPEN_PATH, relay);
  },
};

contextBridge.exposeInMainWorld("paceline", bridge);
