import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

const failures = fc.integer({ min: 1, max: 10_000 });
const chance = fc.double({ min: 0, max: 1, noNaN: true });

test("M11 waits grow to a minute and never come before what the server asked", () => {
  fc.assert(
    fc.property(failures, chance, fc.option(fc.nat(600_000), { nil: undefined }), (count, luck, asked) => {
      const failure = { code: "offline", retry: "later" } as const;
      const told = asked === undefined ? failure : { ...failure, retryAfterMs: asked };
      const wait = backoff(count, told, false, luck);
      expect(wait).toBeGreaterThanOrEqual((asked ?? 0) + 500);
      expect(wait).toBeLessThanOrEqual((asked ?? 0) + 60_000);
      expect(backoff(count + 1, told, false, luck)).toBeGreaterThanOrEqual(wait);
      expect(backoff(count, told, true, luck)).toBeLessThanOrEqual(Math.max(wait, (asked ?? 0) + 8_000));
    }),
  );
});

test("M11 many clients do not come back at once", () => {
  const failure = { code: "server-unreachable", retry: "later" } as const;
  const waits = [0, 0.25, 0.5, 0.75, 1].map((luck) => backoff(4, failure, false, luck));
  expect(waits).toEqual([4_000, 5_000, 6_000, 7_000, 8_000]);
});
