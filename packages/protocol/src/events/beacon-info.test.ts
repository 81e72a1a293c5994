import { expect, test } from "vitest";
import { beaconInfoEvent } from "./beacon-info.ts";
import { decode } from "./decode.ts";

test("S2 a share says whether it is live and for how long", () => {
  const info = (change: object) => decode("beaconInfo", { ...beaconInfoEvent.sample, ...change });
  expect(info({ description: undefined }).is).toBe("valid");
  expect(info({ live: "yes" })).toEqual({ is: "malformed", path: "live" });
  expect(info({ timeout: Number.NaN })).toEqual({ is: "malformed", path: "timeout" });
});
