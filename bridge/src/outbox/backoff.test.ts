import { expect, test } from "vitest";
import { failed } from "@paceline/protocol";
import { waitBefore } from "./backoff.ts";

const { failure: later } = failed("UNREACHABLE", "later");

test("B1 waits double up to a minute", () => {
  expect([0, 1, 2, 30].map((attempts) => waitBefore(attempts, later, 0))).toEqual([500, 1_000, 2_000, 60_000]);
});

test("B1 chance takes up to a quarter off", () => {
  expect(waitBefore(1, later, 0.999)).toBe(750);
});

test("B1 what the other side asks for is what is waited", () => {
  expect(waitBefore(5, { ...later, retryAfterMs: 1_234 }, 0.5)).toBe(1_234);
});

test("B1 what may be tried at once is tried at once", () => {
  expect(waitBefore(5, failed("MOVED", "now").failure, 0)).toBe(0);
});
