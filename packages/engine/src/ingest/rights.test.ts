import { expect, test } from "vitest";
import { BEACON_INFO, roomId } from "@paceline/protocol";
import { roomRows } from "../lists/rooms.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { roomState, state, sync } from "../testing/sync-builder.ts";
import { ingestSync } from "./sync-ingest.ts";

const ROOM = roomId("!room");

test.each([
  ["its members", { users_default: 0, events: { [BEACON_INFO]: 0 } }, true],
  ["whoever leads it", { users_default: 0, state_default: 75 }, false],
  ["somebody with a role", { users: { [ANA]: 75 }, state_default: 75 }, true],
])("S2 a room that lets %s share a position says so before anybody tries", async (_who, power, share) => {
  const projection = await openAna();
  const levels = state("m.room.power_levels", power);
  const { batch } = await ingestSync(projection, sync({ [ROOM]: { state: [...roomState(), levels] } }), ingesting());
  await projection.commit(batch);
  const [row] = roomRows(projection.rooms, {}, ANA, new WeakMap(), true);
  expect(row?.may).toMatchObject({ send: true, share });
});
