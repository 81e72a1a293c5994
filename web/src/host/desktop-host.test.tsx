import { expect, test } from "vitest";
import type { DesktopBridge } from "@paceline/protocol/desktop";
import { desktopHost } from "./desktop-host.ts";
import { hostOf } from "./host.ts";

/** Answers like the preload, remembers the calls. */
class FakeDesktop implements DesktopBridge {
  readonly calls: unknown[][] = [];
  listener: ((path: string) => void) | undefined;
  readonly answers: Record<string, unknown> = { "paceline:first-path": "/chats/first", "paceline:notify": true };
  call: DesktopBridge["call"] = (channel, ...input) => {
    this.calls.push([channel, ...input]);
    return Promise.resolve(this.answers[channel]) as ReturnType<DesktopBridge["call"]> as never;
  };
  onOpenPath(listener: (path: string) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = undefined;
    };
  }
}

test("D1 the page uses the desktop where its preload is, and the browser elsewhere", () => {
  expect(hostOf(window).kind).toBe("browser");
  expect(hostOf(Object.assign(Object.create(window) as Window, { paceline: new FakeDesktop() })).kind).toBe("desktop");
});

test("D1 the link that started the app is opened, and later ones too, until nobody listens", async () => {
  const desktop = new FakeDesktop();
  const opened: string[] = [];
  const end = desktopHost(desktop).onOpenPath((path) => opened.push(path));
  desktop.listener?.("/meetups");
  await expect.poll(() => opened).toEqual(["/meetups", "/chats/first"]);
  end();
  expect(desktop.listener).toBeUndefined();
});

test("D1 badge, notice and links go over their channels", async () => {
  const desktop = new FakeDesktop();
  const host = desktopHost(desktop);
  await host.setBadge(3);
  expect(await host.notify({ title: "Ana", body: "Ride?", path: "/chats/a" })).toBe(true);
  await host.openLink("https://example.org/");
  expect(desktop.calls).toEqual([
    ["paceline:set-badge", 3],
    ["paceline:notify", { title: "Ana", body: "Ride?", path: "/chats/a" }],
    ["paceline:open-link", "https://example.org/"],
  ]);
});
