import { afterAll, beforeAll, expect, test } from "vitest";
import { describeMeetup } from "@paceline/domain";
import { NS, userId } from "@paceline/protocol";
import { MeetupBlock, Roster } from "@paceline/protocol/events";
import { ClubAnswer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";

let town: BridgeTown;
let ana: Townsperson;
let ben: Townsperson;
let cleo: Townsperson;
let space: string;
let meetups: string;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana");
  ben = await town.person("ben");
  cleo = await town.person("cleo");
  const made = await ana.bridge("POST", "/clubs", { name: "River Riders", access: "open" }, "club");
  const club = ClubAnswer.parse(made.body);
  space = club.space_id;
  meetups = club.channels.find(({ kind }) => kind === "meetups")!.room_id;
  for (const { matrix } of [ana, ben, cleo]) {
    await matrix.join(club.space_id);
    await matrix.join(meetups);
  }
});
afterAll(() => town?.stop());

const blockOf = (uid: string, more: Partial<MeetupBlock> = {}): MeetupBlock => {
  const start = new Date(Date.now() + 24 * 60 * 60_000).toISOString();
  return MeetupBlock.parse({
    v: 1,
    uid,
    title: `Loop ${uid}`,
    sport: "gravel",
    start: { utc: start, local: start.slice(0, 19), timeZone: "UTC" },
    status: "confirmed",
    sequencer: town.botId,
    sequence: 0,
    ...more,
  });
};
const post = ({ matrix }: Townsperson, block: MeetupBlock): Promise<string> =>
  matrix.say(meetups, describeMeetup(block), { [`${NS}.meetup`]: block });
const replace = ({ matrix }: Townsperson, card: string, block: MeetupBlock): Promise<string> =>
  matrix.say(meetups, "changed", {
    [`${NS}.meetup`]: block,
    "m.new_content": { msgtype: "m.text", body: describeMeetup(block), [`${NS}.meetup`]: block },
    "m.relates_to": { rel_type: "m.replace", event_id: card },
  });
const answer = ({ matrix }: Townsperson, card: string, status: string, guests = 0): Promise<string> =>
  matrix.send(meetups, `${NS}.rsvp`, {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card },
    status,
    guests,
  });

const rostersOf = (card: string): Roster[] =>
  ana.matrix
    .timeline(meetups)
    .filter(({ type, sender }) => type === `${NS}.roster` && sender === town.botId)
    .map(({ content }) => Roster.parse(content))
    .filter((roster) => roster["m.relates_to"].event_id === card);
/** Waits for a roster that names these people, and then for nothing else to be pending. */
const roster = (card: string, confirmed: Townsperson[], waitlist: Townsperson[]): Promise<boolean> =>
  ana.matrix.until(() => {
    const last = rostersOf(card).at(-1);
    return (
      last !== undefined &&
      same(
        last.confirmed.map(({ user }) => user),
        confirmed,
      ) &&
      same(
        last.waitlist.map(({ user }) => user),
        waitlist,
      )
    );
  }, `a roster with ${confirmed.length} in and ${waitlist.length} waiting`);
const same = (users: readonly string[], people: readonly Townsperson[]): boolean =>
  users.join(" ") === people.map(({ matrix }) => matrix.userId).join(" ");
const botSays = (): string[] =>
  ana.matrix
    .messages(meetups)
    .filter(({ sender }) => sender === town.botId)
    .map(({ body }) => body);

test("E3 answers of all sorts make one roster: the sequencer's order, capacity held, the first who waits moves up", async () => {
  const card = await post(ana, blockOf("capacity", { capacity: 2 }));
  await answer(ana, card, "yes");
  expect(await roster(card, [ana], [])).toBe(true);
  const yes = await ben.matrix.react(meetups, card, "👍🏽");
  expect(await roster(card, [ana, ben], [])).toBe(true);
  await cleo.matrix.react(meetups, card, "✅");
  expect(await roster(card, [ana, ben], [cleo])).toBe(true);
  await ana.matrix.until(() => botSays().includes("cleo: you are on the waiting list of Loop capacity, at place 1."));

  await ben.matrix.redact(meetups, yes);
  expect(await roster(card, [ana, cleo], [])).toBe(true);
  const told = "cleo: a place has become free, you are in for Loop capacity.";
  await ana.matrix.until(() => botSays().includes(told), "the promotion in words");
  const notice = ana.matrix.timeline(meetups).find(({ content }) => content["body"] === told);
  expect(notice?.content).toMatchObject({
    "m.mentions": { user_ids: [cleo.matrix.userId] },
    "m.relates_to": { "m.in_reply_to": { event_id: card } },
  });
  const places = rostersOf(card).map(({ epoch, seq }) => [epoch, seq]);
  expect(places).toEqual([0, 1, 2, 3].map((seq) => [0, seq]));
});

