import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { SealedFix } from "@paceline/protocol/events";
import { CoreShareList, TrackerAnswer } from "@paceline/protocol/http";
import { databaseBytes, startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { figures } from "@paceline/testkit/counts";
import { libsodium } from "@paceline/testkit/python-tools";
import { MARK, MEGOLM, startPlatform } from "./testing/platform.ts";
import { synapseDatabase } from "./testing/synapse-database.ts";

const KEY = "q8V2xT5mB0nK7rWc4ZyHs1LdPf3JaGuE";
const LATITUDE = "48.917382164";

let town: BridgeTown;
let ana: Townsperson;
let ben: Townsperson;
let circle: string;
let url: string;
let nacl: (what: "seal" | "open", text: string, key?: string) => string;

beforeAll(async () => {
  const box = await libsodium();
  nacl = (what, text, key = KEY) => box(what, text, key);
  town = await startBridgeTown();
  ana = await town.person("ana");
  ben = await town.person("ben");
  circle = await ana.matrix.createRoom({
    preset: "private_chat",
    invite: [town.botId, ben.matrix.userId],
    initial_state: [{ type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "circle" } }],
  });
  await ben.matrix.join(circle);
  await ana.matrix.until(() => ana.matrix.room(circle).members("join").length === 3, "bot and contact in the circle");
  const made = await ana.bridge("POST", "/safety/trackers", { id: "phone", circle_id: circle });
  ({ url } = TrackerAnswer.parse(made.body));
});
afterAll(() => town?.stop());

const post = async (body: unknown, to = url) => {
  const response = await fetch(to, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { code?: string; detail?: string } };
};
const fixes = () =>
  ben.matrix
    .room(circle)
    .timeline.filter(({ type, sender }) => type === `${NS}.sealed_fix` && sender === town.botId)
    .map(({ content }) => SealedFix.parse(content));
const fix = (number: number): string =>
  JSON.stringify({ _type: "location", lat: Number(LATITUDE), lon: 11.57556, tst: 1_795_363_200 + number, acc: 8 });

test("S9 a position that libsodium sealed on the phone reaches the circle unread: bridge and homeserver hold no coordinate", async () => {
  const data = nacl("seal", fix(1));
  expect(await post({ _type: "encrypted", data })).toEqual({ status: 200, body: [] });
  const [got] = await ben.matrix.until(() => fixes().length > 0 && fixes(), "the sealed position");
  expect([got?.tracker, nacl("open", got?.data ?? "")]).toEqual(["phone", fix(1)]);
  expect(() => nacl("open", got?.data ?? "", "another key of 32 characters ...")).toThrow("CryptoError");

  const heap = await town.bridge.heap();
  await town.bridge.stop();
  const secret = url.split("/").at(-1) ?? "";
  const at = {
    database: databaseBytes(town.bridge).toString("latin1"),
    log: town.bridge.log(),
    memory: heap,
    synapse: synapseDatabase(town.synapse),
    synapseLog: readFileSync(town.synapse.logPath, "latin1"),
  };
  const hits = Object.fromEntries(Object.entries(at).map(([place, text]) => [place, text.split(LATITUDE).length - 1]));
  figures("S9 coordinates of a sealed position", hits);
  expect(hits).toEqual({ database: 0, log: 0, memory: 0, synapse: 0, synapseLog: 0 });
  // The search looks at the right places.
  expect([at.memory.includes(circle), at.synapse.includes(data.slice(0, 40))]).toEqual([true, true]);
  expect([at.database.includes(secret), at.log.includes(secret)]).toEqual([false, false]);
  await town.bridge.start();
});

test("S9 replayed, readable, broken and oversized payloads and wrong secrets get clear answers, and nothing of them comes through", async () => {
  const before = fixes().length;
  const data = nacl("seal", fix(2));
  expect(await post({ _type: "encrypted", data })).toEqual({ status: 200, body: [] });
  const answers = [
    await post({ _type: "encrypted", data }),
    await post(fix(3)),
    await post({ _type: "encrypted", data: "not base64!" }),
    await post("{"),
    await post({ _type: "encrypted", data: "A".repeat(300_000) }),
    await post({ _type: "encrypted", data }, `${url}x`),
    await post("{", url.replace(/[^/]+$/, "guess")),
    await post({ _type: "encrypted", data }, url.replace("owntracks", "traccar")),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [409, "REPLAYED"],
    [400, "BAD_REQUEST"],
    [400, "BAD_REQUEST"],
    [400, "BAD_REQUEST"],
    [413, "TOO_LARGE"],
    [404, "NOT_FOUND"],
    [404, "NOT_FOUND"],
    [404, "NOT_FOUND"],
  ]);
  expect(answers[1]?.body.detail).toContain("set an encryption key in OwnTracks");
  await ben.matrix.until(() => fixes().length > before, "the second position");
  expect(fixes()).toHaveLength(before + 1);
  const log = town.bridge.log();
  for (const private_ of [LATITUDE, data, url.split("/").at(-1) ?? ""]) expect(log).not.toContain(private_);
});

