import type { BrowserWindowConstructorOptions } from "electron";

/** The one window. Sandbox, isolation and no Node in the page are Electron's defaults; said here so that a change is seen in review. */
export const windowOptions = (preload: string, icon: string): BrowserWindowConstructorOptions => ({
  width: 1280,
  height: 860,
  minWidth: 380,
  minHeight: 560,
  title: "Paceline",
  icon,
  show: false,
  autoHideMenuBar: true,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    spellcheck: true,
    navigateOnDragDrop: false,
  },
});
