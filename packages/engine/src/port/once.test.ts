import { expect, test } from "vitest";
import { once } from "./once.ts";

test("M10 a part is loaded once, and again after a load that failed", async () => {
  let loads = 0;
  const part = once(async () => {
    loads += 1;
    if (loads === 1) throw new Error("no network");
    return loads;
  });
  await expect(part()).rejects.toThrow("no network");
  expect(await part()).toBe(2);
  expect(await Promise.all([part(), part()])).toEqual([2, 2]);
});
