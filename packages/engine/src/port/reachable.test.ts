import { expect, test } from "vitest";
import { ASK_EVERY_MS, reachable } from "./reachable.ts";

test("M11 a server is asked again and again until it answers, never at once and whatever it says", async () => {
  let now = 0;
  const asked: unknown[] = [];
  const clock = {
    now: () => now,
    wake(at: number, then: () => void) {
      now = at;
      queueMicrotask(then);
      return () => undefined;
    },
  };
  await reachable("https://club.test/worker.js", clock, async (url, init) => {
    asked.push([now, url, init?.method]);
    if (asked.length < 3) throw new TypeError("Failed to fetch");
    return new Response(null, { status: 404 });
  });
  expect(asked).toEqual([1, 2, 3].map((time) => [time * ASK_EVERY_MS, "https://club.test/worker.js", "HEAD"]));
});
