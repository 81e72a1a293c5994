import { expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { Roster } from "@paceline/protocol/events";
import {
  ANA,
  answer,
  BEN,
  block,
  BOT,
  CLEO,
  clearChannel,
  createWorld,
  join,
  post,
  react,
  redact,
} from "../testing/world.ts";
import type { World } from "../testing/world.ts";

const rosters = (world: World): Roster[] =>
  world
    .planned()
    .flatMap((intent) => (intent.do === "send" && intent.type === `${NS}.roster` ? [intent.content as Roster] : []));
const seats = ({ confirmed, waitlist }: Roster): UserId[][] =>
  [confirmed, waitlist].map((list) => list.map(({ user }) => user));

const world = (): World => {
  const made = createWorld();
  clearChannel(made);
  return made;
};

test("E3 each decision builds on the one before, also when that one has not come back yet", () => {
  const here = world();
  const card = post(here, block({ capacity: 1 }));
  answer(here, ANA, card, "yes");
  answer(here, BEN, card, "yes");
  answer(here, ANA, card, "no");
  const all = rosters(here);
  expect(all.map(({ epoch, seq }) => [epoch, seq])).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
  ]);
  expect(all.map(seats)).toEqual([
    [[ANA], []],
    [[ANA], [BEN]],
    [[BEN], []],
  ]);
});

test("E3 the order is the one in which answers reached us, not their time stamps", () => {
  const here = world();
  const card = post(here, block({ capacity: 1 }));
  const late = {
    type: `${NS}.rsvp`,
    content: { v: 1, "m.relates_to": { rel_type: "m.reference", event_id: card }, status: "yes" },
  };
  here.say({ ...late, sender: BEN, origin_server_ts: 9_000_000_000_000 });
  here.say({ ...late, sender: CLEO, origin_server_ts: 1 });
  expect(rosters(here).map(seats).at(-1)).toEqual([[BEN], [CLEO]]);
});

test("E3 people are told in words when they answered by reaction, and only then", () => {
  const here = world();
  const card = post(here, block({ capacity: 1 }));
  answer(here, ANA, card, "yes");
  answer(here, BEN, card, "yes");
  react(here, CLEO, card, "✅");
  const messages = () =>
    here
      .planned()
      .flatMap((intent) => (intent.do === "send" && intent.type === "m.room.message" ? [intent.content] : []));
  expect(messages()).toMatchObject([
    { body: "cle: you are on the waiting list of Loop, at place 2.", "m.mentions": { user_ids: [CLEO] } },
  ]);
  answer(here, ANA, card, "no");
  expect(messages()).toEqual([]);
  answer(here, BEN, card, "no");
  expect(messages()).toMatchObject([{ body: "cle: a place has become free, you are in for Loop.", msgtype: "m.text" }]);
});

test("E3 a withdrawn answer, a redacted answer and a person who left give their seat back", () => {
  const here = world();
  const card = post(here, block({ capacity: 3 }));
  const [ana, ben] = [answer(here, ANA, card, "yes"), react(here, BEN, card, "👍")];
  answer(here, CLEO, card, "yes");
  rosters(here);
  redact(here, ANA, ana);
  expect(rosters(here).map(seats)).toEqual([[[BEN, CLEO], []]]);
  redact(here, BEN, ben);
  expect(rosters(here).map(seats)).toEqual([[[CLEO], []]]);
  join(here, CLEO, "leave");
  expect(rosters(here).map(seats)).toEqual([[[], []]]);
  join(here, CLEO);
  expect(rosters(here).map(seats)).toEqual([[[CLEO], []]]);
});

test("E3 nobody takes back what somebody else said without the power to", () => {
  const here = world();
  const card = post(here, block({ capacity: 3 }));
  const ben = answer(here, BEN, card, "yes");
  rosters(here);
  redact(here, CLEO, ben);
  expect(rosters(here)).toEqual([]);
  redact(here, ANA, ben);
  expect(rosters(here).map(seats)).toEqual([[[], []]]);
});

test("E3 a redaction that comes before what it redacts counts all the same", () => {
  const here = world();
  const card = post(here, block({ capacity: 3 }));
  redact(here, BEN, "$early");
  here.say({
    event_id: "$early",
    type: "m.reaction",
    sender: BEN,
    content: { "m.relates_to": { rel_type: "m.annotation", event_id: card, key: "✅" } },
  });
  expect(rosters(here)).toEqual([]);
});

