import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Quiet } from "./quiet.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function quiet() {
  let over = false;
  const made = new Quiet(500, 3_000);
  void made.settled.then(() => (over = true));
  return {
    made,
    /** Whether it is over after that many ms more. */
    after: async (ms: number) => (await vi.advanceTimersByTimeAsync(ms), over),
  };
}

test("D2 it is quiet half a second after the last question or answer, and never later than in the end", async () => {
  const { made, after } = quiet();
  for (let ms = 0; ms < 2_800; ms += 400) {
    expect(await after(400)).toBe(false);
    made.stir();
  }
  expect(await after(199)).toBe(false);
  expect(await after(1)).toBe(true);
});

test("D2 while what answers is still being read nobody has been quiet yet, but the end stands", async () => {
  const { made, after } = quiet();
  const read = Promise.withResolvers<void>();
  made.hold(read.promise);
  expect(await after(1_000)).toBe(false);
  read.resolve();
  expect(await after(499)).toBe(false);
  expect(await after(1)).toBe(true);

  const other = quiet();
  other.made.hold(new Promise(() => undefined));
  expect(await other.after(2_999)).toBe(false);
  expect(await other.after(1)).toBe(true);
});

test("D2 where nobody asks it is over after the pause, and stays over", async () => {
  const { made, after } = quiet();
  expect(await after(499)).toBe(false);
  expect(await after(1)).toBe(true);
  made.stir();
  expect(vi.getTimerCount()).toBe(0);
});
