import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, expect, test } from "vitest";
import { failed, ok, roomId, userId } from "@paceline/protocol";
import type { Clubs } from "../services/clubs.ts";
import type { Maker } from "../services/maker.ts";
import { createSessions } from "../services/sessions.ts";
import { createIdempotencyStore } from "../store/idempotency-store.ts";
import { createSessionStore } from "../store/session-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { createApp } from "./app.ts";
import { clubRoutes } from "./club-routes.ts";
import type { Limits } from "./limits.ts";
import { sessionRoutes } from "./session-routes.ts";

const ANA = userId("@ana:paceline.test");
const SPACE = roomId("!space");
const CLUB = { space_id: SPACE, name: "Riders", access: "open" as const, owner: ANA, channels: [] };
const GENEROUS: Limits = { signIn: 1_000, read: 1_000, change: 1_000, safety: 1_000, ingest: 1_000 };
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

type Fakes = { readonly limits?: Limits; readonly make?: Maker["make"]; readonly clubs?: Partial<Clubs> };

/** The whole API over fakes of the services behind it. */
const serve = async ({ limits = GENEROUS, make, clubs }: Fakes = {}) => {
  const db = memoryDatabase();
  const { log, lines } = recordedLog();
  let now = 0;
  const sessions = createSessions({
    store: createSessionStore(db),
    whoIs: async (_server, token) => (token === "valid" ? ok(ANA) : failed("TOKEN_REFUSED", "never")),
    allowedServers: ["paceline.test"],
    now: () => now,
  });
  const maker: Maker = {
    make: make ?? (async () => ok(CLUB)),
    start: () => undefined,
    stop: async () => undefined,
  };
  const allClubs: Clubs = {
    read: async () => ok(CLUB),
    authorize: async () => ok(null),
    setRole: async () => ok(null),
    ...clubs,
  };
  const app = createApp({
    appservice: express.Router(),
    sessions: sessionRoutes(sessions, limits),
    clubs: clubRoutes({
      sessions,
      clubs: allClubs,
      maker,
      idempotency: createIdempotencyStore(db),
      limits,
      now: () => now,
    }),
    safety: express.Router(),
    mail: express.Router(),
    coreSafety: express.Router(),
    publicUrl: "https://bridge.test",
    ingest: express.Router(),
    reach: () => ({ waiting: 1, failed: 2 }),
    readiness: () => ["HOMESERVER_NOT_REACHED"],
    log,
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = async (
    method: string,
    where: string,
    { body, token, key }: { body?: unknown; token?: string; key?: string } = {},
  ) => {
    const response = await fetch(`${url}${where}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(key && { "Idempotency-Key": key }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  const signIn = async (): Promise<string> => (await call("POST", "/api/v1/auth/openid", { body: PROOF })).body.token;
  return { call, signIn, lines, db, setNow: (ms: number) => (now = ms) };
};
const PROOF = { access_token: "valid", token_type: "Bearer", matrix_server_name: "paceline.test", expires_in: 60 };

test("B3 a session opens with a valid proof and is over after an hour", async () => {
  const { call, signIn, setNow } = await serve();
  const token = await signIn();
  expect(await call("GET", "/api/v1/auth/sessions", { token })).toMatchObject({ status: 200 });
  setNow(60 * 60_000);
  expect(await call("GET", "/api/v1/auth/sessions", { token })).toMatchObject({
    status: 401,
    body: { code: "UNAUTHENTICATED" },
  });
});

test("B3 tokens are stored as digests and never logged", async () => {
  const { signIn, call, db, lines } = await serve();
  const token = await signIn();
  await call("GET", "/api/v1/nothing", { token });
  expect(JSON.stringify(db.prepare("SELECT * FROM own_session").all())).not.toContain(token);
  expect(lines.join("")).not.toContain(token);
});

test.each([
  ["of a server that is not served", { ...PROOF, matrix_server_name: "evil.test" }, 403, "SERVER_NOT_ALLOWED"],
  ["that its server does not know", { ...PROOF, access_token: "stale" }, 401, "UNAUTHENTICATED"],
  ["without its parts", { matrix_server_name: "paceline.test" }, 400, "BAD_REQUEST"],
])("B3 a proof %s opens nothing", async (_what, body, status, code) => {
  const { call } = await serve();
  const answer = await call("POST", "/api/v1/auth/openid", { body });
  expect(answer).toMatchObject({ status, body: { code, status, title: expect.any(String) } });
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
});

test("B3 one of several sessions is ended by its id, only by its person", async () => {
  const { call, signIn } = await serve();
  const [first, second] = [await signIn(), await signIn()];
  const { body } = await call("GET", "/api/v1/auth/sessions", { token: first });
  const other = body.sessions.find(({ current }: { current: boolean }) => !current);
  expect(await call("DELETE", `/api/v1/auth/sessions/${other.id}`, { token: first })).toMatchObject({ status: 204 });
  expect(await call("DELETE", `/api/v1/auth/sessions/${other.id}`, { token: first })).toMatchObject({ status: 404 });
  expect(await call("GET", "/api/v1/auth/sessions", { token: second })).toMatchObject({ status: 401 });
});

test("B3 wrong fields are named by their path", async () => {
  const { call, signIn } = await serve();
  const token = await signIn();
  const answer = await call("POST", "/api/v1/clubs", { token, key: "k", body: { name: "", access: "secret" } });
  expect(answer).toMatchObject({ status: 400, body: { code: "BAD_REQUEST" } });
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(["name", "access"]);
});

test.each([
  ["is no JSON", "{nonsense", 400, "BAD_REQUEST"],
  ["is over 1 MiB", JSON.stringify({ name: "x".repeat(1_100_000) }), 413, "TOO_LARGE"],
  ["is nested too deep", "[".repeat(33) + "1" + "]".repeat(33), 400, "BAD_REQUEST"],
  ["is nested absurdly deep", "[".repeat(200_000) + "]".repeat(200_000), 400, "BAD_REQUEST"],
])("B3 a body that %s is refused", async (_what, body, status, code) => {
  const { call, signIn } = await serve();
  const token = await signIn();
  expect(await call("POST", "/api/v1/clubs", { token, key: "k", body })).toMatchObject({ status, body: { code } });
});

test("B3 unknown fields are ignored", async () => {
  const { call, signIn } = await serve();
  const body = { name: "Riders", access: "open", colour: { of: ["the", "jersey"] } };
  expect(await call("POST", "/api/v1/clubs", { token: await signIn(), key: "k", body })).toMatchObject({ status: 201 });
});

test("B3 the same key gives the same answer and makes once; refused requests may be mended under their key", async () => {
  const made: string[] = [];
  const { call, signIn, setNow } = await serve({
    make: async (id) => {
      made.push(id);
      return ok(CLUB);
    },
  });
  const token = await signIn();
  const post = (body: object) => call("POST", "/api/v1/clubs", { token, key: "key", body });
  expect(await post({ name: "" })).toMatchObject({ status: 400 });
  expect(await post({ name: "Riders", access: "open" })).toMatchObject({ status: 201, body: CLUB });
  expect(await post({ name: "Riders", access: "open" })).toMatchObject({ status: 201, body: CLUB });
  expect(await post({ name: "Others", access: "open" })).toMatchObject({
    status: 409,
    body: { code: "IDEMPOTENCY_MISMATCH" },
  });
  expect(made).toHaveLength(1);
  setNow(1);
  expect(await call("POST", "/api/v1/clubs", { token, body: { name: "Riders", access: "open" } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: "Idempotency-Key" }] },
  });
});

test("B3 what is still being made is asked for again, and comes under the same id", async () => {
  const made: string[] = [];
  const { call, signIn } = await serve({
    make: async (id) => {
      made.push(id);
      return made.length === 1 ? failed("NOT_YET", "later") : ok(CLUB);
    },
  });
  const token = await signIn();
  const post = () => call("POST", "/api/v1/clubs", { token, key: "key", body: { name: "Riders", access: "open" } });
  const first = await post();
  expect(first).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  expect(first.headers.get("Retry-After")).toBe("2");
  expect(await post()).toMatchObject({ status: 201 });
  expect(made[0]).toBe(made[1]);
});

test("B3 a caller who asks too often is told when to come back; others are served", async () => {
  const { call, signIn } = await serve({ limits: { ...GENEROUS, read: 2 } });
  const token = await signIn();
  const read = () => call("GET", "/api/v1/clubs/!space", { token });
  expect([(await read()).status, (await read()).status]).toEqual([200, 200]);
  const refused = await read();
  expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(refused.headers.get("RateLimit")).toContain("r=0");
  expect(await signIn()).toEqual(expect.any(String));
});

test.each([
  ["NOT_FOUND", "never", 404, "NOT_FOUND"],
  ["FORBIDDEN", "never", 403, "FORBIDDEN"],
  ["UNREACHABLE", "later", 503, "HOMESERVER_UNAVAILABLE"],
  ["NOT_YET", "later", 409, "CONFLICT"],
] as const)("B3 %s of a service has its problem", async (code, retry, status, problem) => {
  const { call, signIn } = await serve({ clubs: { setRole: async () => failed(code, retry) } });
  const answer = await call("PUT", "/api/v1/clubs/!space/roles/@ben:paceline.test", {
    token: await signIn(),
    body: { role: "captain" },
  });
  expect(answer).toMatchObject({ status, body: { code: problem } });
});

test("B3 pages of any origin may call with their token, and no cookie is involved", async () => {
  const { call } = await serve();
  const preflight = await call("OPTIONS", "/api/v1/clubs");
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(preflight.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
  expect(preflight.headers.get("Access-Control-Allow-Credentials")).toBeNull();
});

test("B3 the OpenAPI document is served", async () => {
  const { call } = await serve();
  expect(await call("GET", "/api/openapi.json")).toMatchObject({ status: 200, body: { openapi: "3.1.1" } });
});

test("B9 health answers while readiness names what is missing, and unknown places are a problem", async () => {
  const { call } = await serve();
  expect(await call("GET", "/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await call("GET", "/ready")).toMatchObject({
    status: 503,
    body: { ready: false, missing: ["HOMESERVER_NOT_REACHED"], ways_out: { waiting: 1, failed: 2 } },
  });
  expect(await call("GET", "/api/v1/elsewhere")).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
});
