import { roomId } from "@paceline/protocol";
import { ROLES } from "@paceline/protocol/events";
import type { Role } from "@paceline/protocol/events";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { Action, ClubRoomKind, RoomRole } from "./index.ts";
import {
  ACTION_LEVELS,
  clubPowerLevels,
  levelOf,
  may,
  mayAssign,
  neededFor,
  neededTo,
  planRole,
  ROLE_LEVELS,
  roleKey,
  roleOf,
} from "./index.ts";

const [ADA, BEN, BOT] = [person("ada"), person("ben"), person("bot")];

/** The table of roles and actions, written out: who may, from the strongest on. */
const TABLE: Record<Action, readonly Role[]> = {
  ownClub: ["owner"],
  manageChannels: ["owner", "captain"],
  assignRoles: ["owner", "captain"],
  admit: ["owner", "captain"],
  rename: ["owner", "captain"],
  announce: ["owner", "captain", "moderator"],
  remove: ["owner", "captain", "moderator"],
  ban: ["owner", "captain", "moderator"],
  redactOthers: ["owner", "captain", "moderator"],
  pin: ["owner", "captain", "moderator", "coach", "leader"],
  keepRoster: ["owner", "captain", "moderator", "coach", "leader"],
  share: ["owner", "captain", "moderator", "coach", "leader", "member"],
  write: ROLES,
  answer: ROLES,
};
const cells = ROLES.flatMap((role) =>
  Object.entries(TABLE).map(([action, who]) => [role, action as Action, who.includes(role)] as const),
);

describe("roles and what each may do", () => {
  test("C3 the table has a row for every action", () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(ACTION_LEVELS).sort());
  });
  test.each(cells)("C3 %s, %s: %s", (role, action, allowed) => {
    expect(may(role, action)).toBe(allowed);
  });
});

