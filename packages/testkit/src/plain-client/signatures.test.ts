import { expect, test } from "vitest";
import { OwnDevice } from "./own-device.ts";
import { isSignedBy } from "./signatures.ts";

test("M6 device keys verify with the device's key and fail when anything in them changed", async () => {
  const device = await OwnDevice.create("@ana:s", "PHONE");
  const keys = device.keys();
  expect(isSignedBy(keys, "@ana:s", "ed25519:PHONE", device.ed25519)).toBe(true);
  expect(
    isSignedBy({ ...keys, unsigned: { device_display_name: "x" } }, "@ana:s", "ed25519:PHONE", device.ed25519),
  ).toBe(true);
  expect(isSignedBy({ ...keys, device_id: "OTHER" }, "@ana:s", "ed25519:PHONE", device.ed25519)).toBe(false);
  expect(isSignedBy(keys, "@eve:s", "ed25519:PHONE", device.ed25519)).toBe(false);
});
