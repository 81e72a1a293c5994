import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { AlertBlock } from "@paceline/protocol/events";
import { TimerAnswer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { figures } from "@paceline/testkit/counts";

let town: BridgeTown;
let ana: Townsperson;
let ben: Townsperson;
let circle: string;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana", true);
  ben = await town.person("ben", true);
  circle = await makeCircle(ana, [ben]);
});
afterAll(() => town?.stop());

/** An encrypted room as the athlete's client makes it: version 12, its maker above all levels. */
const makeCircle = async (owner: Townsperson, contacts: readonly Townsperson[]): Promise<string> => {
  const room = await owner.matrix.createRoom({
    room_version: "12",
    preset: "private_chat",
    name: "Circle",
    invite: [town.botId, ...contacts.map(({ matrix }) => matrix.userId)],
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
      { type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "circle" } },
    ],
  });
  for (const { matrix } of contacts) await matrix.join(room);
  await owner.matrix.until(() => owner.matrix.room(room).members("join").includes(town.botId), "the bot in the circle");
  return room;
};

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const arm = (caller: Townsperson, id: string, circle_id: string, ms: number, seq = 0) =>
  caller.bridge("PUT", `/safety/timers/${id}`, { circle_id, alert_at: inMs(ms), seq });
const overdue = (of: Townsperson, id: string) =>
  of.matrix
    .room(circle)
    .timeline.filter(
      ({ type, content }) =>
        type === "m.room.message" && (content[`${NS}.alert`] as { identifier?: string })?.identifier === id,
    );

test("S5 the bridge alerts an encrypted circle in clear words, with bell and mention, when a timer of its owner is overdue", async () => {
  const armed = await arm(ana, "timer-1", circle, 1_000);
  expect([armed.status, TimerAnswer.parse(armed.body).state]).toEqual([200, "armed"]);
  const [line] = await ben.matrix.until(() => {
    const found = overdue(ben, "timer-1");
    return found.length > 0 && found;
  }, "the overdue line");
  expect(line).toMatchObject({ sender: town.botId, content: { msgtype: "m.text" } });
  expect(line?.content["body"]).toContain("ana's safety timer is overdue since");
  expect(line?.content["m.mentions"]).toEqual({ user_ids: [ben.matrix.userId] });
  expect(AlertBlock.parse(line?.content[`${NS}.alert`])).toMatchObject({ identifier: "timer-1", status: "Actual" });
  await ben.matrix.until(
    () =>
      ben.matrix.room(circle).timeline.some(({ type, sender }) => type === `${NS}.sos_bell` && sender === town.botId),
    "the bell",
  );
  expect((await ana.bridge("GET", "/safety/timers/timer-1")).body).toMatchObject({ state: "fired" });
});

test("S5 who may arm: only the owner, only a circle, only with the bot in it; times and ids are checked", async () => {
  const chat = await ana.matrix.createRoom({ preset: "private_chat", invite: [town.botId] });
  const botless = await ana.matrix.createRoom({
    initial_state: [{ type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "circle" } }],
  });
  const outsider = await town.person("eve");
  const refusals = [
    await arm(ben, "timer-2", circle, 60_000),
    await arm(outsider, "timer-2", circle, 60_000),
    await arm(ana, "timer-2", chat, 60_000),
    await arm(ana, "timer-2", botless, 60_000),
    await arm(ana, "timer-2", circle, 9 * 24 * 60 * 60_000),
    await arm(ana, "a%20b", circle, 60_000),
    await ana.bridge("PUT", "/safety/timers/timer-2", { circle_id: "circle", alert_at: "soon", seq: -1 }),
  ];
  expect(refusals.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
    [403, "FORBIDDEN"],
    ...Array.from({ length: 3 }, () => [404, "NOT_FOUND"]),
    ...Array.from({ length: 3 }, () => [400, "BAD_REQUEST"]),
  ]);
  expect(await ana.bridge("GET", "/safety/timers/timer-2")).toMatchObject({ status: 404 });
});

const firings = (): number => town.bridge.log().split("timers fired").length - 1;

test("S5 a timer that ran out while bridge and homeserver were dead alerts once when they are back; an ended one never", async () => {
  // Time enough for a slow machine to end the one and kill the bridge before.
  for (const id of ["timer-3", "timer-4"]) await arm(ana, id, circle, 5_000);
  expect(await ana.bridge("DELETE", "/safety/timers/timer-4")).toMatchObject({ status: 204 });
  const fired = firings();
  await town.bridge.kill();
  await town.synapse.kill();
  const starting = town.bridge.start();
  await expect.poll(firings, { timeout: 60_000 }).toBe(fired + 1);
  await town.synapse.restart();
  const back = performance.now();
  await starting;
  await ben.matrix.until(() => overdue(ben, "timer-3").length > 0, "the overdue line");
  figures("S5 the bridge's line after the homeserver came back", { ms: Math.round(performance.now() - back) });
  await arm(ana, "timer-5", circle, 0);
  await ben.matrix.until(() => overdue(ben, "timer-5").length > 0, "a later timer's line");
  expect([overdue(ben, "timer-3").length, overdue(ben, "timer-4").length]).toEqual([1, 0]);
});