test("S9 only the circle's owner may make an address; revoked it is unknown", async () => {
  expect(await ben.bridge("POST", "/safety/trackers", { id: "phone", circle_id: circle })).toMatchObject({
    status: 403,
  });
  expect(await ana.bridge("DELETE", "/safety/trackers/phone")).toMatchObject({ status: 204 });
  expect(await post({ _type: "encrypted", data: nacl("seal", fix(4)) })).toMatchObject({ status: 404 });
});

test("S9 an off-the-shelf tracker posts readable positions into a platform room, as the athlete's live share, and into no encrypted one", async () => {
  const { api, room } = await startPlatform(town);
  const clear = await room(ana, [MARK]);
  const sealed = await room(ana, [MARK, { type: "m.room.encryption", state_key: "", content: MEGOLM }]);
  const ask = (kind: string, audience: string) => api("POST", "/trackers", { body: { id: kind, kind, audience } });
  expect(await ask("overland", sealed)).toMatchObject({ status: 409, body: { code: "E2EE_ROOM" } });
  const address = async (kind: string): Promise<string> => TrackerAnswer.parse((await ask(kind, clear)).body).url;
  const postTo = async (to: string, body?: object) => {
    const response = await fetch(to, { method: "POST", ...(body && { body: JSON.stringify(body) }) });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer, wait: response.headers.get("Retry-After") };
  };
  const at = (seconds: number) => Math.round(Date.now() / 1_000) - 60 + seconds;
  const feature = (seconds: number) => ({
    geometry: { coordinates: [11.3, 48.1 + seconds / 1_000] },
    properties: { timestamp: new Date(at(seconds) * 1_000).toISOString() },
  });
  const overland = await address("overland");
  expect(await postTo(overland, { locations: [feature(1), feature(2)] })).toEqual({
    status: 200,
    body: { result: "ok" },
    wait: null,
  });
  const owntracks = await address("owntracks");
  expect(await postTo(owntracks, { _type: "encrypted", data: "AA==" })).toMatchObject({ status: 400 });
  // Taken, or told to wait because it came within two seconds: nothing is lost either way.
  const fix = { _type: "location", lat: 48.3, lon: 11.3, tst: at(3) };
  const answers = [
    await postTo(owntracks, fix),
    await postTo(`${await address("traccar")}?lat=48.41234&lon=11.41234&timestamp=${at(4)}`),
    await postTo(`${await address("gpslogger")}?lat=48.5&lon=11.5&time=${at(5)}`),
  ];
  const fits = expect.toBeOneOf(["200 null", "429 1", "429 2"]);
  expect(answers.map(({ status, wait }) => `${status} ${wait}`)).toEqual([fits, fits, fits]);
  await expect.poll(async () => (await postTo(owntracks, fix)).status).toBe(200);
  const uris = () =>
    ana.matrix
      .room(clear)
      .timeline.flatMap(
        ({ content }) => (content[`${NS}.track`] as { fixes?: { uri: string }[] } | undefined)?.fixes ?? [],
      )
      .map(({ uri }) => uri);
  await ana.matrix.until(() => uris().length === 5, "five positions");
  expect(uris()).toEqual(
    ["48.101,11.3", "48.102,11.3", "48.3,11.3", "48.41234,11.41234", "48.5,11.5"].map((place) => `geo:${place}`),
  );
  expect(CoreShareList.parse((await api("GET", "/location")).body).shares).toHaveLength(1);
  expect(await api("DELETE", "/trackers/overland")).toMatchObject({ status: 204 });
  expect(await postTo(overland, { locations: [feature(6)] })).toMatchObject({ status: 404 });
  for (const secret of ["48.41234", "11.41234", overland.split("/").at(-1) ?? ""])
    expect(town.bridge.log()).not.toContain(secret);
});
