import { expect, test } from "vitest";
import { ok } from "@paceline/protocol";
import type { EnginePort } from "@paceline/protocol/port";
import type { ToEngine, ToPage } from "../connect/messages.ts";
import { servePort } from "./port-server.ts";
import type { PagePort } from "./port-server.ts";

const nothing = { hello: () => undefined, takeOver: () => undefined, painted: () => undefined };
const reset = (id: string) => ({ is: "reset", rows: [{ id }], meta: {} }) as const;

/** A page that watches two lists of an engine that says what the test says. */
function aPage() {
  const heard: ToPage[] = [];
  const lists = new Map<string, (update: unknown) => void>();
  const engine: EnginePort = {
    subscribe(list, _params, listener) {
      lists.set(list, listener as (update: unknown) => void);
      return () => void lists.delete(list);
    },
    command: async () => ok(null as never),
  };
  const port: PagePort = { onmessage: null, postMessage: (message) => void heard.push(message) };
  const close = servePort(port, engine, nothing);
  const say = (data: ToEngine): void => port.onmessage?.({ data } as MessageEvent<ToEngine>);
  say({ is: "subscribe", id: 1, list: "rooms", params: {} });
  say({ is: "subscribe", id: 2, list: "timeline", params: { roomId: "!r" } });
  return { heard, close, say, tell: (list: string, id: string) => lists.get(list)?.(reset(id)) };
}

test("M10 what one moment changes in several lists reaches the page as one message, in order", async () => {
  const { heard, tell } = aPage();
  tell("rooms", "a");
  await Promise.resolve();
  tell("timeline", "b");
  expect(heard).toEqual([]);
  await expect.poll(() => heard).toHaveLength(1);
  expect(heard).toEqual([
    {
      is: "updates",
      updates: [
        { id: 1, update: reset("a") },
        { id: 2, update: reset("b") },
      ],
    },
  ]);
  tell("rooms", "c");
  await expect.poll(() => heard).toHaveLength(2);
});

test("M10 an answer comes after the updates that were told before it", async () => {
  const { heard, tell, say } = aPage();
  tell("timeline", "mine");
  say({ is: "command", id: 3, name: "refresh" as never, input: {} });
  await expect.poll(() => heard.map(({ is }) => is)).toEqual(["updates", "answer"]);
});

test("M10 a page that is gone hears nothing of what was about to be told", async () => {
  const { heard, tell, close } = aPage();
  tell("rooms", "a");
  close();
  const other = aPage();
  other.tell("rooms", "b");
  await expect.poll(() => other.heard).toHaveLength(1);
  expect(heard).toEqual([]);
});
