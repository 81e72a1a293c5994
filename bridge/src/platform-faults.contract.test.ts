import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { CoreAlert } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { KIM, MARK, MEGOLM, startPlatform } from "./testing/platform.ts";
import type { Platform } from "./testing/platform.ts";

const INFO = "org.matrix.msc3672.beacon_info";

let town: BridgeTown;
let ana: Townsperson;
let platform: Platform;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana");
  platform = await startPlatform(town);
});
afterAll(() => town?.stop());

const here = { latitude: 48.13721, longitude: 11.57556, accuracy: 8, battery: 73 };
const of = (room: string, sender: string) =>
  ana.matrix.room(room).timeline.filter((event) => event.sender === sender && event.type !== "m.room.member");

test("B5 an SOS that waits for the homeserver while its room is encrypted arrives as bell and bare line: no position, no word of it, and the platform is told", async () => {
  const room = await platform.room(ana, [MARK]);
  const share = { ...here, audience: room, durationMinutes: 5 };
  const { shareId } = (await platform.api("POST", "/location", { body: share })).body;
  expect(await platform.api("DELETE", `/location/${shareId}`)).toMatchObject({ status: 204 });

  await town.synapse.kill();
  const help = { body: { audience: room, position: { ...here, latitude: 48.99987 } }, key: "help" };
  const asked = platform.api("POST", "/alerts", help).catch(() => undefined);
  // It is on the disk and was tried; then the bridge dies as well.
  await expect.poll(() => town.bridge.log().includes('"deferred"')).toBe(true);
  await town.bridge.kill();
  await asked;
  await town.synapse.restart();
  await ana.matrix.setState(room, "m.room.encryption", MEGOLM);
  await town.bridge.start();

  await ana.matrix.until(() => of(room, KIM).some(({ type }) => type === `${NS}.sos_bell`), "the bell");
  const [line, bell, ...more] = of(room, KIM).slice(-2);
  expect([line?.type, bell?.type, more]).toEqual(["m.room.message", `${NS}.sos_bell`, []]);
  expect(line?.content["body"]).toContain("Kim Ø needs help");
  expect(JSON.stringify(of(room, KIM))).not.toMatch(/48\.99987|geo:48\.9/);

  const answer = await platform.api("POST", "/alerts", help);
  expect([answer.status, CoreAlert.parse(answer.body).delivery]).toEqual([201, "withheld"]);
  expect((await platform.api("GET", `/alerts/${answer.body.alertId}`)).body).toEqual(answer.body);
  expect(await platform.api("GET", `/alerts/${answer.body.alertId}`, { athlete: "lee" })).toMatchObject({
    status: 404,
  });
  expect(await platform.api("POST", "/alerts", { body: help.body })).toMatchObject({ status: 409 });
});

test("S2 a share that ran out while the bridge was dead is ended at the homeserver when it is back", async () => {
  const room = await platform.room(ana, [MARK]);
  const body = { ...here, audience: room, durationMinutes: 60 };
  expect(await platform.api("POST", "/location", { body })).toMatchObject({ status: 201 });
  await town.bridge.stop();
  const db = new DatabaseSync(join(town.bridge.dataDir, "bridge.db"));
  db.prepare("UPDATE own_share SET expires_at = ? WHERE room_id = ?").run(Date.now() - 1, room);
  db.close();
  await town.bridge.start();
  await ana.matrix.until(() => ana.matrix.room(room).state(INFO, KIM)?.content["live"] === false, "the end");
  expect((await platform.api("GET", "/location")).body).toEqual({ shares: [] });
});