describe("who may give which role", () => {
  /** actor → person who is → roles that may be given. */
  const GIVES: Record<Role, Partial<Record<Role, readonly Role[]>>> = {
    owner: Object.fromEntries(
      ["captain", "moderator", "coach", "leader", "member"].map((target) => [target, ROLES.slice(0, -1)]),
    ),
    captain: Object.fromEntries(
      ["moderator", "coach", "leader", "member"].map((target) => [target, ["moderator", "coach", "leader", "member"]]),
    ),
    moderator: {},
    coach: {},
    leader: {},
    member: {},
    guest: {},
  };
  const all = ROLES.flatMap((actor) => ROLES.flatMap((target) => ROLES.map((role) => [actor, target, role] as const)));

  test.each(all)("C3 %s makes a %s a %s", (actor, target, role) => {
    expect(mayAssign({ actor, target, role })).toBe(GIVES[actor][target]?.includes(role) ?? false);
  });

  test("C3 anybody may step down, an owner only if another is left, and nobody up", () => {
    const self = (actor: Role, role: Role, lastOwner = false) =>
      mayAssign({ actor, target: actor, role, self: true, lastOwner });
    expect([self("captain", "member"), self("leader", "member"), self("owner", "captain")]).toEqual([true, true, true]);
    expect([self("owner", "captain", true), self("captain", "owner"), self("moderator", "moderator")]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("power levels on the wire", () => {
  const content = (kind: ClubRoomKind, version: "11" | "12", access: "open" | "private" = "private") =>
    clubPowerLevels({
      kind,
      access,
      version,
      bot: BOT,
      people: new Map([
        [ADA, "owner"],
        [BEN, "member"],
        [BOT, "owner"],
      ]),
    });

  test("C3 a version 12 room never names its creator, a version 11 room puts the bot above owners", () => {
    expect(content("space", "12").users).toEqual({ [ADA]: 100 });
    expect(content("space", "11").users).toEqual({ [BOT]: 150, [ADA]: 100 });
  });

  test("C3 the content of a private chat, whole", () => {
    expect(content("chat", "12")).toEqual({
      users: { [ADA]: 100 },
      users_default: 0,
      events: {
        "m.room.power_levels": 100,
        "m.room.join_rules": 100,
        "m.room.history_visibility": 100,
        "m.room.encryption": 100,
        "m.room.server_acl": 100,
        "m.room.tombstone": 100,
        "org.matrix.msc3672.beacon": 0,
        "org.matrix.msc3672.beacon_info": 0,
        "m.beacon_info": 0,
        "m.room.name": 75,
        "m.room.avatar": 75,
        "m.room.topic": 75,
        "m.room.pinned_events": 25,
        "club.paceline.club": 75,
        "club.paceline.channel": 75,
        "club.paceline.roles": 75,
        "club.paceline.meetup_index": 25,
      },
      events_default: 0,
      state_default: 75,
      invite: 75,
      kick: 50,
      ban: 50,
      redact: 50,
      notifications: { room: 50 },
    });
  });

  test("C4 in announcements only those who may announce write, and everybody reacts", () => {
    const { events_default, events } = content("announcements", "12");
    expect([events_default, events["m.reaction"], events["m.room.redaction"]]).toEqual([50, 0, 0]);
  });

  test("C3 nobody talks in a space, an open club lets members invite, positions are shared where members are among themselves", () => {
    expect(content("space", "12").events_default).toBe(100);
    expect([content("chat", "12", "open").invite, content("chat", "12").invite]).toEqual([0, 75]);
    const beacons = (kind: "circle" | "chat" | "meetup" | "meetups" | "announcements") =>
      content(kind, "12").events["org.matrix.msc3672.beacon_info"];
    expect([beacons("circle"), beacons("chat"), beacons("meetup")]).toEqual([0, 0, 0]);
    expect([beacons("meetups"), beacons("announcements")]).toEqual([undefined, undefined]);
  });

  test("C3 the levels of a room enforce the table: what a role may do, its level allows", () => {
    const levels = content("chat", "12");
    const enforced = {
      ownClub: neededFor("m.room.tombstone", "state", { levels }),
      manageChannels: neededFor("m.space.child", "state", { levels }),
      admit: neededTo("invite", { levels }),
      rename: neededFor("m.room.name", "state", { levels }),
      announce: neededFor("m.room.message", "message", { levels: content("announcements", "12") }),
      remove: neededTo("kick", { levels }),
      ban: neededTo("ban", { levels }),
      redactOthers: neededTo("redact", { levels }),
      pin: neededFor("club.paceline.meetup_index", "state", { levels }),
      write: neededFor("m.room.message", "message", { levels }),
    };
    const table = Object.keys(enforced).map((action) => [action, ACTION_LEVELS[action as keyof typeof enforced]]);
    expect(Object.entries(enforced)).toEqual(table);
  });
});

describe("reading a room's power", () => {
  const power = (levels: unknown, creatorsAbove = true) => ({ levels, creators: new Set([BOT]), creatorsAbove });

  test("C3 levels come from the room, creators of version 12 stand above, a room without levels trusts its creator", () => {
    const levels = { users: { [ADA]: 75 }, users_default: 10 };
    expect([ADA, BEN, BOT].map((user) => levelOf(user, power(levels)))).toEqual([75, 10, Infinity]);
    expect([ADA, BOT].map((user) => levelOf(user, power(levels, false)))).toEqual([75, 10]);
    expect([ADA, BOT].map((user) => levelOf(user, power(undefined, false)))).toEqual([0, 100]);
  });

  test.each([
    null,
    7,
    "x",
    [],
    { users: null },
    { users: { [ADA]: "100" } },
    { users: { [ADA]: 1e99 } },
    { users_default: {} },
  ])("C3 damaged levels %j give no power", (levels) => {
    expect(levelOf(ADA, power(levels))).toBe(0);
    expect(neededTo("ban", { levels })).toBe(50);
    expect(neededFor("m.room.name", "state", { levels })).toBe(50);
  });

  test.each([
    [Infinity, undefined, "owner"],
    [100, "coach", "owner"],
    [99, undefined, "captain"],
    [75, "member", "captain"],
    [50, undefined, "moderator"],
    [25, undefined, "leader"],
    [25, "owner", "leader"],
    [25, "coach", "coach"],
    [24, "coach", "member"],
    [0, "owner", "member"],
    [-1, undefined, "member"],
  ] as const)("C3 level %d with the name %s is %s", (level, name, role) => {
    expect(roleOf(level, name)).toBe(role);
  });

  test("C3 who is in a single room and not in the club is a guest", () => {
    expect(roleOf(0, undefined, false)).toBe("guest");
  });
});

describe("one role in all rooms", () => {
  const rooms = ["!space", "!chat"].map((id) => roomId(id));
  const known = (level: number, name?: Role): RoomRole[] => rooms.map((room) => ({ room, level, name }));

  test("C3 a new captain gets the level everywhere, a member none", () => {
    expect(planRole(ADA, "captain", known(0))).toEqual(
      rooms.map((room) => ({ do: "levels", room, users: { [ADA]: 75 } })),
    );
    expect(planRole(ADA, "member", known(75))).toEqual(
      rooms.map((room) => ({ do: "levels", room, users: { [ADA]: null } })),
    );
  });

  test("C3 coach and leader differ by name alone, under a key without @", () => {
    const named = (role: Role) => ({
      do: "state",
      type: "club.paceline.roles",
      key: "ada:example.org",
      content: { v: 1, role },
    });
    expect(roleKey(ADA)).toBe("ada:example.org");
    expect(planRole(ADA, "coach", known(25).slice(1))).toEqual([{ ...named("coach"), room: rooms[1] }]);
    expect(planRole(ADA, "leader", known(25, "coach").slice(1))).toEqual([{ ...named("leader"), room: rooms[1] }]);
  });

  test.each(ROLES.filter((role) => role !== "guest"))(
    "C3 where everything says %s already, nothing is changed",
    (role) => {
      expect(planRole(ADA, role, known(ROLE_LEVELS[role], role))).toEqual([]);
    },
  );
});
