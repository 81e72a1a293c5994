import { seating } from "@paceline/domain";
import { eventId, roomId, userId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relationOf } from "../ingest/relation.ts";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { dossierOf } from "./dossier.ts";
import { heard } from "./heard.ts";

const person = (name: string) => userId(`@${name}:example.org`);
const [JONAS, ADA, BEN, EVE] = [person("jonas"), person("ada"), person("ben"), person("eve")];
const PEOPLE = [JONAS, ADA, BEN, EVE];
const state: RoomState = new Map(
  PEOPLE.map((key) => [
    stateKeyOf("m.room.member", key),
    { type: "m.room.member", key, content: { membership: "join" }, sender: key, id: eventId("$m"), ts: 0 },
  ]),
);

const event = (
  n: number,
  sender = ADA,
  type: string,
  content: object,
  more: Partial<TimelineEvent> = {},
): TimelineEvent => {
  const relation = relationOf(content as TimelineEvent["content"]);
  const id = eventId(`$e${n}`);
  const base = {
    is: "event",
    id,
    pos: n,
    ts: n,
    sender,
    type,
    content: { ...content },
    redacted: false,
    encrypted: true,
  } as const;
  return { ...base, ...(relation === undefined ? {} : { relation }), ...more };
};
const about = (rel_type: string, more: object = {}) => ({ "m.relates_to": { rel_type, event_id: "$e0", ...more } });
const meetup = { ...EVENTS.meetup.sample, capacity: 1 };
const card = event(0, JONAS, "m.room.message", { body: "x", [EVENTS.meetup.type]: meetup });
const answer = (n: number, sender = ADA, status = "yes") =>
  event(n, sender, EVENTS.rsvp.type, { v: 1, ...about("m.reference"), status });
const reaction = (n: number, sender = ADA, key = "✅", redacted = false) =>
  event(n, sender, "m.reaction", about("m.annotation", { key }), redacted ? { redacted, content: {} } : {});
const roster = (n: number, sender = JONAS, confirmed = [ADA], epoch = 0) => {
  const parties = confirmed.map((user) => ({ user, guests: 0 }));
  return event(n, sender, EVENTS.roster.type, {
    v: 1,
    ...about("m.reference"),
    epoch,
    seq: n,
    confirmed: parties,
    waitlist: [],
  });
};

const dossier = (related: readonly TimelineEvent[]) =>
  dossierOf({ room: roomId("!meetups"), card, related: new Map(related.map((one) => [one.id, one])) }, state);
const seats = (related: readonly TimelineEvent[]) => {
  const { now, facts, roster, isMember } = dossier(related)!;
  const { confirmed, waitlist, order } = seating(now.meetup, facts, roster?.roster, { isMember });
  return { in: confirmed.map(({ user }) => user), waits: waitlist.map(({ user }) => user), order };
};

describe("what the events of a card mean", () => {
  test("E2 answers and reactions take seats in order of time, and the roster says when it is decided", () => {
    expect(seats([answer(2), reaction(1, BEN)])).toEqual({ in: [BEN], waits: [ADA], order: "provisional" });
    expect(seats([answer(2), reaction(1, BEN), roster(3)])).toEqual({ in: [ADA], waits: [BEN], order: "provisional" });
    expect(seats([answer(2), roster(3)])).toEqual({ in: [ADA], waits: [], order: "roster" });
  });

  test("E3 a reaction taken back gives its seat away, also where the roster still names it", () => {
    expect(seats([reaction(1, ADA, "✅", true), answer(2, BEN), roster(3)])).toMatchObject({ in: [BEN], waits: [] });
  });

  test("E2 a roster of somebody who may not keep one counts for nothing", () => {
    expect(seats([answer(1), answer(2, EVE), roster(3, EVE, [EVE], 9)])).toMatchObject({ in: [ADA], waits: [EVE] });
  });

  test("E2 a clear roster in an encrypted room counts for nothing, the server may have written it", () => {
    const forged = { ...roster(3, JONAS, [BEN], 9), encrypted: false };
    expect(seats([answer(1), answer(2, BEN), forged])).toMatchObject({ in: [ADA], waits: [BEN] });
  });

  test("E8 an edit counts from the author alone, and a clear one in an encrypted room from nobody", () => {
    const edit = (n: number, sender = JONAS, more = {}) => {
      const changed = { [EVENTS.meetup.type]: { ...meetup, title: `v${n}`, sequence: n } };
      return event(n, sender, "m.room.message", { body: "* x", "m.new_content": changed, ...about("m.replace") }, more);
    };
    const titleAfter = (...related: TimelineEvent[]) => dossier(related)?.now.meetup.title;
    expect(titleAfter(edit(1), edit(2, EVE), edit(3, JONAS, { encrypted: false }))).toBe("v1");
    expect(titleAfter(edit(1), edit(2))).toBe("v2");
  });

  test("E2 events of a card mean the same in whatever order they came", () => {
    const some = [
      answer(1),
      reaction(2, BEN),
      answer(3, EVE),
      answer(4, ADA, "no"),
      roster(5),
      reaction(6, BEN, "❌"),
      answer(7),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
        expect(seats(shuffled)).toEqual(seats(some));
      }),
    );
  });
});

describe("what a sequencer decides from", () => {
  const unread = (n: number, sender: typeof ADA, rel = "m.reference") =>
    event(n, sender, "m.room.encrypted", about(rel), {
      content: {},
      unread: { reason: "no-key-yet", wire: {}, session: "s" },
    });
  const known = (...related: TimelineEvent[]) => heard(dossier(related)!, JONAS);

  test("E2 answers in the order in which they came here, whatever their clocks say", () => {
    const late = { ...answer(5, ADA), ts: 1 };
    expect(known(late, answer(2, BEN))?.answers.map(({ user }) => user)).toEqual([BEN, ADA]);
  });

  test("E2 who sends what cannot be read is unsure, until they say something newer, and stops nobody", () => {
    expect(known(answer(1), unread(2, EVE))).toMatchObject({ unsure: new Set([EVE]), answers: [{ user: ADA }] });
    expect(known(unread(2, EVE), answer(3, EVE, "no"))?.unsure).toEqual(new Set());
    expect(known(answer(1, EVE), unread(2, EVE), unread(3, BEN, "m.thread"))?.unsure).toEqual(new Set([EVE]));
  });

  test("E2 nothing is decided while a word of mine cannot be read: it may be my last roster", () => {
    expect(known(answer(1), unread(2, JONAS))).toBeUndefined();
    expect(known(answer(1), { ...unread(2, JONAS), redacted: true })).toBeDefined();
  });
});
