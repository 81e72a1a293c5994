import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { distanceM } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO, NS } from "@paceline/protocol";
import { MeetupBlock, Roster } from "@paceline/protocol/events";
import { PlainClient } from "@paceline/testkit/plain-client";
import { startStack } from "../start/stack.ts";
import type { Stack } from "../start/stack.ts";
import { addDemoWeeks, makeDemoClub } from "./demo-club.ts";
import { callJson } from "./matrix-person.ts";
import { rideAround, RIDER_DEVICE, riverLoop } from "./rider.ts";

type Event = { readonly type: string; readonly sender: string; readonly content: Record<string, unknown> };
const NOW = Date.parse("2026-11-21T08:00:00Z");
const WEEK_MS = 7 * 86_400_000;
const silent = (): void => undefined;

/** One set for the file: it is empty before the first test and has the demo club afterwards. */
let stack: Stack;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "paceline-demo-"));
  const webFolder = join(dataDir, "web");
  await mkdir(webFolder);
  await writeFile(join(webFolder, "index.html"), "<title>Paceline</title>");
  const started = await startStack({ dataDir, webFolder, testVariant: true });
  if (!started.ok) throw new Error(`${started.failure.code} ${started.failure.cause ?? ""}`);
  stack = started.value;
});
afterAll(async () => {
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Everything that Ana, signed in as the page would do it, is shown: every event of each of her rooms. */
const seenByAna = async ({ origin, secrets }: Stack): Promise<{ rooms: number; events: Event[]; devices: number }> => {
  const base = `${origin}/_matrix/client/v3`;
  const user = { type: "m.id.user", user: "ana" };
  const login = { type: "m.login.password", identifier: user, password: secrets.demoPassword };
  const token = String((await callJson(`${base}/login`, "POST", "", login))["access_token"]);
  const { joined_rooms } = (await callJson(`${base}/joined_rooms`, "GET", token)) as { joined_rooms: string[] };
  const events: Event[] = [];
  for (const room of joined_rooms) {
    const path = `${base}/rooms/${encodeURIComponent(room)}/messages?dir=b&limit=1000`;
    let from: string | undefined = "";
    while (from !== undefined) {
      const page = await callJson(from === "" ? path : `${path}&from=${from}`, "GET", token);
      events.push(...(page["chunk"] as Event[]));
      from = page["end"] as string | undefined;
    }
  }
  const { devices } = (await callJson(`${base}/devices`, "GET", token)) as { devices: unknown[] };
  await callJson(`${base}/logout`, "POST", token, {});
  return { rooms: joined_rooms.length, events, devices: devices.length };
};

const uids = (events: readonly Event[]): string[] =>
  events.flatMap(({ content }) => (content[`${NS}.meetup`] ? [MeetupBlock.parse(content[`${NS}.meetup`]).uid] : []));

test("D4 the demo club is whole and made once, although its making was cut off twice; a week later it goes on", async () => {
  for (const part of ["announcements", "meetups of the week from 2026-11-23"]) {
    const cut = makeDemoClub(stack, dataDir, NOW, (what) => {
      if (what === part) throw new Error("cut off");
    });
    await expect(cut).rejects.toThrow("cut off");
  }
  expect(await makeDemoClub(stack, dataDir, NOW, silent)).toEqual({ ok: true, value: undefined });

  const { rooms, events, devices } = await seenByAna(stack);
  // Two clubs (a space and three channels each) and the one group she is in.
  expect(rooms).toBe(9);
  expect(devices).toBe(1);
  const cards = uids(events);
  expect(cards).toHaveLength(new Set(cards).size);
  expect(cards).toHaveLength(16);
  const titles = events.flatMap(({ content }) => (content[`${NS}.announcement`] ? [content["body"]] : []));
  expect(titles).toHaveLength(4);
  expect(new Set(titles).size).toBe(4);
  const answers = events.filter(({ type }) => type === `${NS}.rsvp`);
  const givenTo = answers.map(({ sender, content }) => `${sender} ${JSON.stringify(content["m.relates_to"])}`);
  expect(givenTo).toHaveLength(new Set(givenTo).size);

  expect(await makeDemoClub(stack, dataDir, NOW, silent)).toEqual({ ok: true, value: undefined });
  expect(uids((await seenByAna(stack)).events)).toHaveLength(16);
  expect(await addDemoWeeks(stack, dataDir, NOW + WEEK_MS)).toEqual({ ok: true, value: undefined });
  const later = uids((await seenByAna(stack)).events);
  expect(later).toHaveLength(23);
  expect(new Set(later).size).toBe(23);
});

test("E3 the full ride of the demo has a waitlist, decided by the bridge", async () => {
  const full = async (): Promise<boolean> => {
    const { events } = await seenByAna(stack);
    const rosters = events.flatMap(({ type, content }) => (type === `${NS}.roster` ? [Roster.parse(content)] : []));
    return rosters.some(({ waitlist, confirmed }) => waitlist.length > 0 && confirmed.length <= 6);
  };
  await expect.poll(full, { interval: 500 }).toBe(true);
});

test("D4 somebody of the club is on the road while the set runs: members' devices read where, the server does not, and the end of the set ends it", async () => {
  const ana = await PlainClient.signIn(stack.synapse.baseUrl, "ana", stack.secrets.demoPassword);
  const ending = new AbortController();
  const riding = rideAround(stack, ending.signal);
  const [room, place] = await ana.until(() => {
    const found = [...ana.session.known.rooms.keys()].flatMap((id) =>
      ana.timeline(id).flatMap((event) => (event.type === BEACON ? [[id, event] as const] : [])),
    );
    return found[0];
  }, "a position");
  expect(place.encrypted).toBe(true);
  const share = () => ana.room(room).stateEvents(BEACON_INFO)[0];
  expect(share()).toMatchObject({ sender: place.sender, state_key: place.sender, content: { live: true } });
  expect(place.content["m.relates_to"]).toEqual({ rel_type: "m.reference", event_id: share()?.event_id });
  const { uri } = place.content["org.matrix.msc3488.location"] as { uri: string };
  const [latitude = 0, longitude = 0] = uri.replace("geo:", "").split(/[,;]/).map(Number);
  const [boathouse] = await riverLoop();
  expect(boathouse && distanceM(boathouse, { latitude, longitude })).toBeLessThan(1_000);
  ending.abort();
  expect(await riding).toEqual({ ok: true, value: undefined });
  await ana.until(() => share()?.content["live"] === false, "the end of the ride");
  await ana.signOut();
});

test("D4 a rider of a set that was killed leaves no device behind: the next one takes it away, and no other device", async () => {
  const { baseUrl } = stack.synapse;
  const { demoPassword } = stack.secrets;
  const tom = await PlainClient.signIn(baseUrl, "tom", demoPassword, { encryption: false });
  const names = async (): Promise<readonly string[]> => {
    const answer = await tom.http.request<{ readonly devices: readonly { readonly display_name: string }[] }>(
      "GET",
      "/devices",
    );
    return answer.devices.map(({ display_name }) => display_name).sort();
  };
  const killed = { encryption: false, deviceName: RIDER_DEVICE };
  for (let start = 0; start < 3; start += 1) await PlainClient.signIn(baseUrl, "tom", demoPassword, killed);
  expect(await names()).toEqual(["Plain client", RIDER_DEVICE, RIDER_DEVICE, RIDER_DEVICE]);
  const ending = new AbortController();
  const riding = rideAround(stack, ending.signal);
  await expect.poll(names, { interval: 200 }).toEqual(["Plain client", RIDER_DEVICE]);
  ending.abort();
  expect(await riding).toEqual({ ok: true, value: undefined });
  expect(await names()).toEqual(["Plain client"]);
  await tom.signOut();
});

test("D4 the loop of the demo comes back to where it began, at the pace of a club", async () => {
  const loop = await riverLoop();
  const [first, last] = [loop[0], loop.at(-1)];
  if (first === undefined || last === undefined) throw new Error("a loop has points");
  expect(distanceM(first, last)).toBe(0);
  const metres = loop.slice(1).reduce((sum, point, at) => sum + distanceM(loop[at] ?? point, point), 0);
  const pace = metres / ((last.ts - first.ts) / 1_000);
  expect(pace).toBeGreaterThan(5);
  expect(pace).toBeLessThan(8);
});
