import { expect, test } from "vitest";
import { BEACON_INFO, roomId } from "@paceline/protocol";
import { roomRows } from "../lists/rooms.ts";
import { ingesting } from "../testing/ingesting.ts";
import type { Content } from "../matrix/client-port.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { roomState, state, sync } from "../testing/sync-builder.ts";
import { ingestSync } from "./sync-ingest.ts";

const ROOM = roomId("!room");

/** What Ana may do in a group with these levels. */
async function mayIn(power: Content) {
  const projection = await openAna();
  const levels = state("m.room.power_levels", power);
  const { batch } = await ingestSync(projection, sync({ [ROOM]: { state: [...roomState(), levels] } }), ingesting());
  await projection.commit(batch);
  const [row] = roomRows(projection.rooms, {}, ANA, new WeakMap(), true);
  return row?.may;
}

test.each([
  ["moderators alone", { users: { [ANA]: 100 }, users_default: 0, state_default: 50 }, true],
  ["everybody", { users: { [ANA]: 100 }, users_default: 0, state_default: 50, events: { [BEACON_INFO]: 0 } }, false],
  ["moderators alone, of whom I am no admin", { users: { [ANA]: 50 }, events: { "m.room.power_levels": 100 } }, false],
])("S2 where %s may share, whoever manages the room is offered to change it", async (_who, power, letShare) => {
  expect(await mayIn(power)).toMatchObject({ letShare });
});

test.each([
  ["its members", { users_default: 0, events: { [BEACON_INFO]: 0 } }, true],
  ["whoever leads it", { users_default: 0, state_default: 75 }, false],
  ["somebody with a role", { users: { [ANA]: 75 }, state_default: 75 }, true],
])("S2 a room that lets %s share a position says so before anybody tries", async (_who, power, share) => {
  expect(await mayIn(power)).toMatchObject({ send: true, share });
});
