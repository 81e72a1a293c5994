import { expect, test } from "vitest";
import type { Live } from "../live/start-live.ts";
import { openAna } from "../testing/open-projection.ts";
import { openAccount } from "./account.ts";

const clock = { now: () => 0, wake: () => () => undefined };

async function starting() {
  const start = Promise.withResolvers<Live>();
  let told: AbortSignal | undefined;
  const account = await openAccount({
    projection: await openAna(),
    clock,
    chance: () => 0,
    onOutbox: () => undefined,
    start: (_parts, stopped) => {
      told = stopped;
      return start.promise;
    },
  });
  return { account, start, told: () => told?.aborted };
}

test("M11 the stores are not let go while a start is under way, and what it opened is closed", async () => {
  const { account, start, told } = await starting();
  const steps: string[] = [];
  const stopping = account.stop().then(() => steps.push("let go"));
  await expect(account.live).rejects.toThrow("stopped");
  expect(told()).toBe(true);
  expect(steps).toEqual([]);
  start.resolve({ stop: async () => void steps.push("closed") } as unknown as Live);
  await stopping;
  expect(steps).toEqual(["closed", "let go"]);
});

test("M11 a start that gives up lets go at once", async () => {
  const { account, start } = await starting();
  start.reject(new Error("aborted"));
  await expect(account.stop()).resolves.toBeUndefined();
});
