import { count, figures } from "@paceline/testkit/counts";
import type { PlainRider } from "../people/plain-rider.ts";
import { chance } from "./chance.ts";
import type { Chance } from "./chance.ts";
import { expect, test } from "./homes.ts";
import type { Home } from "./homes.ts";
import { history, Oracle } from "./oracle.ts";
import { readUpwards, toNewest } from "./shown-texts.ts";

type Place = "chat" | "meetups";
type Fault = "Ana's browser" | "Ben's browser" | "bridge" | "homeserver" | "homeserver and a browser";

const RSVP = "club.paceline.rsvp";
const ANSWERS = { Going: "yes", Maybe: "maybe", "Can’t": "no" } as const;

const addressOf = (room: string): string => `/chats/${encodeURIComponent(room)}`;

/** Texts that each person writes around one fault. */
const BURST = 4;
/** A fault strikes within this time after its text was begun, so that it meets every stage of sending. ms. */
const STAGES_MS = 250;

test("M11 B1 browsers, bridge and homeserver are killed while people write: nothing lost, nothing doubled, order kept", async ({
  stack,
  home,
  people,
}) => {
  test.setTimeout(3_000_000);
  const dice = chance();
  const [ana, ben, pat] = [await home("Ana"), await home("Ben"), await people.plain("Pat")];
  const rooms = await clubOf(ana, ben, pat);
  const oracles = { chat: new Oracle("chat", rooms.chat), meetups: new Oracle("ride", rooms.meetups) };
  const wantedEvents = count("crash events", { quick: 40, prove: 500 });
  const wantedOffline = count("offline sends", { quick: 6, prove: 50 });
  const kills: Record<Fault, number> = {
    "Ana's browser": 0,
    "Ben's browser": 0,
    bridge: 0,
    homeserver: 0,
    "homeserver and a browser": 0,
  };
  const at = new Map<Home, Place>([
    [ana, "chat"],
    [ben, "chat"],
  ]);
  let offline = 0;
  let events = 0;
  const misplaced: string[] = [];

  const answers = new Map<Home, keyof typeof ANSWERS>();

  const open = async (one: Home): Promise<void> => {
    if (!answers.has(one) || dice.below(2) === 0) {
      const { page } = await one.open(rooms.meetup);
      const words = dice.of(["Going", "Maybe", "Can’t"] as const);
      await page.getByRole("radio", { name: words }).first().click();
      await expect(page.getByRole("radio", { name: words }).first()).toBeChecked();
      answers.set(one, words);
      events++;
    }
    const place = dice.of(["chat", "meetups"] as const);
    at.set(one, place);
    // An answer of a moment ago is left to an engine that starts anew.
    if (one.isOpen) await one.rider.page.goto(addressOf(rooms[place]));
    else await one.open(addressOf(rooms[place]));
    // What the page had shown before it was killed, it shows again, whether the homeserver is there or not.
    const last = oracles[place].lastOf(one.account.userId);
    if (last !== undefined) misplaced.push(...(await readUpwards(one.rider.page, [last])));
  };
  /** Resolves with how many texts were shown; a browser that is killed meanwhile ends it early. */
  const write = async (one: Home, texts: number): Promise<number> => {
    const oracle = oracles[at.get(one) ?? "chat"];
    const { userId } = one.account;
    for (let shown = 0; shown < texts; shown++) {
      const text = oracle.begin(userId);
      try {
        await toNewest(one.rider.page);
        await one.rider.say(text);
        await expect(one.rider.message(text)).toBeVisible();
      } catch (error) {
        if (one.isOpen) throw error;
        return shown;
      }
      oracle.shown(userId, text);
    }
    return texts;
  };
  const patWrites = async (texts: number): Promise<number> => {
    for (let done = 0; done < texts; done++) {
      const oracle = oracles[dice.of(["chat", "meetups"] as const)];
      const text = oracle.begin(pat.client.userId);
      await pat.client.say(oracle.room, text);
      oracle.shown(pat.client.userId, text);
    }
    return texts;
  };
  const both = async (texts: number): Promise<number> => sum(await Promise.all([write(ana, texts), write(ben, texts)]));

  const faults = Object.keys(kills) as Fault[];
  for (let round = 0; events < wantedEvents || offline < wantedOffline; round++) {
    const fault = faults[round < faults.length ? round : dice.below(faults.length)] ?? "bridge";
    kills[fault]++;
    const victim = fault === "Ana's browser" ? ana : fault === "Ben's browser" ? ben : dice.of([ana, ben]);
    if (fault === "Ana's browser" || fault === "Ben's browser") {
      const [written] = await Promise.all([both(BURST), strike(dice, () => victim.kill()), patWrites(1)]);
      events += written + 1;
      await open(victim);
    } else if (fault === "bridge") {
      const [written] = await Promise.all([both(BURST), strike(dice, () => stack.bridge.kill()), patWrites(1)]);
      events += written + 1;
      expect((await stack.bridge.restart()).ok).toBe(true);
    } else {
      const [online] = await Promise.all([both(2), strike(dice, () => stack.synapse.kill())]);
      const [away] = await Promise.all([
        both(BURST),
        fault === "homeserver" ? undefined : strike(dice, () => victim.kill()),
      ]);
      if (!victim.isOpen) await open(victim);
      events += online + away;
      offline += away;
      expect((await stack.synapse.restart()).ok).toBe(true);
    }
    await pat.client.sync();
  }

  // What is written last in a room is sent last: when it is there, nothing waits any more.
  for (const place of ["chat", "meetups"] as const) {
    for (const one of [ana, ben]) {
      await one.rider.to(addressOf(rooms[place]));
      at.set(one, place);
      events += await write(one, 1);
      await pat.client.until(
        () => pat.client.messages(rooms[place]).some(({ body }) => body === oracles[place].lastOf(one.account.userId)),
        `the last words of ${one.account.name}`,
        120_000,
      );
    }
  }
  for (const [one, words] of answers)
    await pat.client.until(
      () =>
        pat.client
          .timeline(rooms.meetups)
          .findLast(({ type, sender }) => type === RSVP && sender === one.account.userId)?.content["status"] ===
        ANSWERS[words],
      `the last answer of ${one.account.name}`,
      60_000,
    );
  const verdicts = {
    chat: oracles.chat.judge(await history(pat.client, rooms.chat)),
    meetups: oracles.meetups.judge(await history(pat.client, rooms.meetups)),
  };
  misplaced.push(...(await pagesAfterRestart([ana, ben], oracles)));
  figures("M11 B1 crash oracle", {
    seed: dice.seed,
    events,
    offline,
    answers: answers.size,
    ...kills,
    written: verdicts.chat.written + verdicts.meetups.written,
    kept: verdicts.chat.kept + verdicts.meetups.kept,
    lost: verdicts.chat.lost + verdicts.meetups.lost,
    doubled: verdicts.chat.doubled + verdicts.meetups.doubled,
    outOfOrder: verdicts.chat.outOfOrder + verdicts.meetups.outOfOrder,
    unreadable: verdicts.chat.unreadable + verdicts.meetups.unreadable,
    reusedKeys: verdicts.chat.reused + verdicts.meetups.reused,
    misplacedOnPages: misplaced.length,
  });
  for (const verdict of Object.values(verdicts))
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, unreadable: 0, reused: 0 });
  expect(misplaced).toEqual([]);
});

