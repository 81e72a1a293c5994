import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { trackerEvent } from "./tracker.ts";

test("S9 a tracker's key is one that OwnTracks takes", () => {
  const tracker = (key: string) => decode("tracker", { ...trackerEvent.sample, key });
  expect(tracker("a".repeat(32)).is).toBe("valid");
  for (const key of ["short", "a".repeat(33), "ü".repeat(20)])
    expect(tracker(key)).toEqual({ is: "malformed", path: "key" });
});
