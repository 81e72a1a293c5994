import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NS } from "@paceline/protocol";
import { Roster } from "@paceline/protocol/events";
import { bridgePlace, databaseBytes, runBridge } from "@paceline/testkit/bridge";
import type { RunningBridge } from "@paceline/testkit/bridge";
import { count, figures } from "@paceline/testkit/counts";
import { startFakeHomeserver } from "@paceline/testkit/fake-homeserver";
import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";

/**
 * A storm of answers in many rooms while the bridge is killed again and again. Each answer changes its meetup's roster, so the
 * rosters that the bot sent are the oracle: the n-th must say what the n-th answer made true. A lost answer leaves a roster out, a doubled
 * effect sends one twice, a wrong order says something else.
 */
const ROOMS = 20;
const BOT = "@paceline:paceline.test";
const RIDERS = Array.from({ length: 5 }, (_, index) => `@rider${index}:paceline.test`);

let homeserver: FakeHomeserver;
let bridge: RunningBridge;
const rooms: { readonly id: string; readonly card: string }[] = [];
/** By room: the answers in their order, as [rider, says yes]. */
const given = new Map<string, [string, boolean][]>();

beforeAll(async () => {
  const place = await bridgePlace();
  homeserver = await startFakeHomeserver({
    serverName: "paceline.test",
    retryScale: 0.02,
    appservices: [
      {
        id: place.botLocalpart,
        url: place.url,
        as_token: place.asToken,
        hs_token: place.hsToken,
        sender_localpart: place.botLocalpart,
        namespaces: { users: [{ regex: "@paceline_.*", exclusive: true }] },
      },
    ],
  });
  for (const name of ["ana", ...RIDERS.map((rider) => rider.slice(1, rider.indexOf(":")))])
    homeserver.createUser(name, "-");
  bridge = await runBridge(place, homeserver);
  for (let index = 0; index < ROOMS; index++) {
    const id = homeserver.createRoom("@ana:paceline.test", { preset: "public_chat", invite: [BOT] });
    await vi.waitUntil(() => homeserver.model.rooms.get(id).joined.has(BOT), { timeout: 10_000 });
    homeserver.addMembers(id, RIDERS);
    rooms.push({ id, card: homeserver.sendEvent(id, "@ana:paceline.test", "m.room.message", cardOf(index)) });
    given.set(id, []);
  }
});
afterAll(async () => {
  await bridge?.close();
  await homeserver?.stop();
});

const cardOf = (index: number) => {
  const start = new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString();
  const block = {
    v: 1,
    uid: `storm-${index}`,
    title: `Storm ${index}`,
    sport: "cycling",
    start: { utc: start, local: start.slice(0, 19), timeZone: "UTC" },
    status: "confirmed",
    capacity: 100,
    sequencer: BOT,
    sequence: 0,
  };
  return { msgtype: "m.text", body: "Storm", [`${NS}.meetup`]: block };
};

/** The rider who comes next in a room changes their mind. */
const answer = (number: number): void => {
  const room = rooms[number % ROOMS]!;
  const answers = given.get(room.id)!;
  const rider = RIDERS[answers.length % RIDERS.length]!;
  const yes = Math.floor(answers.length / RIDERS.length) % 2 === 0;
  homeserver.sendEvent(room.id, rider, `${NS}.rsvp`, {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: room.card },
    status: yes ? "yes" : "no",
    guests: 0,
  });
  answers.push([rider, yes]);
};

const rostersIn = (room: string): Roster[] =>
  homeserver.model.rooms
    .get(room)
    .events.filter(({ type, sender }) => type === `${NS}.roster` && sender === BOT)
    .map(({ content }) => Roster.parse(content));

/** Who is in after each answer: those who say yes, by how long they have. */
const expected = (answers: readonly [string, boolean][]): string[][] => {
  const confirmed: string[] = [];
  return answers.map(([rider, yes]) => {
    if (yes) confirmed.push(rider);
    else confirmed.splice(confirmed.indexOf(rider), 1);
    return [...confirmed];
  });
};

test(
  "B1 killed again and again in a storm: no answer lost, none doubled, each room in its order",
  { timeout: 3_600_000 },
  async () => {
    const kills = count("storm: kills of the bridge", { quick: 6, prove: 200 });
    const events = count("storm: events", { quick: 600, prove: 10_000 });
    for (let kill = 0; kill < kills; kill++) {
      const upTo = Math.floor((events * (kill + 1)) / kills);
      const starting = kill === 0 ? Promise.resolve() : bridge.start().catch(() => undefined);
      // Half of the kills fall while it works off what waits, the others anywhere into its start.
      if (kill % 2 === 0) await starting;
      for (let sent = Math.floor((events * kill) / kills); sent < upTo; sent++) {
        answer(sent);
        if (sent % 10 === 0) await pause(1);
      }
      await pause((kill * 37) % 400);
      await bridge.kill();
      await starting;
    }
    await bridge.start();

    const [wanted, found] = [new Map<string, string[][]>(), new Map<string, string[][]>()];
    for (const { id } of rooms) wanted.set(id, expected(given.get(id)!));
    await expect
      .poll(() => rooms.map(({ id }) => rostersIn(id).length), { timeout: 120_000, interval: 200 })
      .toEqual(rooms.map(({ id }) => given.get(id)!.length));
    for (const { id } of rooms)
      found.set(
        id,
        rostersIn(id).map(({ confirmed }) => confirmed.map(({ user }) => user)),
      );
    const seqs = rooms.flatMap(({ id }) => rostersIn(id).map(({ seq }, index) => seq - index));
    figures("B1 storm under kills of the bridge", {
      kills,
      events,
      lost: events - seqs.length,
      doubled: seqs.filter((offset) => offset !== 0).length,
    });
    expect(found).toEqual(wanted);
    expect(new Set(seqs)).toEqual(new Set([0]));
    expect(databaseBytes(bridge).length).toBeGreaterThan(0);
  },
);
