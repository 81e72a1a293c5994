import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { startShell } from "./shell.ts";
import type { ElectronParts } from "./shell.ts";

class FakeApp extends EventEmitter {
  first = true;
  quits = 0;
  readonly schemes: string[] = [];
  enableSandbox = (): void => undefined;
  requestSingleInstanceLock = (): boolean => this.first;
  quit = (): void => void (this.quits += 1);
  setAsDefaultProtocolClient = (scheme: string): boolean => this.schemes.push(scheme) > 0;
  whenReady = async (): Promise<void> => undefined;
  getPath = (): string => "/nowhere";
  setBadgeCount = (): boolean => true;
}

class FakeWindow extends EventEmitter {
  readonly sent: unknown[][] = [];
  focused = 0;
  loaded = "";
  readonly webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: () => undefined,
    send: (...words: unknown[]) => void this.sent.push(words),
  });
  isMinimized = (): boolean => false;
  focus = (): void => void (this.focused += 1);
  show = (): void => undefined;
  loadURL = async (address: string): Promise<void> => void (this.loaded = address);
}

/** Electron as far as the shell touches it; the real binary is not to be had in tests. */
function fakeElectron() {
  const app = new FakeApp();
  const windows: FakeWindow[] = [];
  const told: string[] = [];
  const handlers = new Map<string, (event: unknown, ...input: unknown[]) => Promise<unknown>>();
  const parts = {
    app,
    BrowserWindow: class extends FakeWindow {
      constructor() {
        super();
        windows.push(this);
      }
    },
    dialog: { showErrorBox: (...words: string[]) => void told.push(words.join(" ")) },
    ipcMain: {
      handle: (channel: string, handler: (event: unknown, ...input: unknown[]) => Promise<unknown>) =>
        handlers.set(channel, handler),
    },
    Notification: FakeWindow,
    protocol: { registerSchemesAsPrivileged: () => undefined, handle: () => undefined },
    safeStorage: { isAsyncEncryptionAvailable: async () => false },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => undefined,
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      },
    },
    shell: {},
  } as unknown as ElectronParts;
  return { app, windows, handlers, parts, told };
}

const place = (...words: string[]) => ({
  words: ["/opt/paceline", ...words],
  client: "/client",
  preload: "/preload.cjs",
  icon: "/icon.png",
});
const own = { senderFrame: { url: "paceline-app://app/", parent: null } };

test("D1 a start opens one window on the app's own origin", async () => {
  const { windows, app, parts } = fakeElectron();
  await startShell(parts, place());
  expect(windows.map((window) => window.loaded)).toEqual(["paceline-app://app/"]);
  expect(app.schemes).toEqual(["paceline", "matrix"]);
});

test("D1 a second instance opens nothing and quits", async () => {
  const { windows, app, parts } = fakeElectron();
  app.first = false;
  await startShell(parts, place());
  expect(windows).toEqual([]);
  expect(app.quits).toBe(1);
});

test("D1 the link of the first start is given once", async () => {
  const { handlers, parts } = fakeElectron();
  await startShell(parts, place("paceline:/chats/abc"));
  const ask = handlers.get("paceline:first-path");
  expect(await ask?.(own)).toBe("/chats/abc");
  expect(await ask?.(own)).toBeNull();
});

test("D1 a later link goes to the open window and brings it up, a bad one only brings it up", async () => {
  const { app, windows, parts } = fakeElectron();
  await startShell(parts, place());
  app.emit("second-instance", {}, ["/opt/paceline", "paceline:/meetups"]);
  app.emit("open-url", { preventDefault: () => undefined }, "https://evil.example/");
  expect(windows[0]?.sent).toEqual([["paceline:open-path", "/meetups"]]);
  expect(windows[0]?.focused).toBe(2);
});

test("D1 where the system has no keystore the shell says what helps and ends, instead of an empty window", async () => {
  const { app, handlers, parts, told } = fakeElectron();
  await startShell(parts, place());
  await expect(handlers.get("paceline:storage-key")?.(own)).rejects.toThrow("no keystore");
  expect(told).toEqual([
    expect.stringMatching(/^Paceline cannot open its key the system offers no keystore\. .*start again/),
  ]);
  expect(app.quits).toBe(1);
});
