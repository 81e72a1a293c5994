import { eventId, roomId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import type { AnswerStatus } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import { standingAnswers } from "../answers/index.ts";
import type { AnswerFact } from "../answers/index.ts";
import type { CardFact, Membership } from "./index.ts";
import {
  companionName,
  companionRenamed,
  effectiveMeetup,
  mayChangeCard,
  whomToInvite,
  withCompanion,
} from "./index.ts";

const [JONAS, MIA, ADA, BEN, EVE] = ["jonas", "mia", "ada", "ben", "eve"].map(person) as [
  UserId,
  UserId,
  UserId,
  UserId,
  UserId,
];
const SUNDAY = MeetupBlock.parse({ ...EVENTS.meetup.sample, organizers: [MIA] });
const BEFORE = Date.parse("2026-11-20T08:00:00Z");
const said = (sender: UserId, status: AnswerStatus, ts: number): AnswerFact => ({
  is: "AnswerGiven",
  ts,
  eventId: eventId(`$${sender.slice(1, 4)}${ts}`),
  sender,
  answer: { status, guests: 0 },
});
type There = Readonly<Record<UserId, Membership>>;
const asked = (facts: readonly AnswerFact[], there: There = {}, change: Partial<MeetupBlock> = {}, now = BEFORE) =>
  whomToInvite({
    meetup: { ...SUNDAY, ...change },
    author: JONAS,
    standing: standingAnswers(facts),
    membership: (user) => there[user],
    now,
  });

describe("whom an organiser's client invites into a meetup's room", () => {
  test("E12 the organisers, and everybody whose yes or maybe stands, in the order in which they said it", () => {
    const facts = [said(EVE, "no", 1), said(BEN, "yes", 5), said(ADA, "maybe", 3)];
    expect(asked(facts)).toEqual([JONAS, MIA, ADA, BEN]);
    expect(asked([...facts, said(BEN, "withdrawn", 6), said(ADA, "no", 7), said(EVE, "yes", 8)])).toEqual([
      JONAS,
      MIA,
      EVE,
    ]);
  });

  test("E12 nobody twice, and nobody whom somebody removed", () => {
    const there: There = {
      [JONAS]: { is: "join", ts: 1, own: true },
      [MIA]: { is: "invite", ts: 1, own: false },
      [ADA]: { is: "leave", ts: 2, own: false },
      [BEN]: { is: "ban", ts: 2, own: false },
      [EVE]: { is: "knock", ts: 2, own: true },
    };
    const facts = [said(ADA, "yes", 9), said(BEN, "yes", 9), said(EVE, "yes", 1)];
    expect(asked(facts, there)).toEqual([EVE]);
  });

  test("E12 who left or declined is asked again only when they answer anew", () => {
    const left: There = { [ADA]: { is: "leave", ts: 5, own: true }, [MIA]: { is: "leave", ts: 5, own: true } };
    expect(asked([said(ADA, "yes", 3)], left)).toEqual([JONAS]);
    expect(asked([said(ADA, "yes", 3), said(ADA, "maybe", 6)], left)).toEqual([JONAS, ADA]);
  });

  test("E12 nobody, once the meetup is cancelled or over", () => {
    const facts = [said(ADA, "yes", 3)];
    expect(asked(facts, {}, { status: "cancelled" })).toEqual([]);
    expect(asked(facts, {}, {}, Date.parse("2026-11-22T11:00:00Z"))).toEqual([]);
    expect(asked(facts, {}, {}, Date.parse("2026-11-22T10:59:00Z"))).toContain(ADA);
  });
});

describe("the room that a card names", () => {
  const OWN = roomId("!own:example.org");
  const card: CardFact = { is: "CardPosted", ts: 1, eventId: eventId("$card"), sender: JONAS, meetup: SUNDAY };
  const named = (n: number, sender: UserId, room: string): CardFact => ({
    is: sender === JONAS ? "CardEdited" : "CardUpdated",
    ts: n,
    eventId: eventId(`$n${n}`),
    sender,
    meetup: withCompanion(SUNDAY, roomId(room)),
  });

  test("E12 two devices that open one each end with the same, in whatever order they hear of it, and nobody else names one", () => {
    const facts = [card, named(2, JONAS, "!own:example.org"), named(2, MIA, "!other:example.org"), named(9, EVE, "!x")];
    const winner = effectiveMeetup(facts)?.meetup.companion_room;
    expect([OWN, roomId("!other:example.org")]).toContain(winner);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(effectiveMeetup(shuffled)?.meetup.companion_room).toBe(winner);
      }),
    );
  });

  test("E12 opening a room changes nothing that people read on the card", () => {
    expect(effectiveMeetup([card, named(2, JONAS, "!own:example.org")])).toMatchObject({
      changed: false,
      meetup: { companion_room: OWN, sequence: 1 },
    });
  });

  test("E12 the author and the organisers whom they named may open it, and it is named after meetup and day", () => {
    expect([JONAS, MIA, ADA].map((user) => mayChangeCard(JONAS, SUNDAY, user))).toEqual([true, true, false]);
    expect(companionName(SUNDAY, "en")).toBe("Sunday gravel, river loop · 22 Nov");
    expect(companionName(SUNDAY, "de")).toBe("Sunday gravel, river loop · 22. Nov.");
  });

  test("E8 E12 it is named anew after what an organiser changed, in its own language; no other name is touched", () => {
    const later = { utc: "2026-11-29T08:00:00Z", local: "2026-11-29T09:00:00", timeZone: "Europe/Berlin" };
    const edit = (n: number, sender: UserId, change: Partial<MeetupBlock>): CardFact => ({
      is: sender === JONAS ? "CardEdited" : "CardUpdated",
      ts: n,
      eventId: eventId(`$e${n}`),
      sender,
      meetup: { ...SUNDAY, sequence: n, ...change },
    });
    const facts = [
      card,
      edit(2, JONAS, { title: "Hills" }),
      edit(3, MIA, { title: "Hills", start: later }),
      edit(4, EVE, { title: "Eve's" }),
    ];
    const now = effectiveMeetup(facts);
    if (now === undefined) throw new Error("the card is there");
    const names = [
      companionName(SUNDAY, "en"),
      "Hills · 22. Nov.",
      "Hills · 29 Nov",
      "Eve's · 22 Nov",
      "The early ones",
    ];
    expect(names.map((name) => companionRenamed(name, now))).toEqual([
      "Hills · 29 Nov",
      "Hills · 29. Nov.",
      undefined,
      undefined,
      undefined,
    ]);
  });
});
