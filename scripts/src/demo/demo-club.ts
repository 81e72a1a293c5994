import { join } from "node:path";
import { failed, ok, userId } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { DemoPerson } from "../start/gateway/gateway.ts";
import type { Stack } from "../start/stack.ts";
import { announce, answer, channelOf, demoAnswer, joinClub, openBridge, postMeetup } from "./club.ts";
import { announcements, groups, nightAnnouncements, riversideRoles } from "./conversations.ts";
import { makeGroup } from "./group.ts";
import { keptParts } from "./kept-parts.ts";
import { DemoRefusal, signInDemoPerson } from "./matrix-person.ts";
import type { MatrixPerson } from "./matrix-person.ts";
import { dayAfter, meetupsOf, mondayOf, nightLightsWeek, riversideWeek } from "./meetup-plans.ts";
import { ana, everybody, lea, offered } from "./people.ts";
import type { DemoPersonPlan } from "./people.ts";

/** `DEMO_REFUSED`: `cause` names the call and the code it was refused with. */
export type DemoFailure = "DEMO_REFUSED";

/**
 * Fills a fresh set with a lively club, or adds the meetups of a new week to one that has it already. Everything goes through the
 * public interfaces of homeserver and bridge and is made once, over interrupted runs too. Resolves with the people whom the
 * page offers.
 */
export const makeDemoClub = async (
  stack: Stack,
  dataDir: string,
  now: number,
  doing: (what: string) => void,
): Promise<Result<readonly DemoPerson[], DemoFailure>> => {
  try {
    await fill(stack, dataDir, now, doing);
  } catch (error) {
    if (error instanceof DemoRefusal) return failed("DEMO_REFUSED", "never", error.message);
    throw error;
  }
  return ok(
    offered.map(({ localpart, name }) => ({
      name,
      userId: `@${localpart}:${stack.serverName}`,
      password: stack.secrets.demoPassword,
    })),
  );
};

const fill = async (stack: Stack, dataDir: string, now: number, doing: (what: string) => void): Promise<void> => {
  const kept = await keptParts(join(dataDir, "demo-parts.json"));
  const weeks = [-7, 0, 7].map((days) => dayAfter(mondayOf(now), days));
  if (kept.has("clubs") && weeks.every((week) => kept.has(week))) return;

  doing("people");
  const people = new Map<DemoPersonPlan, MatrixPerson>();
  for (const plan of everybody)
    people.set(plan, await signInDemoPerson(stack.synapse, plan, stack.secrets.demoPassword));
  const who = (plan: DemoPersonPlan): MatrixPerson => {
    const person = people.get(plan);
    if (!person) throw new TypeError(`${plan.name} is not one of the demo people`);
    return person;
  };
  const bot = userId(`@paceline:${stack.serverName}`);

  doing("clubs");
  const asAna = await openBridge(stack.bridge.baseUrl, who(ana));
  const riverside = await asAna.makeClub("demo-riverside-wheelers", {
    name: "Riverside Wheelers",
    topic: "Road and gravel from the boathouse, all year round. Nobody is dropped on Saturdays.",
    access: "open",
    sports: ["cycling", "gravel"],
  });
  const nightLights = await (
    await openBridge(stack.bridge.baseUrl, who(lea))
  ).makeClub("demo-night-lights", {
    name: "Night Lights",
    topic: "Running and cold water before sunrise and after dark.",
    access: "open",
    sports: ["running", "swimming"],
  });
  const runners = everybody.filter((_, index) => index % 3 !== 1);
  for (const plan of everybody) await joinClub(riverside, who(plan));
  for (const plan of runners) await joinClub(nightLights, who(plan));
  if (!kept.has("clubs")) {
    for (const [plan, role] of riversideRoles) await asAna.setRole(riverside, who(plan).id, role);
    for (const [index, text] of announcements.entries())
      await announce(who(ana), channelOf(riverside, "announcements"), `riverside-${index}`, text);
    for (const [index, text] of nightAnnouncements.entries())
      await announce(who(lea), channelOf(nightLights, "announcements"), `night-${index}`, text);
    doing("chats");
    for (const group of groups) await makeGroup(group, who, stack.serverName);
    await kept.add("clubs");
  }

  for (const week of weeks) {
    if (kept.has(week)) continue;
    doing(`meetups of the week from ${week}`);
    for (const [club, plans, members] of [
      [riverside, riversideWeek, everybody],
      [nightLights, nightLightsWeek, runners],
    ] as const)
      for (const [turn, meetup] of meetupsOf(plans, week, bot, stack.serverName).entries()) {
        const room = channelOf(club, "meetups");
        const card = await postMeetup(who(meetup.author), room, meetup);
        for (const [index, plan] of members.entries()) {
          const given = demoAnswer(index, turn, meetup.block);
          if (given) await answer(who(plan), room, meetup, card, given);
        }
      }
    await kept.add(week);
  }

  doing("signing out");
  for (const person of people.values()) await person.post("/logout", {});
};
