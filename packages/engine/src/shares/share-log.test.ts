import { eventId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { openAna } from "../testing/open-projection.ts";
import { loggedShares, ShareLog, shareRows } from "./share-log.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = 1_700_000_000_000;
const share = { id: eventId("$one"), room: "Sunday gravel", startedMs: T0, endsMs: T0 + HOUR };

test("S6 a share stands in the log with its beginning, and with its end once that has come", () => {
  const began = { id: "$one", tsMs: T0, what: { kind: "share-started", room: "Sunday gravel" } };
  expect(shareRows([share], T0 + 1)).toEqual([began]);
  const ended = { id: "$one.end", tsMs: T0 + HOUR, what: { kind: "share-ended", room: "Sunday gravel" } };
  expect(shareRows([share], T0 + 2 * HOUR)).toEqual([began, ended]);
});

test("S6 what was noted here counts, and each share once", () => {
  const stopped = { ...share, endedMs: T0 + 60_000 };
  expect(shareRows([stopped, share], T0 + 2 * HOUR).map(({ id, tsMs }) => [id, tsMs - T0])).toEqual([
    ["$one", 0],
    ["$one.end", 60_000],
  ]);
});

test("S6 notes that come at once are all kept, the newest of a share alone, and none for ever", async () => {
  const { database } = await openAna();
  const log = new ShareLog(database);
  const two = { ...share, id: eventId("$two") };
  await Promise.all([log.note(share), log.note(two), log.note({ ...share, endedMs: T0 + 1_000 })]);
  expect(await loggedShares(database)).toEqual([{ ...share, endedMs: T0 + 1_000 }, two]);
  const later = { ...share, id: eventId("$later"), startedMs: T0 + 100 * DAY, endsMs: T0 + 101 * DAY };
  await log.note(later);
  expect(await loggedShares(database)).toEqual([later]);
});
