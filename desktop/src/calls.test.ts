import { expect, test } from "vitest";
import { answerCalls } from "./calls.ts";
import type { CallEvent, CallSource, Handlers } from "./calls.ts";

const OWN_PAGE: CallEvent = { senderFrame: { url: "paceline-app://app/chats", parent: null } };

class FakeIpc implements CallSource {
  readonly channels = new Map<string, (event: CallEvent, ...input: unknown[]) => Promise<unknown>>();
  handle(channel: string, listener: (event: CallEvent, ...input: unknown[]) => Promise<unknown>): void {
    this.channels.set(channel, listener);
  }
  async call(event: CallEvent, channel: string, ...input: unknown[]): Promise<unknown> {
    const listener = this.channels.get(channel);
    if (listener === undefined) throw new Error("no such channel");
    return listener(event, ...input);
  }
}

function wired(): { ipc: FakeIpc; seen: unknown[] } {
  const ipc = new FakeIpc();
  const seen: unknown[] = [];
  const handlers: Handlers = {
    "paceline:storage-key": async () => new Uint8Array(32),
    "paceline:set-badge": async (count) => void seen.push(count),
    "paceline:notify": async (notice) => seen.push(notice) > 0,
    "paceline:save-text": async (name) => seen.push(name) > 0,
    "paceline:open-link": async (href) => void seen.push(href),
    "paceline:first-path": async () => null,
  };
  answerCalls(ipc, handlers);
  return { ipc, seen };
}

test("D1 the app's own page is answered", async () => {
  const { ipc, seen } = wired();
  expect(await ipc.call(OWN_PAGE, "paceline:storage-key")).toHaveLength(32);
  await ipc.call(OWN_PAGE, "paceline:set-badge", 3);
  expect(seen).toEqual([3]);
});

test.each<[string, CallEvent]>([
  ["another origin", { senderFrame: { url: "https://evil.example/", parent: null } }],
  ["a look-alike host", { senderFrame: { url: "paceline-app://app.evil.example/", parent: null } }],
  ["a frame inside our page", { senderFrame: { url: "paceline-app://app/", parent: {} } }],
  ["a frame that is gone", { senderFrame: null }],
])("D1 %s is refused", async (_who, event) => {
  const { ipc, seen } = wired();
  await expect(ipc.call(event, "paceline:set-badge", 3)).rejects.toThrow("refused");
  expect(seen).toEqual([]);
});

test.each<[string, unknown[]]>([
  ["paceline:set-badge", [-1]],
  ["paceline:set-badge", ["3"]],
  ["paceline:open-link", ["javascript:alert(1)"]],
  ["paceline:open-link", ["file:///etc/passwd"]],
  ["paceline:notify", [{ title: "t", body: "b", path: "https://evil.example" }]],
  ["paceline:notify", [{ title: "t", body: "b", path: "//evil.example" }]],
  ["paceline:save-text", ["name"]],
  ["paceline:storage-key", ["unexpected"]],
])("D1 %s refuses %j and repeats nothing of it", async (channel, input) => {
  const { ipc, seen } = wired();
  await expect(ipc.call(OWN_PAGE, channel, ...input)).rejects.toThrow(/wrong input at/);
  await expect(ipc.call(OWN_PAGE, channel, ...input)).rejects.not.toThrow(/evil|javascript|passwd/);
  expect(seen).toEqual([]);
});
