import { userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { BRIDGE_WELL_KNOWN } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown } from "@paceline/testkit/bridge";
import { libsodium } from "@paceline/testkit/python-tools";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openPeer } from "../testing/engine-peer.ts";
import type { EnginePeer } from "../testing/engine-peer.ts";

const PASSWORD = "a good password";
const HOUR = 3_600_000;

let town: BridgeTown;
let seal: (message: object, key: string) => string;
beforeAll(async () => {
  const box = await libsodium();
  seal = (message, key) => box("seal", JSON.stringify(message), key);
  town = await startBridgeTown();
});
afterAll(() => town?.stop());

async function person(user: string): Promise<EnginePeer> {
  const wellKnown = { [BRIDGE_WELL_KNOWN]: { base_url: town.bridge.url, bot: town.botId } };
  const told: typeof fetch = async (input, init) =>
    new Request(input).url.endsWith("/.well-known/matrix/client") ? Response.json(wellKnown) : fetch(input, init);
  await town.synapse.registerUser(user, PASSWORD);
  const peer = await openPeer({ name: `phone-${user}`, fetch: told });
  onTestFinished(() => peer.stop());
  await peer.must("signIn", { server: town.synapse.baseUrl, user, password: PASSWORD, deviceName: "test" });
  await peer.until("session", {}, ([row]) => row?.firstSync === "done");
  return peer;
}

test("S9 a phone that libsodium seals for is on the circle's map; wrong key, replay and readable payload are refused with a clear answer", async () => {
  const [ana, ben] = await Promise.all([person("ana"), person("ben")]);
  const contact = userId(`@ben:${town.synapse.serverName}`);
  const { roomId: room }: { roomId: RoomId } = await ana.must("inviteContact", { userId: contact, tier: 1 });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ben.must("acceptInvite", { roomId: room });
  await ana.until("circle", {}, ([row]) => row?.state === "ready");

  const { config } = await ana.must("addTracker", { name: "Phone" });
  const { url, encryptionKey: key } = JSON.parse(atob(new URL(config).searchParams.get("inline") ?? "")) as {
    readonly url: string;
    readonly encryptionKey: string;
  };
  await ana.must("startShare", { roomId: room, durationMs: HOUR, precision: "exact" });
  const post = async (body: object) => {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    return { status: answer.status, said: JSON.stringify(await answer.json()) };
  };
  const location = {
    _type: "location",
    lat: 48.13721,
    lon: 11.57556,
    tst: Math.round(Date.now() / 1_000),
    acc: 8,
    batt: 64,
  };
  const sealed = { _type: "encrypted", data: seal(location, key) };
  expect(await post(sealed)).toMatchObject({ status: 200 });
  const { rows } = await ben.until("shares", {}, ([row]) => row?.last !== undefined);
  expect(rows).toMatchObject([{ mine: false, last: { latitude: 48.13721, longitude: 11.57556, battery_pct: 64 } }]);

  expect(await post(sealed)).toMatchObject({ status: 409, said: expect.stringContaining("REPLAYED") });
  expect(await post(location)).toMatchObject({ status: 400, said: expect.stringContaining("set an encryption key") });
  // The bridge is blind, so who has the key says that another one was used.
  const wrong = seal({ ...location, lat: 47, tst: location.tst + 1 }, "a-key-typed-wrongly");
  expect(await post({ _type: "encrypted", data: wrong })).toMatchObject({ status: 200 });
  await ana.until("trackers", {}, ([row]) => row?.wrongKey === true);
  const { rows: still } = await ben.until("shares", {}, () => true);
  expect(still).toMatchObject([{ last: { latitude: 48.13721 } }]);
});
