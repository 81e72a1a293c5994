import { expect, test } from "vitest";
import { openAna } from "../testing/open-projection.ts";
import { hiddenPlaces, zoneHandlers, zoneRows } from "./zones.ts";

const HOME = { name: "Home", latitude: 48.13721, longitude: 11.57556, radius_m: 300 };

async function setUp() {
  const { database } = await openAna();
  let draws = 0;
  const chance = () => ((draws += 1) * 0.137) % 1;
  return { database, handlers: zoneHandlers(database, chance, () => "zone") };
}

test("S4 a zone keeps its secret while it stays where it is, and the secret leaves with no row", async () => {
  const { database, handlers } = await setUp();
  expect(await handlers.putZone(HOME)).toEqual({ ok: true, value: { id: "zone" } });
  const [first] = await hiddenPlaces(database);
  await handlers.putZone({ ...HOME, id: "zone", name: "At home" });
  expect(await hiddenPlaces(database)).toEqual([first]);
  await handlers.putZone({ ...HOME, id: "zone", latitude: 48.2 });
  expect((await hiddenPlaces(database))[0]?.middle.longitude).not.toBe(first?.middle.longitude);
  expect(await zoneRows(database)).toEqual([{ ...HOME, id: "zone", latitude: 48.2 }]);
});

test("S4 a zone that is taken away hides nothing, and one that is no place is refused", async () => {
  const { database, handlers } = await setUp();
  await handlers.putZone(HOME);
  await handlers.removeZone({ id: "zone" });
  expect(await hiddenPlaces(database)).toEqual([]);
  for (const wrong of [{ latitude: 91 }, { longitude: Number.NaN }, { radius_m: 10 }, { radius_m: 1e6 }])
    expect(await handlers.putZone({ ...HOME, ...wrong })).toMatchObject({
      ok: false,
      failure: { code: "invalid-input" },
    });
  expect(await zoneRows(database)).toEqual([]);
});
