import { join } from "node:path";
import { failed, ok, userId } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import type { ClubAnswer } from "@paceline/protocol/http";
import type { Stack } from "../start/stack.ts";
import { announce, answer, channelOf, demoAnswer, joinClub, openBridge, postMeetup } from "./club.ts";
import type { BridgeSession } from "./club.ts";
import { announcements, groups, nightAnnouncements, riversideRoles } from "./conversations.ts";
import { makeGroup } from "./group.ts";
import { keptParts } from "./kept-parts.ts";
import { DemoRefusal, signInDemoPerson } from "./matrix-person.ts";
import type { MatrixPerson } from "./matrix-person.ts";
import { dayAfter, meetupsOf, mondayOf, nightLightsWeek, riversideWeek } from "./meetup-plans.ts";
import { ana, everybody, lea, runners } from "./people.ts";
import type { DemoPersonPlan } from "./people.ts";

/** `DEMO_REFUSED`: `cause` names the call and the code it was refused with. */
export type DemoFailure = "DEMO_REFUSED";

type Doing = (what: string) => void;

/** The clubs with everybody who acts in them, signed in. */
type Cast = {
  readonly who: (plan: DemoPersonPlan) => MatrixPerson;
  readonly asAna: BridgeSession;
  readonly riverside: ClubAnswer;
  readonly nightLights: ClubAnswer;
  readonly bot: UserId;
};

const MADE = "clubs";
const partsIn = (dataDir: string) => keptParts(join(dataDir, "demo-parts.json"));

/**
 * Fills a fresh set with two lively clubs, through the public interfaces of homeserver and bridge alone. Everything is made once,
 * over interrupted runs too; nothing is asked when it is there already.
 */
export const makeDemoClub = async (
  stack: Stack,
  dataDir: string,
  now: number,
  doing: Doing,
): Promise<Result<void, DemoFailure>> => {
  const kept = await partsIn(dataDir);
  if (kept.has(MADE)) return ok(undefined);
  return withCast(stack, doing, async (cast) => {
    await fillClubs(cast, doing);
    doing("chats");
    for (const group of groups) await makeGroup(group, cast.who, stack.serverName);
    const week = mondayOf(now);
    doing("last week's meetups");
    await postWeek(cast, dayAfter(week, -7), 5);
    for (const monday of [week, dayAfter(week, 7)]) {
      doing(`meetups of the week from ${monday}`);
      await postWeek(cast, monday);
      await kept.add(monday);
    }
    await kept.add(MADE);
  });
};

/** Adds the meetups of this and the next week to a set that is older than they are. */
export const addDemoWeeks = async (stack: Stack, dataDir: string, now: number): Promise<Result<void, DemoFailure>> => {
  const kept = await partsIn(dataDir);
  const missing = [mondayOf(now), dayAfter(mondayOf(now), 7)].filter((monday) => !kept.has(monday));
  if (missing.length === 0) return ok(undefined);
  return withCast(
    stack,
    () => undefined,
    async (cast) => {
      for (const monday of missing) {
        await postWeek(cast, monday);
        await kept.add(monday);
      }
    },
  );
};

/** Signs everybody in, lets `work` happen, and signs everybody out, so that no device of ours stays in their lists. */
const withCast = async (
  stack: Stack,
  doing: Doing,
  work: (cast: Cast) => Promise<void>,
): Promise<Result<void, DemoFailure>> => {
  try {
    doing("people");
    const signIn = async (plan: DemoPersonPlan) =>
      [plan, await signInDemoPerson(stack.synapse, plan, stack.secrets.demoPassword)] as const;
    const people = new Map(await Promise.all(everybody.map(signIn)));
    const who = (plan: DemoPersonPlan): MatrixPerson => {
      const person = people.get(plan);
      if (!person) throw new TypeError(`${plan.name} is not one of the demo people`);
      return person;
    };
    doing("clubs");
    const [asAna, asLea] = [
      await openBridge(stack.bridge.baseUrl, who(ana)),
      await openBridge(stack.bridge.baseUrl, who(lea)),
    ];
    const riverside = await asAna.makeClub("demo-riverside-wheelers", {
      name: "Riverside Wheelers",
      topic: "Road and gravel from the boathouse, all year round. Nobody is dropped on Saturdays.",
      access: "open",
      sports: ["cycling", "gravel"],
    });
    const nightLights = await asLea.makeClub("demo-night-lights", {
      name: "Night Lights",
      topic: "Running and cold water before sunrise and after dark.",
      access: "open",
      sports: ["running", "swimming"],
    });
    await work({ who, asAna, riverside, nightLights, bot: userId(`@paceline:${stack.serverName}`) });
    await Promise.all([...people.values()].map((person) => person.post("/logout", {})));
    return ok(undefined);
  } catch (error) {
    if (error instanceof DemoRefusal) return failed("DEMO_REFUSED", "never", error.message);
    throw error;
  }
};

const fillClubs = async ({ who, asAna, riverside, nightLights }: Cast, doing: Doing): Promise<void> => {
  doing("members");
  await Promise.all(everybody.map((plan) => joinClub(riverside, who(plan))));
  await Promise.all(runners.map((plan) => joinClub(nightLights, who(plan))));
  for (const [plan, role] of riversideRoles) await asAna.setRole(riverside, who(plan).id, role);
  doing("announcements");
  for (const [index, text] of announcements.entries())
    await announce(who(ana), channelOf(riverside, "announcements"), `riverside-${index}`, text);
  for (const [index, text] of nightAnnouncements.entries())
    await announce(who(lea), channelOf(nightLights, "announcements"), `night-${index}`, text);
};

/** Cards and answers of one week in both clubs, from `firstWeekday` on (0 is Monday). */
const postWeek = async (cast: Cast, monday: string, firstWeekday = 0): Promise<void> => {
  const { who, bot, riverside, nightLights } = cast;
  for (const [club, plans, members] of [
    [riverside, riversideWeek, everybody],
    [nightLights, nightLightsWeek, runners],
  ] as const) {
    const room = channelOf(club, "meetups");
    const wanted = plans.filter(({ weekday }) => weekday >= firstWeekday);
    for (const meetup of meetupsOf(wanted, monday, bot)) {
      const card = await postMeetup(who(meetup.author), room, meetup);
      const turn = plans.findIndex(({ key }) => meetup.key.startsWith(key));
      const answered = members.map(async (plan, index) => {
        const given = demoAnswer(index, turn, meetup.block);
        if (given) await answer(who(plan), room, meetup, card, given);
      });
      await Promise.all(answered);
    }
  }
};
