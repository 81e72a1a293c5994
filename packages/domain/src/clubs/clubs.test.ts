import { roomId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { KnownClub } from "./index.ts";
import { channelState, childLink, clubRepairs, parentLink, planClub, spaceState } from "./index.ts";

const [ADA, BOT] = [person("ada"), person("bot")];
const SPACE = roomId("!space");
const wish = (access: "open" | "private") =>
  ({ access, name: "Gravel Club", sports: ["gravel"], owner: ADA, bot: BOT, version: "12" }) as const;
const plan = (access: "open" | "private") => planClub(wish(access));

describe("the plan of a club", () => {
  test("C2 a private club: knock at the space, everything encrypted, history only for members", () => {
    const { space, channels } = plan("private");
    expect([space.kind, space.joinRule, space.encrypted]).toEqual(["space", "knock", false]);
    expect(
      channels.map(({ kind, encrypted, joinRule, historyVisibility }) => [
        kind,
        encrypted,
        joinRule,
        historyVisibility,
      ]),
    ).toEqual([
      ["announcements", true, "restricted", "shared"],
      ["meetups", true, "restricted", "shared"],
      ["chat", true, "restricted", "shared"],
    ]);
  });

  test("C2 an open club: anybody joins, boards are clear and readable before, chat is encrypted", () => {
    const { space, channels } = plan("open");
    expect(space.joinRule).toBe("public");
    expect(channels.map(({ kind, encrypted, historyVisibility }) => [kind, encrypted, historyVisibility])).toEqual([
      ["announcements", false, "world_readable"],
      ["meetups", false, "world_readable"],
      ["chat", true, "shared"],
    ]);
  });

  test("C2 the owner owns every room, and the bot that creates them is never named in version 12", () => {
    const { space, channels } = plan("open");
    for (const room of [space, ...channels]) expect(room.powerLevels.users).toEqual({ [ADA]: 100 });
  });

  test("C2 rooms are born with their whole state, which our own readers understand", () => {
    const { space, channels, wish } = plan("private");
    expect(space.name).toBe(wish.name);
    const born = spaceState(plan("private"));
    const club = born.find(({ type }) => type === "club.paceline.club")?.content;
    expect(decode("club", club)).toEqual({ is: "valid", value: { v: 1, access: "private", sports: ["gravel"] } });
    expect(born.find(({ type }) => type === "m.room.join_rules")?.content).toEqual({ join_rule: "knock" });

    const states = channels.map((channel) => channelState(channel, SPACE, "example.org"));
    for (const [index, events] of states.entries()) {
      const of = (type: string) => events.find((event) => event.type === type);
      expect(decode("channel", of("club.paceline.channel")?.content)).toMatchObject({
        value: { kind: channels[index]?.kind, club: SPACE },
      });
      expect(of("m.room.encryption")?.content).toEqual({ algorithm: "m.megolm.v1.aes-sha2" });
      expect(of("m.room.join_rules")?.content).toEqual({
        join_rule: "restricted",
        allow: [{ type: "m.room_membership", room_id: SPACE }],
      });
      expect(of("m.space.parent")).toMatchObject({
        state_key: SPACE,
        content: { via: ["example.org"], canonical: true },
      });
    }
    const clear = channelState(plan("open").channels[0]!, SPACE, "example.org");
    expect(clear.map(({ type }) => type)).not.toContain("m.room.encryption");
  });
});

describe("repairs", () => {
  const CHAT = roomId("!chat");
  type States = Record<string, Record<string, unknown>>;
  const inSpace: States = {
    [`m.space.child ${CHAT}`]: childLink("example.org", 0) as Record<string, unknown>,
    "m.room.power_levels ": { users: { [ADA]: 100, [person("cap")]: 75 } },
    "club.paceline.roles mia:example.org": { v: 1, role: "coach" },
  };
  const inChat: States = {
    [`m.space.parent ${SPACE}`]: parentLink("example.org") as Record<string, unknown>,
    "club.paceline.channel ": { v: 1, kind: "chat", club: SPACE },
    "m.room.power_levels ": { users: { [ADA]: 100, [person("cap")]: 75, [BOT]: 150 } },
    "club.paceline.roles mia:example.org": { v: 1, role: "coach" },
  };
  const reader = (states: States) => (type: string, key: string) => states[`${type} ${key}`];
  const known = (space: States, chat: States): KnownClub => ({
    space: { room: SPACE, state: reader(space) },
    channels: [{ room: CHAT, kind: "chat", state: reader(chat), named: ["mia:example.org"] }],
    bot: BOT,
    via: "example.org",
  });
  const without = (states: States, key: string): States =>
    Object.fromEntries(Object.entries(states).filter(([k]) => k !== key));
  const fixed = (space: States, chat: States) => clubRepairs(known(space, chat));
  const state = (room: RoomId, type: string, key: string, content: object) => ({
    do: "state",
    room,
    type,
    key,
    content,
  });

  test("C3 a club in order needs nothing", () => {
    expect(fixed(inSpace, inChat)).toEqual([]);
  });

  test("C10 links are completed both ways, and a channel taken out is not put back", () => {
    const child = `m.space.child ${CHAT}`;
    expect(fixed(without(inSpace, child), without(inChat, `m.space.parent ${SPACE}`))).toEqual([
      state(SPACE, "m.space.child", CHAT, { via: ["example.org"], suggested: true, order: "0000" }),
      state(CHAT, "m.space.parent", SPACE, { via: ["example.org"], canonical: true }),
    ]);
    expect(fixed({ ...inSpace, [child]: {} }, {})).toEqual([]);
    expect(fixed(inSpace, { ...inChat, "club.paceline.channel ": { v: 1, kind: "chat", extra: 1 } })).toEqual([
      state(CHAT, "club.paceline.channel", "", { v: 1, kind: "chat", extra: 1, club: SPACE }),
    ]);
  });

  test("C3 a channel follows the levels of the space, people who are no longer in them go back to the default", () => {
    const drifted = { users: { [ADA]: 50, [person("old")]: 75, [BOT]: 150 } };
    expect(fixed(inSpace, { ...inChat, "m.room.power_levels ": drifted })).toEqual([
      { do: "levels", room: CHAT, users: { [ADA]: 100, [person("cap")]: 75, [person("old")]: null } },
    ]);
  });

  test("C3 a channel follows the role names of the space", () => {
    const name = "club.paceline.roles mia:example.org";
    const repair = state(CHAT, "club.paceline.roles", "mia:example.org", { v: 1, role: "coach" });
    expect(fixed(inSpace, without(inChat, name))).toEqual([repair]);
    expect(fixed(inSpace, { ...inChat, [name]: { v: 1, role: "leader" } })).toEqual([repair]);
    expect(fixed(without(inSpace, name), inChat)).toEqual([]);
  });
});
