import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type * as Electron from "electron";
import { OPEN_PATH } from "@paceline/protocol/desktop";
import { APP_ORIGIN, APP_SCHEME } from "./app-origin.ts";
import { answerCalls } from "./calls.ts";
import { DeepLinks } from "./deep-links.ts";
import { fenceNavigation, fencePermissions } from "./fences.ts";
import { storageKey } from "./keystore.ts";
import { serveClient } from "./serve-client.ts";
import { windowOptions } from "./window.ts";

export type ElectronParts = Pick<
  typeof Electron,
  "app" | "BrowserWindow" | "dialog" | "ipcMain" | "Notification" | "protocol" | "safeStorage" | "session" | "shell"
>;
export type Place = {
  readonly words: readonly string[];
  readonly client: string;
  readonly preload: string;
  /** A PNG, for systems that do not take it from the package. */
  readonly icon: string;
};

/**
 * Starts the desktop shell around the built client: windows, keystore, links. Rules of club life are in the client. A second
 * instance hands its link to the first and quits. Must be called before the app is ready, because schemes are registered then.
 */
export async function startShell(electron: ElectronParts, place: Place): Promise<void> {
  const { app, protocol } = electron;
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  for (const scheme of ["paceline", "matrix"]) app.setAsDefaultProtocolClient(scheme);
  app.on("window-all-closed", () => app.quit());

  let window: Electron.BrowserWindow | undefined;
  const show = (path: string | undefined): boolean => {
    if (window === undefined) return false;
    if (window.isMinimized()) window.restore();
    window.focus();
    if (path !== undefined) window.webContents.send(OPEN_PATH, path);
    return true;
  };
  const links = new DeepLinks(app, place.words, show);

  await app.whenReady();
  protocol.handle(APP_SCHEME, serveClient(place.client));
  fencePermissions(electron.session.defaultSession);
  answerCalls(electron.ipcMain, {
    "paceline:storage-key": () =>
      storageKey(electron.safeStorage, join(app.getPath("userData"), "storage-key")).catch((error: unknown) => {
        // Without it the page can open nothing and would stay empty.
        electron.dialog.showErrorBox("Paceline cannot open its key", `${reasonOf(error)}. ${KEYSTORE_ADVICE}`);
        app.quit();
        throw error;
      }),
    "paceline:set-badge": async (count) => void app.setBadgeCount(count),
    "paceline:notify": async (notice) => notify(electron.Notification, notice, show),
    "paceline:save-text": (name, text) => saveText(electron.dialog, name, text),
    "paceline:open-link": (href) => electron.shell.openExternal(href),
    "paceline:first-path": async () => links.takeFirst(),
  });

  window = new electron.BrowserWindow(windowOptions(place.preload, place.icon));
  const shown = window;
  fenceNavigation(shown.webContents, (href) => void electron.shell.openExternal(href));
  shown.once("ready-to-show", () => shown.show());
  shown.on("closed", () => {
    window = undefined;
  });
  await shown.loadURL(`${APP_ORIGIN}/`);
}

const KEYSTORE_ADVICE =
  "It lies in your system's keystore (Keychain, Credential Manager, GNOME Keyring, KWallet): unlock or install one, then start again. Nothing was changed or lost.";
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : "Unknown reason");

type Notice = { readonly title: string; readonly body: string; readonly path: string };

function notify(Notification: ElectronParts["Notification"], notice: Notice, show: (path: string) => boolean): boolean {
  if (!Notification.isSupported()) return false;
  const shown = new Notification({ title: notice.title, body: notice.body });
  shown.on("click", () => void show(notice.path));
  shown.show();
  return true;
}

async function saveText(dialog: ElectronParts["dialog"], name: string, text: string): Promise<boolean> {
  const chosen = await dialog.showSaveDialog({ defaultPath: name });
  if (chosen.canceled) return false;
  await writeFile(chosen.filePath, text, { mode: 0o600 });
  return true;
}
