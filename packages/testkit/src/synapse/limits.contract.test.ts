import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { clubLimits, openLimits } from "@paceline/homeserver-config";
import type { RateLimits } from "@paceline/homeserver-config";
import type { RegisteredAccount } from "@paceline/homeserver-config/run";
import { call } from "./call.ts";
import { startSynapse } from "./synapse-server.ts";
import type { SynapseServer } from "./synapse-server.ts";

const TOO_MANY = 429;
const password = "a password";

/** People and rooms of one server, and one action of its people that some limit is about. */
type World = {
  readonly people: readonly RegisteredAccount[];
  post(person: number, path: string, body?: object): Promise<number>;
  put(person: number, path: string, body: object): Promise<number>;
  room(): Promise<string>;
};
type Act = (world: World, turn: number, room: string) => Promise<number>;

const invite = async (world: World, from: number, room: string, guest: number): Promise<number> =>
  world.post(from, `/rooms/${room}/invite`, { user_id: world.people[guest]?.userId });
const logIn = (world: World, turn: number, secret: string): Promise<number> =>
  world.post(0, "/login", {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: world.people[turn]?.userId },
    password: secret,
  });

/** Each local limit with the action that meets it. Person 0 owns every room. */
const actions: Record<Exclude<keyof RateLimits, "joinRemote">, Act> = {
  message: (world, turn, room) =>
    world.put(0, `/rooms/${room}/send/m.room.message/${turn}`, { msgtype: "m.text", body: "hi" }),
  loginPerAddress: (world, turn) => logIn(world, turn, password),
  loginPerAccount: (world) => logIn(world, 1, password),
  failedLogin: (world) => logIn(world, 1, "wrong"),
  joinLocal: async (world) => world.post(1, `/rooms/${await world.room()}/join`, {}),
  joinPerRoom: (world, turn, room) => world.post(turn + 1, `/rooms/${room}/join`, {}),
  invitePerRoom: (world, turn, room) => invite(world, 0, room, turn + 1),
  invitePerInvitee: async (world) => invite(world, 0, await world.room(), 1),
  invitePerIssuer: async (world, turn) => invite(world, 0, await world.room(), turn + 1),
  roomCreation: (world) => world.post(1, "/createRoom", {}),
  delayedEventManagement: (world, turn) =>
    world.post(0, `/../unstable/org.matrix.msc4140/delayed_events/none-${turn}/restart`, {}),
  userDirectory: (world) => world.post(0, "/user_directory/search", { search_term: "ben" }),
};

/** Limits that do not meet each other's actions, so that one server can have all of a group. */
const groups: readonly (keyof typeof actions)[][] = [
  [
    "message",
    "loginPerAccount",
    "joinPerRoom",
    "invitePerRoom",
    "roomCreation",
    "delayedEventManagement",
    "userDirectory",
  ],
  ["failedLogin", "joinLocal", "invitePerInvitee"],
  ["loginPerAddress", "invitePerIssuer"],
];

/** `team` keeps the people of one test apart from those of another. */
const worldOn = async (on: SynapseServer, team: string): Promise<World> => {
  const names = ["ana", "ben", "cleo", "dan", "eva"].map((name) => `${team.toLowerCase()}-${name}`);
  const people = await Promise.all(names.map((name) => on.registerUser(name, password)));
  const send = async (method: "PUT" | "POST", person: number, path: string, body: object) =>
    call(on.baseUrl, people[person]?.accessToken ?? "", method, `/_matrix/client/v3${path}`, body);
  return {
    people,
    post: async (person, path, body = {}) => (await send("POST", person, path, body)).status,
    put: async (person, path, body) => (await send("PUT", person, path, body)).status,
    room: async () => {
      const made = await send("POST", 0, "/createRoom", { preset: "public_chat" });
      return encodeURIComponent(String(made.body["room_id"]));
    },
  };
};

test("D3 every limit is met by one of the tests below", () => {
  expect(groups.flat().sort()).toEqual(Object.keys(actions).sort());
});

describe.each(groups.map((names) => ({ names })))("a server with low limits on $names", ({ names }) => {
  let server: SynapseServer;
  beforeAll(async () => {
    const low = Object.fromEntries(names.map((name) => [name, { perSecond: 0.001, burst: 2 }]));
    server = await startSynapse({ limits: { ...openLimits, ...low } });
  });
  afterAll(() => server?.stop());

  test.each(names)("D3 the limit %s counts", async (name) => {
    const world = await worldOn(server, name);
    const room = await world.room();
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn++) statuses.push(await actions[name](world, turn, room));
    expect(statuses[0]).not.toBe(TOO_MANY);
    expect(statuses.at(-1)).toBe(TOO_MANY);
  });
});

test("M11 an outbox of fifty messages, emptied at once, meets no limit of a club; a flood does", async () => {
  // Refilled more slowly than any machine sends, so that a flood is one on a slow machine too.
  const message = { ...clubLimits.message, perSecond: 1 };
  const server = await startSynapse({ limits: { ...clubLimits, message } });
  onTestFinished(() => server.stop());
  const world = await worldOn(server, "outbox");
  const room = await world.room();
  const send = (txn: string) =>
    world.put(0, `/rooms/${room}/send/m.room.message/${txn}`, { msgtype: "m.text", body: "hi" });
  const outbox = [];
  for (let index = 0; index < 50; index++) outbox.push(await send(`outbox-${index}`));
  expect(outbox).toEqual(outbox.map(() => 200));
  const flood = await Promise.all(Array.from({ length: 120 }, (_, index) => send(`flood-${index}`)));
  expect(flood).toContain(TOO_MANY);
});
