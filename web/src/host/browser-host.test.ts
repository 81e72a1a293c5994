import { expect, onTestFinished, test, vi } from "vitest";
import { browserHost } from "./browser-host.ts";

class FakeNotification extends EventTarget {
  static permission = "granted";
  static readonly shown: FakeNotification[] = [];
  readonly title: string;
  constructor(title: string) {
    super();
    this.title = title;
    FakeNotification.shown.push(this);
  }
}

test("N2 a press on a notification brings the tab to the front and opens what it is about", async () => {
  vi.stubGlobal("Notification", FakeNotification);
  onTestFinished(() => void vi.unstubAllGlobals());
  let focused = 0;
  const host = browserHost({ Notification: FakeNotification, focus: () => (focused += 1) } as unknown as Window);
  const opened: string[] = [];
  const stop = host.onOpenPath((path) => opened.push(path));
  expect(await host.notify({ title: "SOS", body: "", path: "/safety/alerts/a" })).toBe(true);
  FakeNotification.shown[0]?.dispatchEvent(new Event("click"));
  expect([opened, focused]).toEqual([["/safety/alerts/a"], 1]);
  stop();
  FakeNotification.shown[0]?.dispatchEvent(new Event("click"));
  expect(opened).toHaveLength(1);

  FakeNotification.permission = "denied";
  expect(await host.notify({ title: "SOS", body: "", path: "/" })).toBe(false);
  expect(FakeNotification.shown).toHaveLength(1);
});
