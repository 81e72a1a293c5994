import { afterEach, expect, test } from "vitest";
import { startAppserviceEar } from "../homeserver-contract/appservice-ear.ts";
import { soon } from "../homeserver-contract/soon.ts";
import { MatrixHttp, path, PlainClient } from "../plain-client/index.ts";
import { startFakeHomeserver, type FakeHomeserver, type FakeHomeserverOptions } from "./index.ts";

let server: FakeHomeserver;
afterEach(() => server.stop());

const start = async (options: FakeHomeserverOptions = {}): Promise<void> => {
  server = await startFakeHomeserver(options);
};
const signIn = (name: string): Promise<PlainClient> => {
  server.createUser(name, "pw");
  return PlainClient.signIn(server.baseUrl, name, "pw", { encryption: false });
};

test("B1 the ladder of retries doubles, and can be run in quick motion", async () => {
  const ear = await startAppserviceEar();
  const users = [{ regex: "@bridge_.*", exclusive: true }];
  const registration = {
    id: "b",
    url: ear.url,
    as_token: "as",
    hs_token: "hs",
    sender_localpart: "bridge",
    namespaces: { users },
  };
  await start({ appservices: [registration], retryScale: 0.01 });
  ear.deaf = true;
  const room = server.createRoom(server.model.accounts.idOf("bridge"));
  const tries = await soon(() => (ear.heard.length === 4 ? [...ear.heard] : undefined), "four tries");
  ear.deaf = false;
  expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
  const waits = tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? 0));
  expect(waits[0]).toBeGreaterThanOrEqual(19);
  expect(waits[1]).toBeGreaterThanOrEqual(39);
  expect(waits[2]).toBeGreaterThanOrEqual(79);
  const created = server.model.rooms.get(room).events.map((event) => event.event_id);
  await soon(() => ear.heard.some(({ answered }) => answered === 200) || undefined, "the push");
  const got = ear.heard
    .filter(({ answered }) => answered === 200)
    .flatMap(({ events }) => events.map((event) => event.event_id));
  expect(got).toEqual(created);
  await ear.stop();
});

test("S5 moving the clock fires what became due, in order, with the times at which it was due", async () => {
  await start();
  const ana = await signIn("ana");
  const room = await ana.createRoom();
  for (const [body, delay] of Object.entries({ late: 7_200_000, soon: 3_600_000, never: 90_000_000 })) {
    const query = { "org.matrix.msc4140.delay": delay };
    await ana.http.request("PUT", path`/rooms/${room}/send/m.room.message/${body}`, {
      query,
      body: { msgtype: "m.text", body },
    });
  }
  server.advance(8_000_000);
  await ana.message(room, "late");
  expect(ana.messages(room).map(({ body }) => body)).toEqual(["soon", "late"]);
  const [first, second] = ana
    .timeline(room)
    .slice(-2)
    .map((event) => event.origin_server_ts);
  expect(Math.round(((second ?? 0) - (first ?? 0)) / 60_000)).toBe(60);
});

test("M6 an access token that ran out is told softly, and a refresh goes on", async () => {
  await start({ accessTokenMs: 60_000 });
  server.createUser("ana", "pw");
  const http = new MatrixHttp(server.baseUrl);
  const identifier = { type: "m.id.user", user: "ana" };
  const login = await http.request("POST", "/login", {
    body: { type: "m.login.password", identifier, password: "pw", refresh_token: true },
  });
  http.token = String(login["access_token"]);
  server.advance(61_000);
  expect(await http.call("GET", "/account/whoami")).toMatchObject({
    status: 401,
    body: { errcode: "M_UNKNOWN_TOKEN", soft_logout: true },
  });
  http.token = String(
    (await http.request("POST", "/refresh", { body: { refresh_token: login["refresh_token"] } }))["access_token"],
  );
  expect((await http.call("GET", "/account/whoami")).status).toBe(200);
});

test("M11 an answer can be lost after the work was done: the same transaction then brings the same event", async () => {
  await start();
  const ana = await signIn("ana");
  const room = await ana.createRoom();
  const send = () => ana.sendClear(room, "m.room.message", { msgtype: "m.text", body: "once" }, "t1");
  server.fault({ method: "PUT", path: "/send/", effect: { kind: "cut", when: "after" } });
  await expect(send()).rejects.toThrow("fetch failed");
  server.fault({ method: "PUT", path: "/send/", effect: { kind: "answer", status: 502, body: {} } });
  await expect(send()).rejects.toMatchObject({ status: 502 });
  const id = await send();
  await ana.message(room, "once");
  expect(ana.messages(room).map(({ eventId }) => eventId)).toEqual([id]);
});

test("M8 requests cut before the server saw them did nothing", async () => {
  await start();
  const ana = await signIn("ana");
  const room = await ana.createRoom();
  server.fault({ path: "/send/", effect: { kind: "cut", when: "before" } });
  await expect(ana.sendClear(room, "m.room.message", { msgtype: "m.text", body: "lost" })).rejects.toThrow(
    "fetch failed",
  );
  await ana.sync();
  expect(ana.messages(room)).toEqual([]);
});

test("M1 limits can change while the server runs", async () => {
  await start();
  const ana = await signIn("ana");
  const room = await ana.createRoom();
  await ana.say(room, "free");
  server.model.limits.change({ message: { perSecond: 1, burst: 2 } });
  await ana.say(room, "one");
  await ana.say(room, "two");
  await expect(ana.say(room, "three")).rejects.toMatchObject({ status: 429, errcode: "M_LIMIT_EXCEEDED" });
  server.advance(1000);
  await ana.say(room, "three");
});

test("M2 a waiting sync answers as soon as something came, and one with nothing new waits its time", async () => {
  await start();
  const [ana, ben] = [await signIn("ana"), await signIn("ben")];
  const room = await ana.createRoom({ preset: "public_chat" });
  await ben.join(room);
  await ben.sync();
  const before = Date.now();
  await ben.sync(50);
  expect(Date.now() - before).toBeGreaterThanOrEqual(45);
  const waiting = ben.sync(10_000);
  server.sendEvent(room, ana.userId, "m.room.message", { msgtype: "m.text", body: "now" });
  await waiting;
  expect(ben.messages(room).map(({ body }) => body)).toEqual(["now"]);
  expect(Date.now() - before).toBeLessThan(5_000);
});

test("M10 a large room and many events are made without HTTP", async () => {
  await start();
  const ana = await signIn("ana");
  const room = server.createRoom(ana.userId, { name: "Crowd" });
  const crowd = Array.from({ length: 500 }, (_, index) => server.createUser(`rider${index}`, "pw"));
  server.addMembers(room, crowd);
  for (const [index, rider] of crowd.entries())
    server.sendEvent(room, rider, "m.room.message", { msgtype: "m.text", body: `n${index}` });
  await ana.sync();
  expect(ana.room(room).members("join")).toHaveLength(501);
  expect(ana.messages(room).at(-1)?.body).toBe("n499");
});
