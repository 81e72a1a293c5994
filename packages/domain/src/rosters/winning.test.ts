import { eventId } from "@paceline/protocol";
import { EVENTS, Roster } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { SentRoster } from "./index.ts";
import { rosterKeepers, winningRoster } from "./index.ts";

const [JONAS, MIA, LEADER, BOT] = [person("jonas"), person("mia"), person("leader"), person("bot")];
const card = { organizers: [MIA], sequencer: BOT };
const levels = new Map([[LEADER, 25]]);
const mayKeep = rosterKeepers(JONAS, card, (user) => levels.get(user) ?? 0);

test("C3 a roster may be kept by whom the card names, and by who has the level to take over", () => {
  expect([JONAS, MIA, BOT, LEADER, person("sam")].map(mayKeep)).toEqual([true, true, true, true, false]);
});

describe("which roster counts", () => {
  const base = Roster.parse(EVENTS.roster.sample);
  const roster = (epoch: number, seq: number, id: string, sender = JONAS, instance?: string): SentRoster => ({
    eventId: eventId(id),
    sender,
    roster: { ...base, epoch, seq, instance },
  });
  const forged = roster(7, 7, "$e", person("mallory"));
  const rosters = [
    roster(0, 9, "$a"),
    roster(1, 2, "$c", MIA),
    roster(1, 2, "$b", MIA),
    roster(1, 1, "$d", LEADER),
    forged,
  ];

  test("E2 highest epoch, then seq, then the lower event id, and only of those who may keep one", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rosters, { minLength: 5 }), (any) => {
        expect(winningRoster(any, mayKeep)?.eventId).toBe("$b");
      }),
    );
    expect(winningRoster([forged], mayKeep)).toBeUndefined();
  });

  test("E4 a roster of one date does not count for another", () => {
    const dated = roster(9, 0, "$x", JONAS, "2026-11-29T08:00:00Z");
    expect(winningRoster([...rosters, dated], mayKeep)?.eventId).toBe("$b");
    expect(winningRoster([...rosters, dated], mayKeep, "2026-11-29T08:00:00.0Z")?.eventId).toBe("$x");
  });
});
