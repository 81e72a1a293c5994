import { expect, test } from "vitest";
import { createCryptoFeed } from "./crypto-feed.ts";

const key = { type: "m.room.encrypted", sender: "@ana:example.org", content: {} };
const request = { type: "m.key.verification.request", sender: "@ana:example.org", content: {} };

function listener() {
  const seen: string[] = [];
  let refusing = false;
  const crypto = {
    processSyncChanges: async ({ toDeviceEvents }: { toDeviceEvents: readonly { type: string }[] }) => {
      if (refusing) throw new Error("refused");
      seen.push(toDeviceEvents.map(({ type }) => type).join());
      return [];
    },
    userHasCrossSigningKeys: async () => {
      seen.push("devices read");
      return true;
    },
  };
  return { seen, feed: createCryptoFeed(crypto), refuse: (now: boolean) => (refusing = now) };
}

async function steps(events: readonly unknown[]): Promise<string[]> {
  const { seen, feed } = listener();
  await feed({ to_device: { events } });
  return seen;
}

test("M6 a verification request is handed over after the device list was read again", async () => {
  expect(await steps([request, key])).toEqual(["m.room.encrypted", "devices read", "m.key.verification.request"]);
});

test("M6 a sync without one asks for nothing", async () => {
  expect(await steps([key])).toEqual(["m.room.encrypted"]);
  expect(await steps([])).toEqual([""]);
});

test("M1 a sync with nothing for the crypto module is not handed over, one with anything is", async () => {
  const { seen, feed } = listener();
  const counts = (signed_curve25519: number) => ({ device_one_time_keys_count: { signed_curve25519 } });
  await feed(counts(50));
  await feed(counts(50));
  expect(seen).toHaveLength(1);
  await feed(counts(49));
  await feed({ ...counts(49), device_lists: { changed: ["@ben:example.org"] } });
  await feed({ ...counts(49), device_unused_fallback_key_types: [] });
  await feed({ ...counts(49), device_unused_fallback_key_types: [], to_device: { events: [key] } });
  expect(seen).toHaveLength(5);
});

test("M6 what the crypto module refused is handed over again", async () => {
  const { seen, feed, refuse } = listener();
  refuse(true);
  await expect(feed({})).rejects.toThrow("refused");
  refuse(false);
  await feed({});
  expect(seen).toEqual([""]);
});
