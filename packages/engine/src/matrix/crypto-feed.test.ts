import { expect, test } from "vitest";
import { feedCrypto } from "./crypto-feed.ts";

const key = { type: "m.room.encrypted", sender: "@ana:example.org", content: {} };
const request = { type: "m.key.verification.request", sender: "@ana:example.org", content: {} };

async function steps(events: readonly unknown[]): Promise<string[]> {
  const seen: string[] = [];
  const crypto = {
    processSyncChanges: async ({ toDeviceEvents }: { toDeviceEvents: readonly { type: string }[] }) => {
      seen.push(toDeviceEvents.map(({ type }) => type).join());
      return [];
    },
    userHasCrossSigningKeys: async () => {
      seen.push("devices read");
      return true;
    },
  };
  await feedCrypto(crypto, { to_device: { events } });
  return seen;
}

test("M6 a verification request is handed over after the device list was read again", async () => {
  expect(await steps([request, key])).toEqual(["m.room.encrypted", "devices read", "m.key.verification.request"]);
});

test("M6 a sync without one asks for nothing", async () => {
  expect(await steps([key])).toEqual(["m.room.encrypted"]);
  expect(await steps([])).toEqual([""]);
});
