import { BEACON_INFO, eventId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { ANA } from "../testing/open-projection.ts";
import type { KeptShare } from "./book.ts";
import { RIDE, sharingAna } from "./testing/sharing-ana.ts";

const HOUR = 3_600_000;
const here = (ts: number): Fix => ({ ts, latitude: 48.1, longitude: 11.5 });

test("S2 S3 where somebody was measured while their share began is said, though they stand still from then on", async () => {
  const { shares, said } = await sharingAna({ onBegun: () => shares.take(here(Date.now())) });
  await shares.handlers.startShare({ roomId: RIDE, durationMs: HOUR, precision: "exact" });
  await expect.poll(() => said).toHaveLength(2);
  await shares.stop();
  expect(decode("beacon", said[1]?.content)).toMatchObject({ is: "valid" });
});

test("S2 where somebody was before their share is told to nobody", async () => {
  const { shares, said } = await sharingAna();
  const before = Date.now() - 60_000;
  await shares.take(here(before));
  await shares.handlers.startShare({ roomId: RIDE, durationMs: HOUR, precision: "exact" });
  const now = Date.now();
  await shares.take(here(now));
  await expect.poll(() => said).toHaveLength(2);
  await shares.stop();
  expect(decode("beacon", said[1]?.content)).toMatchObject({ value: { "org.matrix.msc3488.ts": now } });
  expect(JSON.stringify(said)).not.toContain(String(before));
});

test("S2 a share is ended by the client that began it when its time is up, whatever the server holds", async () => {
  const { shares, said, wakes } = await sharingAna();
  const began = Date.now();
  await shares.handlers.startShare({ roomId: RIDE, durationMs: HOUR, precision: "exact" });
  expect(decode("beaconInfo", said[0]?.content)).toMatchObject({ value: { live: true, timeout: HOUR } });
  const [end] = wakes;
  expect(end?.at).toBeGreaterThanOrEqual(began + HOUR - 1_000);
  expect(end?.at).toBeLessThanOrEqual(Date.now() + HOUR);
  end?.ring();
  await expect.poll(() => said).toHaveLength(2);
  await shares.stop();
  expect(decode("beaconInfo", said[1]?.content)).toMatchObject({ is: "valid", value: { live: false, timeout: HOUR } });
});

test("S9 while a phone of mine feeds my share, this device, which may lie at home, says nothing there", async () => {
  const known: KeptShare[] = [];
  const { shares, said } = await sharingAna({ known });
  await shares.handlers.startShare({ roomId: RIDE, durationMs: HOUR, precision: "exact" });
  const at = { startedMs: Date.now(), endsMs: Date.now() + HOUR, live: true, room: RIDE };
  const heard = [{ ...here(Date.now()), from: eventId("$sealed"), by: "phone" }];
  known.push({ ...at, id: eventId("$share"), user: ANA, heard });
  await shares.take(here(Date.now()));
  await shares.handlers.stopAllShares({});
  expect(said.map(({ type }) => type)).toEqual([BEACON_INFO, BEACON_INFO]);
});