test("E3 a change of the card changes what the next roster holds", async () => {
  const block = blockOf("grown", { capacity: 1 });
  const card = await post(ana, block);
  await answer(ana, card, "yes");
  await answer(ben, card, "yes");
  expect(await roster(card, [ana], [ben])).toBe(true);
  await replace(ana, card, { ...block, capacity: 3, sequence: 1 });
  expect(await roster(card, [ana, ben], [])).toBe(true);
  await replace(ben, card, { ...block, capacity: 1, sequence: 9 });
  await answer(cleo, card, "yes");
  expect(await roster(card, [ana, ben, cleo], [])).toBe(true);
});

test("E2 many who answer at once for the last seats: exactly capacity is in, everybody else waits", async () => {
  const card = await post(ana, blockOf("rush", { capacity: 2 }));
  const all = [ana, ben, cleo, ...(await Promise.all(["eva", "finn", "gus", "hal"].map((name) => town.person(name))))];
  for (const { matrix } of all.slice(3)) {
    await matrix.join(space);
    await matrix.join(meetups);
  }
  await Promise.all(
    all.map((person, index) =>
      index % 2 === 0 ? answer(person, card, "yes") : person.matrix.react(meetups, card, "✅"),
    ),
  );
  const settled = () => {
    const last = rostersOf(card).at(-1);
    return last !== undefined && last.confirmed.length + last.waitlist.length === all.length ? last : undefined;
  };
  const last = await ana.matrix.until(settled, "a roster that names everybody");
  expect([last.confirmed.length, last.waitlist.length]).toEqual([2, 5]);
  const users = [...last.confirmed, ...last.waitlist].map(({ user }) => user);
  expect(users.sort()).toEqual(all.map(({ matrix }) => matrix.userId).sort());
  for (const { confirmed } of rostersOf(card)) expect(confirmed.length).toBeLessThanOrEqual(2);
});

test("E3 who leaves the club gives their seat back", async () => {
  const dora = await town.person("dora");
  await dora.matrix.join(space);
  await dora.matrix.join(meetups);
  const card = await post(ana, blockOf("leaving", { capacity: 1 }));
  await answer(dora, card, "yes");
  await answer(ben, card, "yes");
  expect(await roster(card, [dora], [ben])).toBe(true);
  await dora.matrix.leave(meetups);
  expect(await roster(card, [ben], [])).toBe(true);
});

test("E3 the bot keeps no roster that the card gives to somebody else", async () => {
  const theirs = await post(ana, blockOf("theirs", { capacity: 1, sequencer: userId(ana.matrix.userId) }));
  await answer(ben, theirs, "yes");
  const card = await post(ana, blockOf("ours", { capacity: 1 }));
  await answer(ben, card, "yes");
  expect(await roster(card, [ben], [])).toBe(true);
  expect(rostersOf(theirs)).toEqual([]);
});

test("E1 upcoming cards are listed and pinned, soonest first; cancelled ones leave both", async () => {
  const stateOf = (type: string) => ana.matrix.room(meetups).state(type)?.content;
  const cardsOf = () => (stateOf(`${NS}.meetup_index`)?.["cards"] ?? []) as { card: string }[];
  const pins = () => (stateOf("m.room.pinned_events")?.["pinned"] ?? []) as string[];
  const soon = new Date(Date.now() + 60 * 60_000).toISOString();
  const block = blockOf("first", { start: { utc: soon, local: soon.slice(0, 19), timeZone: "UTC" } });
  const card = await post(ana, block);
  await ana.matrix.until(() => cardsOf()[0]?.card === card, "the card first in the index");
  await ana.matrix.until(() => pins()[0] === card, "the card first among the pins");
  await replace(ana, card, { ...block, status: "cancelled", sequence: 1 });
  await ana.matrix.until(() => !cardsOf().some((entry) => entry.card === card), "the card out of the index");
  expect(await ana.matrix.until(() => !pins().includes(card), "the card off the pins")).toBe(true);
});

test("B1 over a restart of Synapse, which begins its transaction ids anew, nothing is lost or doubled", async () => {
  const card = await post(ana, blockOf("restart", { capacity: 1 }));
  await answer(ana, card, "yes");
  expect(await roster(card, [ana], [])).toBe(true);
  await town.synapse.restart();
  await answer(ben, card, "yes");
  expect(await roster(card, [ana], [ben])).toBe(true);
  await town.synapse.kill();
  await town.synapse.restart();
  await answer(ana, card, "no");
  expect(await roster(card, [ben], [])).toBe(true);
  expect(rostersOf(card).map(({ seq }) => seq)).toEqual([0, 1, 2]);
});

test("B1 what was said while the bridge was down is answered when it is back, in the order in which it was said", async () => {
  const card = await post(ana, blockOf("down", { capacity: 2 }));
  await town.bridge.kill();
  await answer(cleo, card, "yes");
  await answer(ben, card, "yes");
  await answer(ana, card, "yes");
  await town.bridge.start();
  expect(await roster(card, [cleo, ben], [ana])).toBe(true);
});
