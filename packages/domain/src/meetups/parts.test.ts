import { eventId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { CardFact } from "./index.ts";
import { effectiveMeetup, partOf, whoHas, withPart } from "./index.ts";

const [JONAS, MIA, ADA, EVE] = ["jonas", "mia", "ada", "eve"].map(person) as [
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
];
const SUNDAY = MeetupBlock.parse({ ...EVENTS.meetup.sample, organizers: [MIA] });

test("E14 one lead and one sweep for each pace group: a new one takes the place of the one before", () => {
  const first = withPart(SUNDAY, { part: "lead", pace: "B", user: ADA });
  const more = withPart(withPart(first, { part: "sweep", pace: "B", user: EVE }), { part: "lead", user: JONAS });
  expect([whoHas(more, "lead", "B"), whoHas(more, "sweep", "B"), whoHas(more, "lead")]).toEqual([ADA, EVE, JONAS]);
  const other = withPart(more, { part: "lead", pace: "B", user: MIA });
  expect([whoHas(other, "lead", "B"), whoHas(other, "lead")]).toEqual([MIA, JONAS]);
  expect(other.sequence).toBe(SUNDAY.sequence + 4);
});

test("E14 taking the last one back leaves a card as if nobody had ever been named", () => {
  const back = withPart(withPart(SUNDAY, { part: "lead", user: ADA }), { part: "lead" });
  expect(back).toEqual({ ...SUNDAY, sequence: 2 });
});

test("E14 the card's word counts, and what people say of themselves only where it names nobody", () => {
  expect(partOf(SUNDAY, EVE, "lead")).toBe("lead");
  const named = withPart(SUNDAY, { part: "sweep", user: ADA });
  expect([partOf(named, ADA, "lead"), partOf(named, EVE, "lead"), partOf(named, EVE, undefined)]).toEqual([
    "sweep",
    undefined,
    undefined,
  ]);
  const doubled = { parts: [...(named.parts ?? []), { user: EVE, part: "sweep" as const }] };
  expect([partOf(doubled, ADA, undefined), partOf(doubled, EVE, undefined)]).toEqual(["sweep", undefined]);
});

test("E14 readers agree on who leads in whatever order the card's changes come, and nobody makes themselves lead", () => {
  const changes = [
    { sender: JONAS, ts: 2, meetup: withPart(SUNDAY, { part: "lead", user: ADA }) },
    { sender: MIA, ts: 3, meetup: withPart(SUNDAY, { part: "lead", user: MIA }) },
    { sender: EVE, ts: 4, meetup: withPart({ ...SUNDAY, sequence: 9 }, { part: "lead", user: EVE }) },
  ];
  const facts: CardFact[] = [
    { is: "CardPosted", ts: 1, eventId: eventId("$card"), sender: JONAS, meetup: SUNDAY },
    ...changes.map((change, at) => ({
      is: change.sender === JONAS ? ("CardEdited" as const) : ("CardUpdated" as const),
      eventId: eventId(`$c${at}`),
      ...change,
    })),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
      const meetup = effectiveMeetup(shuffled)?.meetup;
      expect(meetup === undefined ? undefined : whoHas(meetup, "lead")).toBe(MIA);
    }),
  );
});
