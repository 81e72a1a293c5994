import { expect, test } from "vitest";
import { eventId, roomId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { Roster } from "@paceline/protocol/events";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ANA, BOT } from "../testing/world.ts";
import { createCardStore } from "./card-store.ts";

const CARD = eventId("$card");
const roster = (id: string, sender: UserId, epoch: number, seq: number, instance?: string) => ({
  eventId: eventId(id),
  card: CARD,
  room: roomId("!room"),
  sender,
  ts: 0,
  said: {
    is: "roster" as const,
    roster: Roster.parse({
      v: 1,
      "m.relates_to": { rel_type: "m.reference", event_id: CARD },
      epoch,
      seq,
      confirmed: [],
      waitlist: [],
      ...(instance !== undefined && { instance }),
    }),
  },
});

test("E3 of the rosters of one person for one date only the highest is kept", () => {
  const cards = createCardStore(memoryDatabase());
  const date = "2026-11-22T08:00:00Z";
  cards.add(roster("$1", BOT, 0, 9));
  cards.add(roster("$2", ANA, 0, 3));
  cards.add(roster("$3", BOT, 0, 1, date));
  cards.add(roster("$4", BOT, 0, 10));
  cards.add(roster("$5", BOT, 0, 2, date));
  expect(cards.facts(CARD).map((fact) => fact.eventId)).toEqual(["$2", "$4", "$5"]);
  cards.add(roster("$6", BOT, 1, 0));
  expect(cards.facts(CARD).map((fact) => fact.eventId)).toEqual(["$2", "$5", "$6"]);
});
