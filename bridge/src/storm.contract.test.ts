import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NS } from "@paceline/protocol";
import { Roster } from "@paceline/protocol/events";
import { bridgePlace, databaseBytes, runBridge } from "@paceline/testkit/bridge";
import type { RunningBridge } from "@paceline/testkit/bridge";
import { count, figures } from "@paceline/testkit/counts";
import { startFakeHomeserver } from "@paceline/testkit/fake-homeserver";
import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { judgeIds, judgeRosters } from "./testing/roster-oracle.ts";
import type { GivenAnswer } from "./testing/roster-oracle.ts";

/**
 * A storm of answers in many rooms while the bridge is killed again and again. Each answer changes its meetup's roster, so the
 * rosters that the bot sent are one oracle: for each answer, by its event id, the rosters that show it are counted. The bridge's book of what it
 * worked off is the other: every event id that was sent must stand there, once.
 */
const ROOMS = 20;
const BOT = "@paceline:paceline.test";
const RIDERS = Array.from({ length: 5 }, (_, index) => `@rider${index}:paceline.test`);

let homeserver: FakeHomeserver;
let bridge: RunningBridge;
const rooms: { readonly id: string; readonly card: string }[] = [];
/** By room: the answers in their order. */
const given = new Map<string, GivenAnswer[]>();

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
    await vi.waitUntil(() => homeserver.model.rooms.get(id).joined.has(BOT), { timeout: 60_000 });
    homeserver.addMembers(id, RIDERS);
    rooms.push({ id, card: homeserver.sendEvent(id, "@ana:paceline.test", "m.room.message", cardOf(index)) });
    given.set(id, []);
  }
  // Answers that come before a room is learned would share one roster.
  await vi.waitUntil(() => rooms.every(({ id }) => learned().has(id)), { timeout: 60_000 });
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
  const eventId = homeserver.sendEvent(room.id, rider, `${NS}.rsvp`, {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: room.card },
    status: yes ? "yes" : "no",
    guests: 0,
  });
  answers.push({ eventId, user: rider, yes });
};

const rostersIn = (room: string) =>
  homeserver.model.rooms
    .get(room)
    .events.filter(({ type, sender }) => type === `${NS}.roster` && sender === BOT)
    .map(({ event_id, content }) => {
      const { seq, confirmed } = Roster.parse(content);
      return { eventId: event_id, seq, confirmed: confirmed.map(({ user }) => user) };
    });

/** Reads a copy of the bridge's database, which it keeps to itself while it runs: one column of what the query finds. */
const read = (query: string): string[] => {
  const folder = mkdtempSync(join(tmpdir(), "paceline-storm-"));
  for (const name of ["bridge.db-wal", "bridge.db"]) {
    const file = join(bridge.dataDir, name);
    if (existsSync(file)) copyFileSync(file, join(folder, name));
  }
  const db = new DatabaseSync(join(folder, "bridge.db"));
  const rows = db.prepare(query).all();
  db.close();
  rmSync(folder, { recursive: true });
  return rows.map((row) => String(Object.values(row)[0]));
};

/** Event ids that the bridge has written down as worked off. */
const workedOff = (): string[] => read("SELECT event_ids FROM own_worked_off").flatMap((ids) => ids.split(" "));

/** Rooms whose beginning the bridge knows. */
const learned = (): Set<string> => new Set(read("SELECT room_id FROM proj_state WHERE type = 'm.room.create'"));

/** Who is in after each answer: those who say yes, by how long they have. */
const expected = (answers: readonly GivenAnswer[]): string[][] => {
  const confirmed: string[] = [];
  return answers.map(({ user, yes }) => {
    if (yes) confirmed.push(user);
    else confirmed.splice(confirmed.indexOf(user), 1);
    return [...confirmed];
  });
};

test(
  "B1 killed again and again in a storm: no answer lost, none doubled, each room in its order",
  { timeout: 3_600_000 },
  async () => {
    const kills = count("storm: kills of the bridge", { quick: 4, prove: 200 });
    const events = count("storm: events", { quick: 300, prove: 10_000 });
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

    await expect
      .poll(() => rooms.map(({ id }) => rostersIn(id).length), { timeout: 120_000, interval: 200 })
      .toEqual(rooms.map(({ id }) => given.get(id)!.length));
    const all = rooms.map(({ id }) => ({ answers: given.get(id)!, rosters: rostersIn(id) }));
    const judged = all.map(({ answers, rosters }) => judgeRosters(answers, rosters));
    const sum = (key: "lost" | "doubled" | "outOfOrder" | "unexplained"): number =>
      judged.reduce((total, room) => total + room[key].length, 0);
    const sent = all.flatMap(({ answers }) => answers.map(({ eventId }) => eventId));
    await bridge.kill();
    const book = judgeIds(sent, workedOff());
    figures("B1 storm under kills of the bridge", {
      kills,
      events: new Set(sent).size,
      rosters: new Set(all.flatMap(({ rosters }) => rosters.map(({ eventId }) => eventId))).size,
      lost: sum("lost"),
      doubled: sum("doubled"),
      outOfOrder: sum("outOfOrder"),
      unexplained: sum("unexplained"),
      notWorkedOff: book.lost.length,
      workedOffTwice: book.doubled.length,
    });
    for (const { lost, doubled, outOfOrder, unexplained } of judged)
      expect({ lost, doubled, outOfOrder, unexplained }).toEqual({
        lost: [],
        doubled: [],
        outOfOrder: [],
        unexplained: [],
      });
    expect(book).toEqual({ lost: [], doubled: [] });
    expect(all.map(({ rosters }) => rosters.map(({ confirmed }) => confirmed))).toEqual(
      all.map(({ answers }) => expected(answers)),
    );
    expect(all.flatMap(({ rosters }) => rosters.filter(({ seq }, index) => seq !== index))).toEqual([]);
    expect(databaseBytes(bridge).length).toBeGreaterThan(0);
  },
);
