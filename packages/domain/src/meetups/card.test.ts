import { eventId } from "@paceline/protocol";
import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { CardFact } from "./index.ts";
import { effectiveMeetup } from "./index.ts";

const JONAS = person("jonas");
const MIA = person("mia");
const SUNDAY = MeetupBlock.parse(EVENTS.meetup.sample);
const at = (change: Partial<MeetupBlock>): MeetupBlock => ({ ...SUNDAY, ...change });

describe("the card that counts", () => {
  const said = (
    is: "CardPosted" | "CardEdited" | "CardUpdated",
    n: number,
    sender = JONAS,
    change: Partial<MeetupBlock> = {},
  ) => ({
    is,
    ts: n,
    eventId: eventId(`$c${n}`),
    sender,
    meetup: at({ organizers: [MIA], ...change }),
  });
  const card = said("CardPosted", 1);

  test("E8 the author's edit with the highest sequence counts, whenever it arrives", () => {
    const facts = [
      said("CardEdited", 3, JONAS, { title: "Later", sequence: 2 }),
      card,
      said("CardEdited", 9, JONAS, { title: "Older", sequence: 1 }),
    ];
    expect(effectiveMeetup(facts)).toMatchObject({
      meetup: { title: "Later" },
      author: JONAS,
      changed: true,
      at: { ts: 3 },
    });
    expect(effectiveMeetup([card])).toMatchObject({ changed: false, meetup: { title: SUNDAY.title } });
  });

  test("E8 nobody else's edit counts, and updates only from organisers whom the author named", () => {
    const mallory = person("mallory");
    const forged = [
      said("CardEdited", 2, mallory, { title: "Forged", sequence: 9 }),
      said("CardUpdated", 3, mallory, { title: "Forged", sequence: 9, organizers: [mallory] }),
      said("CardEdited", 4, MIA, { title: "Forged", sequence: 9 }),
    ];
    expect(effectiveMeetup([card, ...forged])).toMatchObject({ changed: false });
    const update = said("CardUpdated", 5, MIA, {
      title: "By Mia",
      sequence: 1,
      organizers: [mallory],
      sequencer: mallory,
      uid: "x",
    });
    expect(effectiveMeetup([card, ...forged, update])?.meetup).toMatchObject({
      title: "By Mia",
      organizers: [MIA],
      sequencer: card.meetup.sequencer,
      uid: card.meetup.uid,
    });
    const dismissed = said("CardEdited", 6, JONAS, { organizers: [], sequence: 1 });
    expect(effectiveMeetup([card, update, dismissed])?.meetup).toMatchObject({ title: SUNDAY.title, organizers: [] });
  });

  test("E8 a redacted edit uncovers what was before; a redacted card is gone", () => {
    const edit = said("CardEdited", 2, JONAS, { title: "Edited", sequence: 1 });
    const facts: CardFact[] = [card, edit, { is: "CardRedacted", target: edit.eventId }];
    expect(effectiveMeetup(facts)).toMatchObject({ changed: false });
    expect(effectiveMeetup([...facts, { is: "CardRedacted", target: card.eventId }])).toBeUndefined();
    expect(effectiveMeetup([edit])).toBeUndefined();
  });

  test("E8 shuffled and doubled changes give the same card", () => {
    const change = fc.record({
      is: fc.constantFrom("CardEdited" as const, "CardUpdated" as const),
      sender: fc.constantFrom(JONAS, MIA, person("mallory")),
      sequence: fc.integer({ min: 0, max: 3 }),
      redacted: fc.boolean(),
    });
    const facts = fc.array(change, { maxLength: 10 }).map((changes) =>
      changes.flatMap(({ is, sender, sequence, redacted }, i): CardFact[] => {
        const fact = said(is, 2 + i, sender, { sequence, title: `v${i}` });
        return redacted ? [fact, { is: "CardRedacted", target: fact.eventId }] : [fact];
      }),
    );
    const pairs = facts.chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray([card, card, ...some, ...some], { minLength: 2 + 2 * some.length }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([some, again]) => {
        expect(effectiveMeetup(again)).toEqual(effectiveMeetup([card, ...some]));
      }),
    );
  });
});
