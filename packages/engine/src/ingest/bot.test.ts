import { expect, test } from "vitest";
import { roomId, userId } from "@paceline/protocol";
import { memberRows } from "../lists/members.ts";
import { newRoom } from "../projection/room-record.ts";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState, StateEvent } from "../projection/room-state.ts";
import { ANA } from "../testing/open-projection.ts";
import { summarise } from "./summary.ts";

const BOT = userId("@paceline:elsewhere.org");
const OWN = userId("@paceline:example.org");
const BEN = userId("@ben:example.org");

const event = (sender: string, type: string, content: object, key = ""): StateEvent =>
  ({ type, key, content, sender, id: `$${type}${key}`, ts: 0 }) as StateEvent;
const member = (user: string, invitedBy?: string): StateEvent =>
  ({
    ...event(user, "m.room.member", { membership: "join" }, user),
    ...(invitedBy === undefined ? {} : { invitedBy }),
  }) as StateEvent;
const stateOf = (...events: readonly StateEvent[]): RoomState =>
  new Map(events.map((one) => [stateKeyOf(one.type, one.key), one]));

const made = event(BOT, "m.room.create", { room_version: "12" });
const club = event(BOT, "club.paceline.club", { v: 1, access: "private", sports: [] });
const joined = (state: RoomState) => summarise(newRoom(roomId("!room")), state, ANA, OWN).joined;

test("C2 the bot that made a club is nobody to count, also one of another server", () => {
  const state = stateOf(made, club, member(BOT), member(ANA));
  expect(joined(state)).toBe(1);
  expect(memberRows(state, ANA, OWN).map(({ id, bot }) => [id, bot])).toEqual([
    [BOT, true],
    [ANA, false],
  ]);
});

test("C2 whoever calls somebody else's room a club is still a person", () => {
  const claim = event(BEN, "club.paceline.club", { v: 1, access: "open", sports: [] });
  const state = stateOf(event(BEN, "m.room.create", { room_version: "12" }), { ...claim, sender: ANA }, member(BEN));
  expect(joined(state)).toBe(1);
});

test("S1 in a room of mine the bot of my own server is none either", () => {
  expect(joined(stateOf(event(ANA, "m.room.create", {}), member(ANA), member(OWN)))).toBe(1);
});

test("C5 the member list says who let somebody in, and whether they could", () => {
  const power = event(BOT, "m.room.power_levels", { invite: 75, users: { [ANA]: 100 } });
  const state = stateOf(made, club, power, member(ANA, BOT), member(BEN, ANA), member("@eve:example.org", BEN));
  const rows = new Map(memberRows(state, ANA, OWN).map((row) => [row.id as string, row.invitedBy]));
  expect(rows.get(BEN)).toMatchObject({ userId: ANA, hadPower: true });
  expect(rows.get("@eve:example.org")).toMatchObject({ userId: BEN, hadPower: false });
});
