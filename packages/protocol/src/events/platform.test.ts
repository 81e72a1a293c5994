import { expect, test } from "vitest";
import { PlatformState, platformEvent } from "./platform.ts";

test("B6 a room is marked with one platform, and its sample is accepted", () => {
  expect(PlatformState.safeParse(platformEvent.sample).success).toBe(true);
});

test.each([
  {},
  { v: 1 },
  { v: 1, platform: "" },
  { v: 1, platform: "Acme" },
  { v: 1, platform: "a_b" },
  { v: 2, platform: "acme" },
])("B6 %j marks no room", (content) => {
  expect(PlatformState.safeParse(content).success).toBe(false);
});
