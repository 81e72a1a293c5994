import { expect, test } from "vitest";
import { BEACON, BEACON_INFO } from "../foreign.ts";
import { beaconEvent } from "./beacon.ts";
import { decode } from "./decode.ts";

test("S2 shares and positions carry the types that Element X reads", () => {
  expect([BEACON_INFO, BEACON]).toEqual(["org.matrix.msc3672.beacon_info", "org.matrix.msc3672.beacon"]);
});

test("S3 a position is a geo: uri; a broken track costs the track and not the position", () => {
  const beacon = (change: object) => decode("beacon", { ...beaconEvent.sample, ...change });
  expect(beacon({}).is).toBe("valid");
  const nowhere = { "org.matrix.msc3488.location": { uri: "geo:NaN,11" } };
  expect(beacon(nowhere)).toEqual({ is: "malformed", path: "org.matrix.msc3488.location.uri" });
  const broken = beacon({ "club.paceline.track": { v: 1, fixes: "all" } });
  expect(broken).toMatchObject({ is: "valid" });
  expect(broken.is === "valid" && broken.value["club.paceline.track"]).toBeUndefined();
});
