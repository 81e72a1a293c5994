import { eventId, roomId, userId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { ANA } from "../testing/open-projection.ts";
import type { KeptShare } from "./book.ts";
import { NewestPlace } from "./newest-place.ts";

const T0 = 1_700_000_000_000;
const place = (ts: number, latitude = 48): Fix => ({ ts, latitude, longitude: 11 });
const share = (user: string, heard: readonly (Fix & { readonly by?: string })[]): KeptShare => ({
  id: eventId(`$${user}`),
  room: roomId("!circle"),
  user: userId(user),
  startedMs: T0,
  endsMs: T0 + 3_600_000,
  live: true,
  heard: heard.map((fix) => ({ ...fix, from: eventId("$position") })),
});

test("S6 S9 an alert says where my phone was, when it knows that later than this device does", async () => {
  const here: { fix?: Fix } = {};
  const shares = [
    share(ANA, [place(T0 + 1_000, 48.1), { ...place(T0 + 2_000, 48.2), by: "phone" }, place(T0 + 3_000, 48.3)]),
    share("@ben:example.org", [{ ...place(T0 + 9_000, 50), by: "phone" }]),
  ];
  const parts = { me: ANA, measured: () => here.fix, onError: () => expect.unreachable() };
  const newest = new NewestPlace({ ...parts, book: { all: async () => shares } });
  expect(newest.fix).toBeUndefined();
  await newest.look();
  expect(newest.fix).toEqual(place(T0 + 2_000, 48.2));
  here.fix = place(T0 + 1_500, 47);
  expect(newest.fix).toEqual(place(T0 + 2_000, 48.2));
  here.fix = place(T0 + 2_500, 47);
  expect(newest.fix).toEqual(here.fix);
  shares.length = 0;
  delete here.fix;
  await newest.look();
  expect(newest.fix, "a share that is over was still a place").toEqual(place(T0 + 2_000, 48.2));
});