/** A private club of the three, everybody in its encrypted chat; answers its encrypted rooms and the address of a meetup. */
async function clubOf(ana: Home, ben: Home, pat: PlainRider): Promise<Record<Place | "meetup", string>> {
  await ana.rider.makeClub("Steady Wheels", "Whom you let in");
  const club = ana.rider.page.url();
  await ben.rider.askToJoin(await ana.rider.shareLink(), "Let me ride");
  await pat.client.knock(decodeURIComponent(club.split("/club/")[1] ?? ""), "Me too");
  for (const name of ["Ben", "Pat"]) {
    const request = ana.rider.page.getByRole("listitem").filter({ hasText: `${name} asks to join` });
    await request.getByRole("button", { name: "Let in" }).click();
    await expect(ana.rider.page.getByText(`${name} is in, and can read earlier messages.`).first()).toBeVisible();
  }
  await pat.joinInvited(4);
  await ana.rider.to(club);
  await ana.rider.postMeetup({ title: "Any weather", place: "Boathouse", seats: 3 });
  const meetup = new URL(ana.rider.page.url()).pathname;
  const rooms = { chat: await pat.channel("chat"), meetups: await pat.channel("meetups"), meetup };
  await Promise.all([ana, ben].map(({ rider }) => rider.to(addressOf(rooms.chat))));
  for (const { rider } of [ana, ben]) await expect(rider.composer()).toBeVisible();
  return rooms;
}

/** Kills at a moment that chance chooses. */
async function strike(dice: Chance, kill: () => Promise<void>): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, dice.below(STAGES_MS) * (1 + dice.below(BURST))));
  await kill();
}

/** Kills both browsers once more, and reads all rooms in the pages that come up from their disks. Answers what stands in a wrong place. */
async function pagesAfterRestart(homes: readonly Home[], oracles: Record<Place, Oracle>): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const one of homes) {
    await one.kill();
    for (const oracle of Object.values(oracles)) {
      if (one.isOpen) await one.rider.to(addressOf(oracle.room));
      else await one.open(addressOf(oracle.room));
      wrong.push(...(await readUpwards(one.rider.page, oracle.kept)));
    }
  }
  return wrong;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