test("E3 nothing is published in an encrypted room, nor where we do not know", () => {
  const encrypted = world();
  encrypted.state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  const card = post(encrypted, block({ capacity: 1 }));
  react(encrypted, BEN, card, "✅");
  expect(encrypted.planned()).toEqual([]);

  const unknown = createWorld();
  react(unknown, BEN, post(unknown, block({ capacity: 1 })), "✅");
  expect(unknown.planned()).toEqual([]);
});

test("E3 the bot leaves a roster to whom the card names, and to an organiser who took over", () => {
  const here = world();
  answer(here, BEN, post(here, block({ capacity: 1, sequencer: ANA })), "yes");
  expect(rosters(here)).toEqual([]);

  const card = post(here, block({ capacity: 2 }));
  answer(here, BEN, card, "yes");
  rosters(here);
  here.say({
    type: `${NS}.roster`,
    sender: ANA,
    content: {
      v: 1,
      "m.relates_to": { rel_type: "m.reference", event_id: card },
      epoch: 1,
      seq: 0,
      confirmed: [],
      waitlist: [{ user: BEN, guests: 0 }],
    },
  });
  answer(here, CLEO, card, "yes");
  expect(rosters(here)).toEqual([]);
});

test("E3 a ride leader, whom the card does not name, may take over as well", () => {
  const here = world();
  here.state("m.room.power_levels", { users: { [ANA]: 100, [CLEO]: 25 } }, { sender: BOT });
  const card = post(here, block({ capacity: 2 }));
  answer(here, BEN, card, "yes");
  rosters(here);
  const content = { v: 1, "m.relates_to": { rel_type: "m.reference", event_id: card }, epoch: 1, seq: 0 };
  here.say({ type: `${NS}.roster`, sender: CLEO, content: { ...content, confirmed: [], waitlist: [] } });
  answer(here, ANA, card, "yes");
  expect(rosters(here)).toEqual([]);
});

test("E3 a roster of somebody who may not keep one changes nothing", () => {
  const here = world();
  const card = post(here, block({ capacity: 2 }));
  answer(here, BEN, card, "yes");
  rosters(here);
  here.say({
    type: `${NS}.roster`,
    sender: CLEO,
    content: {
      v: 1,
      "m.relates_to": { rel_type: "m.reference", event_id: card },
      epoch: 9,
      seq: 0,
      confirmed: [{ user: CLEO, guests: 0 }],
      waitlist: [],
    },
  });
  answer(here, CLEO, card, "yes");
  expect(rosters(here).map(seats)).toEqual([[[BEN, CLEO], []]]);
});

test("E3 our own decision coming back from the room plans nothing more", () => {
  const here = world();
  const card = post(here, block({ capacity: 1 }));
  answer(here, ANA, card, "yes");
  const [roster] = rosters(here);
  here.say({ type: `${NS}.roster`, sender: BOT, content: { ...roster } });
  expect(here.planned()).toEqual([]);
  answer(here, BEN, card, "yes");
  expect(rosters(here).map(({ seq }) => seq)).toEqual([1]);
});

test("E2 a cancelled or finished meetup gets no more rosters", () => {
  const here = world();
  const card = post(here, block({ capacity: 1 }));
  const cancelled = block({ capacity: 1, status: "cancelled", sequence: 1 });
  here.say({
    type: "m.room.message",
    content: {
      body: "-",
      "m.new_content": { body: "-", [`${NS}.meetup`]: cancelled },
      "m.relates_to": { rel_type: "m.replace", event_id: card },
    },
  });
  answer(here, BEN, card, "yes");
  const over = post(here, block({ capacity: 1 }));
  here.setNow(Date.parse("2026-12-24T12:00:00Z"));
  answer(here, BEN, over, "yes");
  expect(rosters(here)).toEqual([]);
});

test("E2 malformed and future blocks are skipped, and notes of people are not kept", () => {
  const here = world();
  const card = post(here, block({ capacity: 1 }));
  answer(here, BEN, card, "perhaps");
  here.say({ type: `${NS}.rsvp`, sender: BEN, content: { v: 2, status: "yes" } });
  here.say({ type: "m.room.message", content: { [`${NS}.meetup`]: { v: 1, uid: 5 } } });
  here.say({ type: "m.reaction", content: { "m.relates_to": "nonsense" } });
  expect(rosters(here)).toEqual([]);
});
