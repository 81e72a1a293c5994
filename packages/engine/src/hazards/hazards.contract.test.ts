import { expect, test } from "vitest";
import { groupOf, peopleOnSynapse } from "../testing/people.ts";

const people = peopleOnSynapse();
const HOUR = 3_600_000;

test("S8 a hazard reaches everybody of an encrypted room, a plain client in words, another device as CAP, until its reporter says that it is gone", async () => {
  const [ana, ben, dad] = await Promise.all([people.engine("Ana"), people.engine("Ben"), people.plain("Dad")]);
  const room = await groupOf(ana, [ben, dad]);
  const expiresMs = Math.round(Date.now() / 1_000) * 1_000 + 5 * HOUR;
  const ice = {
    kind: "ice",
    headline: "Ice on the mill bridge",
    latitude: 48.15,
    longitude: 11.64,
    radius_m: 400,
  } as const;
  await ana.must("reportHazard", { roomId: room, ...ice, expiresMs });

  const { rows } = await ben.until("hazards", {}, ([row]) => row !== undefined);
  const [hazard] = rows;
  if (hazard === undefined) throw new Error("the hazard is there");
  const { id: hazardId } = hazard;
  expect(hazard).toMatchObject({ ...ice, roomId: room, expiresMs, mine: false, mayClear: false });
  await ben.until("timeline", { roomId: room }, (all) =>
    all.some((row) => row.is === "message" && row.hazard === hazardId),
  );
  const said = () => dad.client.messages(room).map(({ body }) => body);
  const words = await dad.client.until(() => said().find((body) => body.includes(ice.headline)), "the report");
  expect(words).toContain("⚠️ Ice: Ice on the mill bridge");
  expect(words).toContain("geo:48.15,11.64");

  const file = await ben.must("exportHazard", { hazardId });
  expect(file.xml).toContain("<circle>48.15,11.64 0.4</circle>");
  expect(await ben.engine.command("clearHazard", { hazardId })).toMatchObject({
    failure: { code: "forbidden" },
  });
  await ana.must("clearHazard", { hazardId });
  await ben.until("hazards", {}, (all) => all.length === 0);
  await dad.client.until(() => said().some((body) => body.includes("Gone: Ice on the mill bridge")), "its end");
});
