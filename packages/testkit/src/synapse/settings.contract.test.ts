import { afterAll, beforeAll, expect, test } from "vitest";
import type { RegisteredAccount } from "@paceline/homeserver-config/run";
import { call } from "./call.ts";
import { startSynapse } from "./synapse-server.ts";
import type { SynapseServer } from "./synapse-server.ts";

const DAY_MS = 86_400_000;
const asToken = "as-token-of-this-test";
const bot = "@paceline:paceline.test";

let server: SynapseServer;
let ana: RegisteredAccount;

beforeAll(async () => {
  server = await startSynapse({
    appservices: [{ id: "paceline", url: undefined, asToken, hsToken: "hs", botLocalpart: "paceline" }],
    publishers: [bot],
  });
  ana = await server.registerUser("ana", "a password");
});
afterAll(() => server?.stop());

const asAna = (method: "GET" | "PUT" | "POST", path: string, body?: unknown) =>
  call(server.baseUrl, ana.accessToken, method, path, body);
const asBot = (method: "GET" | "PUT" | "POST", path: string, body?: unknown) =>
  call(server.baseUrl, asToken, method, path, body);

const asNobody = (method: "GET" | "POST", path: string, body?: unknown) => call(server.baseUrl, "", method, path, body);

const roomOf = async (as: typeof asAna, options: object = {}): Promise<string> =>
  encodeURIComponent(
    String((await as("POST", "/_matrix/client/v3/createRoom", { preset: "public_chat", ...options })).body["room_id"]),
  );

test("D3 delayed events are on, with our maximum and number per user", async () => {
  const { body } = await asAna("GET", "/_matrix/client/v3/capabilities");
  expect(body["capabilities"]).toMatchObject({
    "org.matrix.msc4140.delayed_events": { max_delay_ms: 7 * DAY_MS, max_scheduled: 100 },
    "m.room_versions": { default: "12" },
  });
});

test("D3 the RTC transports of MSC4143 are answered", async () => {
  const { status } = await asAna("GET", "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports");
  expect(status).toBe(200);
});

test("B1 an OpenID token of a person is confirmed on the client listener", async () => {
  const path = `/_matrix/client/v3/user/${encodeURIComponent(ana.userId)}/openid/request_token`;
  const token = String((await asAna("POST", path, {})).body["access_token"]);
  const { body } = await asNobody("GET", `/_matrix/federation/v1/openid/userinfo?access_token=${token}`);
  expect(body["sub"]).toBe(ana.userId);
});

test("D3 the federation resource stands, and without peers nobody is contacted", async () => {
  expect((await asNobody("GET", "/_matrix/federation/v1/version")).status).toBe(200);
  const stranger = await asAna("GET", `/_matrix/client/v3/profile/${encodeURIComponent("@x:elsewhere.invalid")}`);
  expect(stranger).toMatchObject({ status: 403, body: { errcode: "M_FORBIDDEN" } });
});

test("C2 the bot may list a club in the directory, a person may not", async () => {
  const [clubs, own] = [await roomOf(asBot), await roomOf(asAna)];
  const listed = { visibility: "public" };
  expect((await asBot("PUT", `/_matrix/client/v3/directory/list/room/${clubs}`, listed)).status).toBe(200);
  expect((await asAna("PUT", `/_matrix/client/v3/directory/list/room/${own}`, listed)).status).toBe(403);
});

test("D3 nobody can register, and nobody can take a name of the bridge", async () => {
  const closed = await asNobody("POST", "/_matrix/client/v3/register", { username: "mia", password: "a password" });
  expect(closed.status).toBe(403);
  await expect(server.registerUser("paceline_1", "a password")).rejects.toThrow("M_EXCLUSIVE");
});

test("M4 the upload limit is ours", async () => {
  const { body } = await asAna("GET", "/_matrix/client/v1/media/config");
  expect(body["m.upload.size"]).toBe(50 * 1024 * 1024);
});

test("M13 S4 retention holds where a room asks for it, for 1, 14 and 90 days, and hides nothing where none does", async () => {
  /** Ages, in days, of the messages that a room kept for so many days still shows. */
  const seen = async (days: number | undefined, ages: readonly number[]): Promise<string[]> => {
    const policy = { type: "m.room.retention", state_key: "", content: { max_lifetime: (days ?? 0) * DAY_MS } };
    const room = await roomOf(asBot, { initial_state: days === undefined ? [] : [policy] });
    for (const age of ages) {
      const content = { msgtype: "m.text", body: String(age) };
      const ts = Date.now() - age * DAY_MS;
      await asBot("PUT", `/_matrix/client/v3/rooms/${room}/send/m.room.message/${room}${age}?ts=${ts}`, content);
    }
    const { body } = await asBot("GET", `/_matrix/client/v3/rooms/${room}/messages?dir=b&limit=50`);
    const chunk = body["chunk"] as { type: string; content: { body: string } }[];
    return chunk.filter((event) => event.type === "m.room.message").map((event) => event.content.body);
  };
  expect(
    await Promise.all([seen(1, [2, 0]), seen(14, [15, 13]), seen(90, [91, 89]), seen(undefined, [91, 0])]),
  ).toEqual([["0"], ["13"], ["89"], ["0", "91"]]);
});

test("D3 without delayed events in the description the server has none", async () => {
  const plain = await startSynapse({ delayedEvents: null });
  try {
    const { accessToken } = await plain.registerUser("ben", "a password");
    const { body } = await call(plain.baseUrl, accessToken, "GET", "/_matrix/client/v3/capabilities");
    expect(body["capabilities"]).toMatchObject({ "org.matrix.msc4140.delayed_events": { max_delay_ms: 0 } });
  } finally {
    await plain.stop();
  }
});
