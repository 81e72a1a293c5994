import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { fenceNavigation, fencePermissions } from "./fences.ts";

type Contents = Parameters<typeof fenceNavigation>[0];
type SessionPart = Parameters<typeof fencePermissions>[0];
type RequestHandler = NonNullable<Parameters<SessionPart["setPermissionRequestHandler"]>[0]>;
type CheckHandler = NonNullable<Parameters<SessionPart["setPermissionCheckHandler"]>[0]>;

class FakeContents extends EventEmitter {
  openHandler: Parameters<Contents["setWindowOpenHandler"]>[0] = () => ({ action: "allow" });
  setWindowOpenHandler(handler: Parameters<Contents["setWindowOpenHandler"]>[0]): void {
    this.openHandler = handler;
  }
  tries(event: string, url: string): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

function fenced(): { contents: FakeContents; outside: string[] } {
  const contents = new FakeContents();
  const outside: string[] = [];
  fenceNavigation(contents as unknown as Contents, (href) => outside.push(href));
  return { contents, outside };
}

test("D1 the window stays on its own origin", () => {
  const { contents } = fenced();
  for (const event of ["will-navigate", "will-redirect"]) {
    expect(contents.tries(event, "paceline-app://app/chats")).toBe(true);
    expect(contents.tries(event, "https://evil.example/")).toBe(false);
    expect(contents.tries(event, "file:///etc/passwd")).toBe(false);
  }
  expect(contents.tries("will-attach-webview", "")).toBe(false);
});

test("D1 links open outside, and only web and mail", () => {
  const { contents, outside } = fenced();
  for (const url of [
    "https://example.org/a",
    "mailto:a@example.org",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ms-settings:x",
  ]) {
    expect(contents.openHandler({ url } as Parameters<typeof contents.openHandler>[0])).toEqual({ action: "deny" });
  }
  expect(outside).toEqual(["https://example.org/a", "mailto:a@example.org"]);
});

function fencedPermissions() {
  let request: RequestHandler | null = null;
  let check: CheckHandler | null = null;
  let device: (() => boolean) | null = null;
  fencePermissions({
    setPermissionRequestHandler: (handler: RequestHandler | null) => (request = handler),
    setPermissionCheckHandler: (handler: CheckHandler | null) => (check = handler),
    setDevicePermissionHandler: (handler: (() => boolean) | null) => (device = handler),
  } as unknown as SessionPart);
  const requested = (permission: string, from: string, details = {}): boolean => {
    let granted = false;
    (request as unknown as (...words: unknown[]) => void)({}, permission, (answer: boolean) => (granted = answer), {
      requestingUrl: from,
      ...details,
    });
    return granted;
  };
  const checked = (permission: string, from: string, details = {}): boolean =>
    (check as unknown as (...words: unknown[]) => boolean)(null, permission, from, details);
  return { requested, checked, device: () => (device as unknown as () => boolean)() };
}

test("D1 permissions are denied unless the client needs them", () => {
  const { requested, checked, device } = fencedPermissions();
  const asks = (permission: string, from: string): boolean => {
    const granted = requested(permission, from);
    expect(checked(permission, from)).toBe(granted);
    return granted;
  };
  expect(asks("notifications", "paceline-app://app/")).toBe(true);
  expect(asks("notifications", "https://evil.example/")).toBe(false);
  for (const permission of [
    "media",
    "geolocation",
    "midi",
    "hid",
    "serial",
    "usb",
    "openExternal",
    "display-capture",
  ]) {
    expect(asks(permission, "paceline-app://app/")).toBe(false);
  }
  expect(device()).toBe(false);
});

test("D1 M6 the app's own page gets the camera, never the microphone, and nobody else gets either", () => {
  const { requested, checked } = fencedPermissions();
  const app = "paceline-app://app/";
  for (const [types, from, granted] of [
    [["video"], app, true],
    [["audio"], app, false],
    [["video", "audio"], app, false],
    [[], app, false],
    [["video"], "https://evil.example/", false],
  ] as const)
    expect(requested("media", from, { mediaTypes: types })).toBe(granted);
  for (const [mediaType, from, granted] of [
    ["video", app, true],
    ["audio", app, false],
    ["unknown", app, false],
    ["video", "https://evil.example/", false],
  ] as const)
    expect(checked("media", from, { mediaType })).toBe(granted);
});
