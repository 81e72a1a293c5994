import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ClubAnswer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { count, figures } from "@paceline/testkit/counts";
import { path } from "@paceline/testkit/plain-client";

let town: BridgeTown;
let ana: Townsperson;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana");
});
afterAll(() => town?.stop());

/** Making a club takes about this long here; a kill falls anywhere into it. */
const SPAN_MS = 1_200;

const wishOf = (name: string) => ({ name, access: "open" });
/** Asks as a client does that got no answer: again, with the same key, until there is a club. */
const insist = async (name: string): Promise<ClubAnswer> => {
  for (;;) {
    const reply = await ana.bridge("POST", "/clubs", wishOf(name), name).catch(() => undefined);
    if (reply?.status === 201) return ClubAnswer.parse(reply.body);
    expect([undefined, 409, 500, 503]).toContain(reply?.status);
    await pause(100);
  }
};

type Rooms = {
  readonly spaces: readonly string[];
  readonly channels: readonly string[];
  readonly linked: readonly string[];
};

const stateOf = async (room: string, type: string, key = ""): Promise<Record<string, unknown> | undefined> => {
  const { status, body } = await town.bot.call("GET", path`/rooms/${room}/state/${type}/${key}`);
  return status === 200 ? body : undefined;
};

/** Every room of the bot that is a club of this name, the channels that say they belong to one, and those that it links. */
const roomsOf = async (name: string): Promise<Rooms> => {
  const { joined_rooms: joined } = await town.bot.request<{ joined_rooms: string[] }>("GET", "/joined_rooms");
  const spaces: string[] = [];
  for (const room of joined) {
    const isClub = (await stateOf(room, "club.paceline.club")) !== undefined;
    if (isClub && (await stateOf(room, "m.room.name"))?.["name"] === name) spaces.push(room);
  }
  const [channels, linked]: [string[], string[]] = [[], []];
  for (const room of joined) {
    const club = String((await stateOf(room, "club.paceline.channel"))?.["club"]);
    if (spaces.includes(club)) channels.push(room);
    if (spaces.includes(club) && (await stateOf(club, "m.space.child", room))?.["via"] !== undefined) linked.push(room);
  }
  return { spaces, channels: channels.sort(), linked: linked.sort() };
};

/** What `roomsOf` finds where this club was made once and whole, as its owner can enter it. */
const onlyThis = async (club: ClubAnswer): Promise<Rooms> => {
  const channels = club.channels.map(({ room_id }) => room_id).sort();
  for (const room of [club.space_id, ...channels]) await ana.matrix.join(room);
  expect(club.channels.map(({ kind }) => kind)).toEqual(["announcements", "meetups", "chat"]);
  return { spaces: [club.space_id], channels, linked: channels };
};

test(
  "B1 a bridge killed in the middle of making a club finishes that club and makes no other",
  { timeout: 1_200_000 },
  async () => {
    const kills = count("club making: kills of the bridge", { quick: 2, prove: 40 });
    let doubled = 0;
    for (let kill = 0; kill < kills; kill++) {
      const name = `Killed ${kill}`;
      const asked = insist(name);
      await pause((SPAN_MS * (kill + 1)) / kills);
      await town.bridge.kill();
      await town.bridge.start();
      const club = await onlyThis(await asked);
      const found = await roomsOf(name);
      expect(found).toEqual(club);
      doubled += found.spaces.length - 1;
    }
    figures("B1 club making under kills of the bridge", { kills, doubled });
  },
);

test("B1 what was begun is finished at the next start, also when nobody asks again", async () => {
  const asked = ana.bridge("POST", "/clubs", wishOf("Forgotten"), "Forgotten").catch(() => undefined);
  await expect.poll(async () => (await roomsOf("Forgotten")).spaces.length).toBe(1);
  await town.bridge.kill();
  await asked;
  await town.bridge.start();
  await expect.poll(async () => (await roomsOf("Forgotten")).channels.length).toBe(3);
  const club = await onlyThis(await insist("Forgotten"));
  expect(await roomsOf("Forgotten")).toEqual(club);
});

test(
  "B1 a Synapse killed in the middle of making a club: the club is made whole when it is back",
  { timeout: 1_200_000 },
  async () => {
    const kills = count("club making: kills of Synapse", { quick: 1, prove: 12 });
    let doubled = 0;
    for (let kill = 0; kill < kills; kill++) {
      const name = `Blackout ${kill}`;
      const asked = insist(name);
      await pause((SPAN_MS * (kill + 1)) / (kills + 1));
      await town.synapse.kill();
      await town.synapse.restart();
      const club = await onlyThis(await asked);
      const found = await roomsOf(name);
      expect(found).toEqual(club);
      doubled += found.spaces.length - 1;
    }
    figures("B1 club making under kills of Synapse", { kills, doubled });
  },
);
