import { decode } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import type { World } from "../account/world.ts";
import { commandTable } from "../commands/table.ts";
import { RIDE, sharingAna } from "./testing/sharing-ana.ts";

const HOUR = 3_600_000;

test("S2 a place measured just before a share is ended is its last one", async () => {
  const { shares, said } = await sharingAna({ serverNow: Date.now });
  await shares.handlers.startShare({ roomId: RIDE, durationMs: HOUR, precision: "exact" });
  const taking = shares.take({ ts: Date.now(), latitude: 48.2, longitude: 11.6 });
  await shares.handlers.stopAllShares({});
  await taking;
  const position = decode("beacon", said[1]?.content);
  expect(position.is === "valid" && position.value["org.matrix.msc3488.location"].uri).toMatch(/^geo:48\.2,11\.6/);
  expect(said).toHaveLength(3);
});

test.each([3 * HOUR, -3 * HOUR])(
  "S3 S10 a device whose clock is %i ms from the homeserver's says where it is by the homeserver's time",
  async (skewMs) => {
    const serverNow = (): number => Date.now() + skewMs;
    const { projection, shares, said } = await sharingAna({ serverNow });
    const world = {
      projection,
      status: { clockSkewMs: skewMs },
      account: { live: Promise.resolve({ shares, safety: { located: () => undefined } }) },
    };
    const { takeFix } = commandTable({ world: world as unknown as World } as Parameters<typeof commandTable>[0]);

    await shares.handlers.startShare({ roomId: RIDE, durationMs: HOUR, precision: "exact" });
    const measuredMs = Date.now();
    await takeFix({ fix: { ts: measuredMs, latitude: 48.1, longitude: 11.5 } });
    await expect.poll(() => said).toHaveLength(2);
    await shares.stop();

    const [info, position] = [decode("beaconInfo", said[0]?.content), decode("beacon", said[1]?.content)];
    if (info.is !== "valid" || position.is !== "valid") throw new Error("a share and a position");
    expect(Math.abs(info.value["org.matrix.msc3488.ts"] - serverNow())).toBeLessThan(60_000);
    expect(position.value["org.matrix.msc3488.ts"]).toBe(measuredMs + skewMs);
  },
);
